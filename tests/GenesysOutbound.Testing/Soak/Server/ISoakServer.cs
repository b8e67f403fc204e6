using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The server of a run as the agents' side sees it: in this process, or in one of its own. What the agents do themselves goes
/// over the wire.
/// </summary>
internal interface ISoakServer : IAsyncDisposable
{
    Uri Uri { get; }

    /// <summary>How many chains the lists hold in the morning.</summary>
    int Chains { get; }

    /// <summary>The simulated clock.</summary>
    Task<DateTimeOffset> NowAsync();

    /// <summary>The other party of a call hangs up; a call that is over already does not matter.</summary>
    Task EndCallAsync(string callId);

    /// <summary>So many records are worked by now: what happens beside the records happens.</summary>
    Task GoOnAsync(int worked);

    /// <summary>The part with faults is over: nothing goes wrong any more, the other parties hang up, no campaign
    /// pushes.</summary>
    Task EndFaultsAsync();

    /// <summary>Moves the simulated clock.</summary>
    Task LetTimePassAsync(TimeSpan by);

    /// <summary>How many records have not come to their end.</summary>
    Task<int> CountOpenAsync();

    /// <summary>Everything that the server knows of the run.</summary>
    Task<Ledger> ReadLedgerAsync();
}
