namespace GenesysOutbound.Client;

/// <summary>Shortens what a caller gave, for an error message.</summary>
internal static class StringExtensions
{
    private const int Limit = 60;

    public static string Truncate(this string? text) =>
        text is null ? string.Empty : text.Length <= Limit ? text : text.Substring(0, Limit) + "...";
}
