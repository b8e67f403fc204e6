namespace GenesysOutbound.Client;

/// <summary>One fact about a server's side of the wire, and what a test of the server found about it.</summary>
public sealed record GwsServerFact
{
    /// <summary>The id of the fact, such as <c>session.csrf.header</c>: a row of docs/fidelity.md.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The area: the id's first part (session, cometd, outbound, voice, email).</summary>
    public string Area { get; init; } = string.Empty;

    /// <summary>The fact, in words.</summary>
    public string Fact { get; init; } = string.Empty;

    /// <summary>What this module expects of the server.</summary>
    public string Expected { get; init; } = string.Empty;

    /// <summary>What the server did. It may quote names and numbers of the server; secrets of the session are masked.</summary>
    public string Found { get; init; } = string.Empty;

    /// <summary>The verdict.</summary>
    public GwsFactVerdict Verdict { get; init; }

    /// <summary>How the fact is known so far: doc, vendor, code, inferred (docs/fidelity.md).</summary>
    public string KnownBy { get; init; } = string.Empty;

    /// <summary>What a difference means to users of this module.</summary>
    public string Impact { get; init; } = string.Empty;

    /// <summary><see cref="Found"/> with every value of the server masked: what may be given to others.</summary>
    internal string FoundMasked { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Id + ": " + Verdict);
}
