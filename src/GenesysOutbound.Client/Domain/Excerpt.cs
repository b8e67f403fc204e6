namespace GenesysOutbound.Client;

/// <summary>Shortens what a caller gave, for an error message.</summary>
internal static class Excerpt
{
    private const int Limit = 60;

    public static string Of(string? text) => text is null ? string.Empty : text.Length <= Limit ? text : text.Substring(0, Limit) + "...";
}
