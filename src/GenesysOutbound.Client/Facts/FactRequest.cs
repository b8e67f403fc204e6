namespace GenesysOutbound.Client.Facts;

/// <summary>What a reading request of a test carries of what the session's own requests carry.</summary>
internal enum RequestIdentity
{
    /// <summary>Everything.</summary>
    Session,

    /// <summary>Nothing: no cookies, no credentials.</summary>
    Anonymous,

    /// <summary>The cookies, but no credentials.</summary>
    CookiesOnly,

    /// <summary>Everything, and the wish for a compressed reply that is left compressed.</summary>
    Compressed,
}

/// <summary>A GET that a binding's probes want the answer of.</summary>
/// <param name="Key">The key of the answer in the evidence.</param>
/// <param name="Path">The path.</param>
/// <param name="Identity">What it carries.</param>
internal sealed record FactRequest(string Key, string Path, RequestIdentity Identity = RequestIdentity.Session);

/// <summary>A POST that reads nothing and changes nothing, whose answer probes want.</summary>
/// <param name="Key">The key of the answer in the evidence.</param>
/// <param name="Path">The path.</param>
/// <param name="Json">The body.</param>
internal sealed record FactPost(string Key, string Path, string Json);
