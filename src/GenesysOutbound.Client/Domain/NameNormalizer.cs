using System.Text;

namespace GenesysOutbound.Client;

/// <summary>Makes the spellings of one name equal: <c>NO_ANSWER</c>, <c>NoAnswer</c>, <c>no answer</c>.</summary>
internal static class NameNormalizer
{
    public static string Normalize(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToUpperInvariant(c));
            }
        }

        return folded.ToString();
    }
}
