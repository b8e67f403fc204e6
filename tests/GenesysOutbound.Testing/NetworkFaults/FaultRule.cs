using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.NetworkFaults;

/// <summary>What goes wrong.</summary>
public enum NetworkFault
{
    /// <summary>The connection ends before the request reaches the server.</summary>
    CutBefore,

    /// <summary>The server answers, but nothing of the answer arrives.</summary>
    CutAfter,

    /// <summary>The server answers, and only <see cref="FaultRule.Bytes"/> bytes of the answer arrive.</summary>
    CutWithin,

    /// <summary>
    /// The server answers, all but the last byte arrives, and the sending side is closed while the other stays open.
    /// </summary>
    HalfClose,

    /// <summary>
    /// The server answers, <see cref="FaultRule.Bytes"/> bytes of the answer arrive, and then nothing more, while the connection
    /// stays open.
    /// </summary>
    StallWithin,

    /// <summary>The answer waits for <see cref="FaultRule.Time"/>.</summary>
    Delay,

    /// <summary>The server is never asked, nothing comes, and the connection stays open.</summary>
    Stall,

    /// <summary>
    /// The answer trickles: <see cref="FaultRule.Bytes"/> bytes, then a pause of <see cref="FaultRule.Time"/>, and so on.
    /// </summary>
    Trickle,

    /// <summary>The server is not asked; <see cref="FaultRule.Status"/> is answered with a page of HTML.</summary>
    Answer,

    /// <summary>The answer is passed on as <see cref="FaultRule.Change"/> makes it.</summary>
    Change,

    /// <summary>The answer is passed on whole, then the connection is closed, as a server does whose idle time is over.</summary>
    CloseAfter,
}

/// <summary>Makes a fault of the requests that match, after letting some pass.</summary>
public sealed class FaultRule
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public required NetworkFault Fault { get; init; }

    /// <summary>A text in the request's first line or body.</summary>
    public string Match { get; init; } = "/meta/connect";

    /// <summary>How many matching requests pass first.</summary>
    public int Pass { get; init; }

    /// <summary>How many are then faulted.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether the reply must carry events for the rule to apply (faults of the answer only).</summary>
    public bool WithEvents { get; init; }

    /// <summary>Cut with a reset, not with an orderly end.</summary>
    public bool Reset { get; init; }

    /// <summary>How many bytes of the answer; a negative number counts from its end.</summary>
    public int Bytes { get; init; } = 1;

    public TimeSpan Time { get; init; }

    public int Status { get; init; } = 503;

    /// <summary>Makes another answer of the server's.</summary>
    public Func<byte[], byte[]> Change { get; init; } = reply => reply;

    /// <summary>Ends when the last of the requests has been faulted.</summary>
    public Task Met => _met.Task;

    internal bool AppliesBeforeServer => Fault is NetworkFault.CutBefore or NetworkFault.Stall or NetworkFault.Answer;

    internal bool Applies(string request, string? reply)
    {
        if (AppliesBeforeServer != reply is null || !request.Contains(Match, StringComparison.Ordinal))
        {
            return false;
        }

        if (WithEvents && !reply!.Contains("\"data\":", StringComparison.Ordinal))
        {
            return false;
        }

        int number = System.Threading.Interlocked.Increment(ref _seen);
        if (number == Pass + Count)
        {
            _met.TrySetResult();
        }

        return number > Pass && number <= Pass + Count;
    }
}
