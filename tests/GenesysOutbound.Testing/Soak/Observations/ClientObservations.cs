using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>Everything that the clients believe of the day: what the reconciliation holds against the ledger.</summary>
internal sealed record ClientObservations(IReadOnlyList<Entry> Entries, IReadOnlyList<Shift> Shifts,
    IReadOnlySet<(string Agent, string Handle)> Forced)
{
    public IEnumerable<Shift> Early => Shifts.Where(shift => !shift.Late);

    public IEnumerable<Shift> LateShifts => Shifts.Where(shift => shift.Late);
}
