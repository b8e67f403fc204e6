using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using Newtonsoft.Json;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// The values of a session's secrets, so that they are recognised wherever a server repeats them. Values in use (password,
/// cookies, CSRF token, client id) are always known; values that have been replaced are remembered up to a limit, because an
/// error page may repeat an old one.
/// </summary>
internal sealed class KnownSecrets
{
    /// <summary>Shorter values are not looked for: they would be found everywhere.</summary>
    public const int ShortestSecret = 6;

    private const int MaxReplaced = 256;

    private readonly CookieJar _cookies;
    private readonly Credentials _credentials;
    private readonly object _gate = new();
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private string? _csrfToken;
    private string? _clientId;

    public KnownSecrets(CookieJar cookies, Credentials credentials)
    {
        _cookies = cookies;
        _credentials = credentials;
        cookies.ValueRetired = Retire;
    }

    /// <summary>Sets the CSRF token in use.</summary>
    public void SetCsrfToken(string value) => Set(ref _csrfToken, value);

    /// <summary>Sets the Bayeux client id in use.</summary>
    public void SetClientId(string value) => Set(ref _clientId, value);

    /// <summary>Every spelling of every secret; made when it is needed, because it holds the password.</summary>
    public List<string> Spellings()
    {
        var spellings = new List<string>();
        foreach (var secret in Values())
        {
            if (secret is { Length: >= ShortestSecret })
            {
                AddSpellings(spellings, secret);
            }
        }

        return spellings;
    }

    private void Set(ref string? current, string value)
    {
        lock (_gate)
        {
            if (current == value)
            {
                return;
            }

            if (current is not null)
            {
                RetireLocked(current);
            }

            current = value;
        }
    }

    private void Retire(string value)
    {
        lock (_gate)
        {
            RetireLocked(value);
        }
    }

    private void RetireLocked(string value)
    {
        if (value.Length >= ShortestSecret && _replaced.Add(value))
        {
            _order.Enqueue(value);
            if (_order.Count > MaxReplaced)
            {
                _replaced.Remove(_order.Dequeue());
            }
        }
    }

    private List<string?> Values()
    {
        List<string?> values = [.. _credentials.Secrets(), .. _cookies.Values()];
        lock (_gate)
        {
            values.Add(_csrfToken);
            values.Add(_clientId);
            values.AddRange(_replaced);
        }

        return values;
    }

    /// <summary>A server may repeat a value as JSON, in an address, in HTML, or as UTF-8 that was read as ISO 8859-1.</summary>
    private static void AddSpellings(List<string> spellings, string secret)
    {
        spellings.Add(secret);
        var isPlain = true;
        foreach (var c in secret)
        {
            isPlain &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~';
        }

        if (isPlain)
        {
            return;
        }

        var json = Json(secret, StringEscapeHandling.Default);
        var ascii = Json(secret, StringEscapeHandling.EscapeNonAscii);
        string[] others =
        [
            json, ascii, Json(secret, StringEscapeHandling.EscapeHtml), json.Replace("/", "\\/"), ascii.Replace("/", "\\/"),
            Json(json, StringEscapeHandling.Default), Json(ascii, StringEscapeHandling.Default), Percent(secret), Percent(secret)
                .Replace("%20", "+"),
            WebUtility.HtmlEncode(secret), Encoding.GetEncoding(28591).GetString(Encoding.UTF8.GetBytes(secret)),
        ];
        foreach (var other in others)
        {
            if (other.Length >= ShortestSecret && !spellings.Contains(other))
            {
                spellings.Add(other);
            }
        }
    }

    private static string Json(string text, StringEscapeHandling escaping)
    {
        var quoted = JsonConvert.ToString(text, '"', escaping);
        return quoted.Substring(1, quoted.Length - 2);
    }

    private static string Percent(string text)
    {
        try
        {
            return Uri.EscapeDataString(text);
        }
        catch (UriFormatException)
        {
            // Half of a surrogate pair, on older platforms.
            return text;
        }
    }
}
