using System.Runtime.CompilerServices;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// One object for equal small values: names of members, and values such as a campaign's name, come again in every event, and a
/// log keeps thousands of them. A fixed number of places; a later value replaces an earlier one. Read and written by any thread:
/// what a race can cost is an object.
/// </summary>
internal static class SharedValues
{
    /// <summary>Longer texts hardly come twice.</summary>
    public const int LongestText = 40;

    private const int Places = 2048;
    private const int LeastNumber = -1;
    private const int MostNumbers = 1026;

    private static readonly string?[] s_texts = new string?[Places];
    private static readonly object?[] s_numbers = new object?[MostNumbers];

    public static object True { get; } = true;

    public static object False { get; } = false;

    /// <summary>The text of ASCII bytes whose hash is given.</summary>
    [MethodImpl(HotPath.Optimised)]
    public static string Text(byte[] buffer, int start, int length, uint hash)
    {
        var place = (int)((hash ^ (hash >> 16)) & (Places - 1));
        var known = s_texts[place];
        if (known is not null && known.Length == length)
        {
            var i = 0;
            while (i < length && buffer[start + i] == known[i])
            {
                i++;
            }

            if (i == length)
            {
                return known;
            }
        }

        var text = Encoding.ASCII.GetString(buffer, start, length);
        s_texts[place] = text;
        return text;
    }

    /// <summary>A whole number as an object.</summary>
    public static object Number(long number)
    {
        if (number is < LeastNumber or >= LeastNumber + MostNumbers)
        {
            return number;
        }

        return s_numbers[number - LeastNumber] ??= number;
    }
}
