using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>Everything that the clients believe of the run: what the reconciliation holds against the ledger.</summary>
internal sealed record ClientObservations(IReadOnlyList<Entry> Entries, IReadOnlyList<SessionObservation> ObservedSessions,
    IReadOnlySet<(string Agent, string Handle)> Forced)
{
    public IEnumerable<SessionObservation> Early => ObservedSessions.Where(observed => !observed.Late);

    public IEnumerable<SessionObservation> LateSessions => ObservedSessions.Where(observed => observed.Late);
}
