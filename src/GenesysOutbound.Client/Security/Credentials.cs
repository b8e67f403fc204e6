using System;
using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// A user name and password for HTTP Basic authentication. Shows neither the password nor the header in any text.
/// </summary>
internal sealed class Credentials : IDisposable
{
    private static readonly Encoding LatinOne = Encoding.GetEncoding(28591);

    private readonly string _userName;
    private readonly SecureString _password;
    private volatile bool _disposed;

    public Credentials(string userName, SecureString? password)
    {
        CheckUserName(userName);
        _userName = userName;
        _password = password?.Copy() ?? new SecureString();
        _password.MakeReadOnly();
    }

    /// <summary>Refuses a name that cannot be sent.</summary>
    /// <exception cref="GwsException">It holds a colon.</exception>
    public static void CheckUserName(string userName)
    {
        if (userName.IndexOf(':') >= 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "A user name must not contain a colon: HTTP Basic authentication has no place for it.");
        }
    }

    /// <summary>The header's value, made when it is needed: the text does not stay in a field.</summary>
    public AuthenticationHeaderValue ToHeader()
    {
        var text = _userName + ":" + Reveal();

        // Known clients of this server encode in ISO 8859-1; what does not fit goes as UTF-8 (RFC 7617).
        var latin = true;
        foreach (var c in text)
        {
            latin &= c <= 0xFF;
        }

        var bytes = latin ? LatinOne.GetBytes(text) : Encoding.UTF8.GetBytes(text);
        var header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(bytes));
        Array.Clear(bytes, 0, bytes.Length);
        return header;
    }

    /// <summary>
    /// The texts that must not be shown: the password, and the header made of it. Made again each time; nothing is kept.
    /// </summary>
    public IEnumerable<string?> Secrets()
    {
        string? password = null;
        string? header = null;
        try
        {
            password = Reveal();
            header = ToHeader().Parameter;
        }
        catch (ObjectDisposedException)
        {
            // The session is closed; what can still be said of it was said before it held the password.
        }

        yield return header;
        yield return password;
    }

    private string Reveal()
    {
        // Not every platform says by itself that a password was wiped.
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(Credentials));
        }

        var text = Marshal.SecureStringToGlobalAllocUnicode(_password);
        try
        {
            return Marshal.PtrToStringUni(text, _password.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _password.Dispose();
    }

    public override string ToString() => _userName;
}
