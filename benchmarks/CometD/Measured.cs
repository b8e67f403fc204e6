using System.Text.Json;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>One measurement of one contestant, as it reported it.</summary>
internal sealed record Measured(
    Scenario Scenario, string Contestant, int Run, double? OthersPercent, int Lost, int Doubled, int Disordered,
        double EventsPerSecond, double P50, double P99,
    double CpuMicrosecondsPerEvent, double? AllocatedPerEvent, double? PeakHeapMegabytes)
{
    /// <summary>A measurement beside others' work says more about them than about the contestant.</summary>
    private const double TooMuch = 8;

    /// <summary>Whether it counts in the medians.</summary>
    public bool Quiet => OthersPercent is not > TooMuch;

    /// <summary>Nothing lost, nothing twice, nothing out of order.</summary>
    public bool Complete => Lost + Doubled + Disordered == 0;

    public static Measured Read(JsonElement report, Scenario scenario, string contestant, int run, double? others) => new(
        scenario,
        contestant,
        run,
        others,
        report.GetProperty("lost").GetInt32(),
        report.GetProperty("doubled").GetInt32(),
        report.GetProperty("disordered").GetInt32(),
        report.GetProperty("eventsPerSecond").GetDouble(),
        report.GetProperty("p50").GetDouble(),
        report.GetProperty("p99").GetDouble(),
        report.GetProperty("cpuMicrosecondsPerEvent").GetDouble(),
        Optional(report, "allocatedPerEvent"),
        Optional(report, "peakHeapMegabytes"));

    private static double? Optional(JsonElement report, string name) =>
        report.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
