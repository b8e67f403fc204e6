using System;
using System.Globalization;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// How large a run is and what it is drawn from. The same seed draws the same lists, decisions and faults; threads still
/// interleave as they like.
/// </summary>
internal sealed record SoakOptions
{
    private const int UsualSeed = 20_261_122;

    public int Seed { get; init; } = UsualSeed;

    public int Records { get; init; } = 2_000;

    public int Agents { get; init; } = 5;

    /// <summary>How many records an agent works on at the same time, as a pipeline does.</summary>
    public int Workers { get; init; } = 6;

    public bool Faults { get; init; } = true;

    /// <summary>
    /// How long an operation waits for its answer while things go wrong: what is late then is unknown, and is reconciled.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(1_500);

    /// <summary>
    /// Whether the run is an hour of the simulated clock, which then moves with the work that is done: sessions expire by it,
    /// callbacks fall due within it, the server is restarted in it, and agents leave and come again.
    /// </summary>
    public bool IsHour { get; init; }

    /// <summary>About how many records an agent works in one session before another follows; 0: as many as there are.</summary>
    public int RecordsPerSession { get; init; }

    /// <summary>
    /// How often in a hundred sessions the client is gone in the middle of its work, without a request to the server.
    /// </summary>
    public int VanishPercent { get; init; }

    /// <summary>How many events a session's log keeps.</summary>
    public int EventCapacity { get; init; } = 100_000;

    /// <summary>How many finished records, calls and e-mails a session remembers.</summary>
    public int HistoryCapacity { get; init; } = 10_000;

    /// <summary>How soon a callback is due at the earliest, and within how many minutes more.</summary>
    public (int Earliest, int Within) CallbackMinutes { get; init; } = (11, 120);

    /// <summary>How often all workers pause, so that the memory of the client can be measured.</summary>
    public int Checkpoints { get; init; }

    /// <summary>
    /// Many agents, each with sessions of their own, for an hour of the simulated clock; what a session remembers is small, so
    /// that it is soon full.
    /// </summary>
    public static SoakOptions Hour(int agents, int records) => new()
    {
        Agents = agents,
        Records = records,
        Workers = 2,
        IsHour = true,
        RecordsPerSession = 20,
        VanishPercent = 10,
        EventCapacity = 400,
        HistoryCapacity = 50,
        CallbackMinutes = (3, 40),
        Patience = TimeSpan.FromSeconds(3),
    };

    /// <summary>
    /// The options of a run: <c>GWS_SOAK_SEED</c> (a number, or "random") and <c>GWS_SOAK_RECORDS</c> say otherwise than the test
    /// does.
    /// </summary>
    public SoakOptions FromEnvironment() => this with
    {
        Seed = Environment.GetEnvironmentVariable("GWS_SOAK_SEED") is { Length: > 0 } seed
            ? seed.Equals("random", StringComparison.OrdinalIgnoreCase)
                ? Environment.TickCount & int.MaxValue : int.Parse(seed, CultureInfo.InvariantCulture)
            : Seed,
        Records = Environment.GetEnvironmentVariable("GWS_SOAK_RECORDS") is { Length: > 0 } records
            ? int.Parse(records, CultureInfo.InvariantCulture) : Records,
    };

    public string Replay => string.Create(CultureInfo.InvariantCulture, $"GWS_SOAK_SEED={Seed} GWS_SOAK_RECORDS={Records}");
}
