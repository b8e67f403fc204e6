using System;
using System.Security.Cryptography;
using System.Text;

namespace GenesysOutbound.Simulator.Common;

/// <summary>Ids that cannot be guessed: sessions and tokens. They do not come from the seed.</summary>
internal static class Secrets
{
    public static string NewToken()
    {
        var bytes = new byte[16];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        var text = new StringBuilder(32);
        foreach (var b in bytes)
        {
            text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>A token in the form of a GUID, as the server's CSRF tokens are.</summary>
    public static string NewGuid() => new Guid(NewToken()).ToString();

    /// <summary>Compares in constant time.</summary>
    public static bool AreEqual(string? given, string expected)
    {
        if (given is null || given.Length != expected.Length)
        {
            return false;
        }

        var difference = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            difference |= given[i] ^ expected[i];
        }

        return difference == 0;
    }
}
