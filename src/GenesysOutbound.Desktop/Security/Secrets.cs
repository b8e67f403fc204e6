using System;
using System.Security.Cryptography;
using System.Text;

namespace GenesysOutbound.Desktop.Security;

/// <summary>Makes and compares the tokens that let a browser in.</summary>
internal static class Secrets
{
    private const int Bytes = 32;

    /// <summary>Makes a token of 256 random bits, in letters that need no escaping in a URL, a header or a cookie.</summary>
    public static string NewToken()
    {
        var bytes = new byte[Bytes];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Compares in a time that does not depend on where the texts differ.</summary>
    public static bool Match(string expected, string? given)
    {
        if (given is null || given.Length != expected.Length)
        {
            return false;
        }

        var left = Encoding.UTF8.GetBytes(expected);
        var right = Encoding.UTF8.GetBytes(given);
        if (left.Length != right.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
