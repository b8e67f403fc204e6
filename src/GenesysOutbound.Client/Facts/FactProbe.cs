using System;

namespace GenesysOutbound.Client.Facts;

/// <summary>Judges one fact by what was observed. It sends nothing.</summary>
/// <param name="Id">The row of docs/fidelity.md.</param>
/// <param name="Need">What it needs.</param>
/// <param name="KnownBy">How the fact is known so far.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Expected">What is expected of the server.</param>
/// <param name="Impact">What a difference means to users of this module.</param>
/// <param name="Judge">Returns what was found, or null when nothing was seen that shows it.</param>
internal sealed record FactProbe(
    string Id, FactNeed Need, string KnownBy, string Fact, string Expected, string Impact, Func<ServerEvidence, Finding?> Judge)
{
    /// <summary>The fact with its verdict.</summary>
    /// <param name="evidence">What was observed.</param>
    /// <param name="hasRecord">Whether a record was taken, or was meant to be.</param>
    public GwsServerFact Examine(ServerEvidence evidence, bool hasRecord)
    {
        var finding = Find(evidence);
        var isSkipped = finding is null && Need == FactNeed.Record && !hasRecord;
        var unseen = isSkipped ? "not tried: it needs a record of a campaign" : NotSeen(Need);
        return new GwsServerFact
        {
            Id = Id,
            Area = Id.Substring(0, Id.IndexOf('.')),
            Fact = Fact,
            Expected = Expected,
            KnownBy = KnownBy,
            Impact = Impact,
            Verdict = finding?.Verdict ?? (isSkipped ? GwsFactVerdict.Skipped : GwsFactVerdict.NotSeen),
            Found = finding?.Found ?? unseen,
            FoundMasked = finding?.FoundMasked ?? unseen,
        };
    }

    /// <summary>A server that sends nonsense must not break the test: what cannot be judged is a finding too.</summary>
    private Finding? Find(ServerEvidence evidence)
    {
        try
        {
            return Judge(evidence);
        }
        catch (Exception error)
        {
            return Finding.Differs($"what the server sent could not be judged ({error.GetType().Name})");
        }
    }

    private static string NotSeen(FactNeed need) => need switch
    {
        FactNeed.Login => "not seen: the session was open before, or the server did not get so far",
        FactNeed.Wait => "not seen: no poll was held to its end while the test ran",
        FactNeed.Occasion => "not seen: nothing of the kind happened in the session",
        _ => "not seen: the server sent nothing that shows it",
    };
}
