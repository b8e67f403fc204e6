namespace GenesysOutbound.Client.Http;

/// <summary>The CSRF header that the server asked for. Its value appears in no text.</summary>
internal sealed class CsrfToken(string header, string value)
{
    public string Header { get; } = header;

    public string Value { get; } = value;

    public override string ToString() => Header;
}
