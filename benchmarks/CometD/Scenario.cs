using System.Collections.Generic;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>A load, and how many events the contestant has seen before it.</summary>
internal sealed record Scenario(string Name, string Load, int Events, int WarmUps, int WarmUpEvents, string Says)
{
    private const int Round = 20_000;

    /// <summary>
    /// In this order in one process of the contestant: the first flood is its first work of all, the second the one after 20,000
    /// events, and so on.
    /// </summary>
    public static IReadOnlyList<Scenario> All(bool quick) =>
    [
        new("cold", "flood", Round, 0, 0, "the contestant's first events: where a short script lives"),
        new("one round", "flood", Round, 0, 0, "the same after 20 000 events"),
        new("flood", "flood", Round, quick
            ? 3 : 28, Round, "the same after 600 000 events: 50 events per turn of the server's loop, as fast as it can"),
        new("burst", "burst", Round, 1, Round, "all in one turn of the server's loop: nearly all in one reply of 5 MB"),
        new("paced", "paced", quick ? 2_000 : 10_000, 1, 4_000, "2 000 events a second, after two seconds of the same"),
        new("solo", "solo", quick ? 200 : 1_000, 1, 400, "200 events a second, one at a time, after two seconds of the same"),
    ];
}
