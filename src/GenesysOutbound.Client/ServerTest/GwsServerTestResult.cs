using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>What a test of a server found.</summary>
public sealed record GwsServerTestResult
{
    /// <summary>The server's base address.</summary>
    public Uri Uri { get; init; } = null!;

    /// <summary>The facts, in the order in which they were judged.</summary>
    public IReadOnlyList<GwsServerFact> Facts { get; init; } = [];

    /// <summary>What the session did not understand.</summary>
    public IReadOnlyList<GwsUnexpectedContent> UnexpectedContent { get; init; } = [];

    /// <summary>How quick the server is.</summary>
    public GwsServerPerformance Performance { get; init; } = new();

    /// <summary>The version that the server tells, or null.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The headers of replies that name the server's software.</summary>
    public IReadOnlyDictionary<string, string> ServerHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>What went wrong, and where a record is.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary><see cref="Remarks"/> without values of the server.</summary>
    internal IReadOnlyList<string> RemarksMasked { get; init; } = [];

    /// <summary>Texts that must not be in a report, wherever they come from: names, numbers, addresses.</summary>
    internal IReadOnlyList<string> PrivateTexts { get; init; } = [];

    /// <summary>How many facts have a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Their number.</returns>
    public int Count(GwsFactVerdict verdict) => Facts.Count(fact => fact.Verdict == verdict);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count(GwsFactVerdict.Confirmed)} confirmed, {Count(GwsFactVerdict.Differs)} differ, "
            + $"{Count(GwsFactVerdict.NotSeen)} not seen, {Count(GwsFactVerdict.Skipped)} skipped";
}
