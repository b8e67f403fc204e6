using System;

namespace GenesysOutbound.Simulator;

/// <summary>
/// Something that goes wrong: <see cref="Kind"/> is what, the other members select the requests or events and how often. A
/// member left null
/// matches everything. Event faults go by <see cref="Agent"/>, <see cref="Path"/> (the channel) and <see cref="Operation"/> (the
/// notification type).
/// </summary>
public sealed class SimulatorFault
{
    /// <summary>What goes wrong.</summary>
    public SimulatorFaultKind Kind { get; set; }

    /// <summary>The agent whose requests or events match; null for all agents.</summary>
    public string? Agent { get; set; }

    /// <summary>The HTTP method; null for any.</summary>
    public string? Method { get; set; }

    /// <summary>The path (for an event: the channel), with <c>*</c> for any text; null for any.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// The <c>operationName</c>, the Bayeux channel such as <c>/meta/connect</c>, or for an event its notification type; null for
    /// any.
    /// </summary>
    public string? Operation { get; set; }

    /// <summary>How many matches are let through before the first one that is hit.</summary>
    public int Skip { get; set; }

    /// <summary>How many matches are hit; 1 by default.</summary>
    public int Count { get; set; } = 1;

    /// <summary>The chance, 0 to 1, that a match is hit; drawn from the simulator's seed.</summary>
    public double Probability { get; set; } = 1.0;

    /// <summary>The delay of the kinds that delay; not negative, at most 24 days.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The HTTP status of the kinds that answer one; 0 means the kind's own.</summary>
    public int StatusCode { get; set; }

    /// <summary>The body of the kinds that answer one; null means the kind's own.</summary>
    public string? Body { get; set; }

    /// <summary>The content type of <see cref="Body"/>; null means JSON when it starts like JSON, else text.</summary>
    public string? ContentType { get; set; }

    /// <summary>The value of <c>Retry-After</c>; null sends none.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; set; }

    /// <summary>The size in bytes of an oversized answer.</summary>
    public int Size { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many matches were hit so far.</summary>
    public int Hits { get; internal set; }

    internal int Seen { get; set; }
}
