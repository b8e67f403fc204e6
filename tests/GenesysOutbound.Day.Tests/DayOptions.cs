using System;
using System.Globalization;

namespace GenesysOutbound.Day.Tests;

/// <summary>How large a day is and what it is drawn from. The same seed draws the same lists, decisions and fault rates; threads still interleave as they like.</summary>
internal sealed record DayOptions
{
    private const int UsualSeed = 20_261_122;

    public int Seed { get; init; } = UsualSeed;

    public int Records { get; init; } = 2_000;

    public int Agents { get; init; } = 5;

    /// <summary>How many records an agent works on at the same time, as a pipeline does.</summary>
    public int Hands { get; init; } = 6;

    public bool Faults { get; init; } = true;

    /// <summary>How long an operation waits for its answer while things go wrong: what is late then is unknown, and is reconciled.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(1_500);

    /// <summary>The options of a run: <c>GWS_DAY_SEED</c> (a number, or "random") and <c>GWS_DAY_RECORDS</c> say otherwise than the test does.</summary>
    public DayOptions FromEnvironment() => this with
    {
        Seed = Environment.GetEnvironmentVariable("GWS_DAY_SEED") is { Length: > 0 } seed
            ? seed.Equals("random", StringComparison.OrdinalIgnoreCase) ? Environment.TickCount & int.MaxValue : int.Parse(seed, CultureInfo.InvariantCulture)
            : Seed,
        Records = Environment.GetEnvironmentVariable("GWS_DAY_RECORDS") is { Length: > 0 } records ? int.Parse(records, CultureInfo.InvariantCulture) : Records,
    };

    public string Replay => string.Create(CultureInfo.InvariantCulture, $"GWS_DAY_SEED={Seed} GWS_DAY_RECORDS={Records}");
}
