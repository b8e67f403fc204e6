using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Soak;

/// <summary>What the agents of a run share: the server, the notes, and the count of what was done.</summary>
internal sealed class SoakContext(SoakOptions options, ISoakServer server, ObservationLog notes, CancellationToken stop)
{
    private int _progress;

    public SoakOptions Options { get; } = options;

    public ISoakServer Server { get; } = server;

    public ObservationLog Notes { get; } = notes;

    public CheckpointBarrier CheckpointBarrier { get; } = new();

    public CancellationToken Stop { get; } = stop;

    /// <summary>Called with the number of records worked so far.</summary>
    public Action<int> Worked { get; set; } = static _ => { };

    /// <summary>How many records were worked.</summary>
    public int Progress => Volatile.Read(ref _progress);

    /// <summary>Which of the client's doings were used, and how often.</summary>
    public ConcurrentDictionary<string, int> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>What the client said, by operation, verdict and error, and how often.</summary>
    public ConcurrentDictionary<(string Operation, ReportedOutcome ReportedOutcome, string? ErrorId), int> Said { get; } = new();

    /// <summary>How long the acknowledged operations took.</summary>
    public Latency Elapsed { get; } = new();

    public void Use(string what) => Used.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>An agent is done with a record; what happens beside the agents goes on.</summary>
    public async Task RecordWorkedAsync()
    {
        var done = Interlocked.Increment(ref _progress);
        await Server.GoOnAsync(done);
        Worked(done);
    }
}
