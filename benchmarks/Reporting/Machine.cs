using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>What the figures were measured on; no names, no paths.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores ({Processor()}), {Memory()} GB of memory, " +
            $"{RuntimeInformation.OSDescription.Split('#')[0].Trim()} "
        + $"({RuntimeInformation.OSArchitecture}), {RuntimeInformation.FrameworkDescription}";

    private static string Memory() =>
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9).ToString(CultureInfo.InvariantCulture);

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux) ? File.ReadLines(Linux)
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? "unknown processor";
    }
}
