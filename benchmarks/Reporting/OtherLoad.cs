using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>
/// How much of the machine processes that do not belong to a measurement used meanwhile: a figure measured beside somebody else's
/// build is shown, but does not count. Known on Linux only.
/// </summary>
internal sealed class OtherLoad
{
    private readonly int[] _ours;
    private readonly double _busyBefore;
    private readonly double _oursBefore;
    private readonly long _began = Stopwatch.GetTimestamp();

    private OtherLoad(int[] ours)
    {
        _ours = ours;
        _busyBefore = Busy();
        _oursBefore = Ours();
    }

    public static OtherLoad Watch(params int[] processes) => new([.. processes, Environment.ProcessId]);

    /// <summary>
    /// The share of the machine that others used since the watch began, in percent; null where it is not known.
    /// </summary>
    public double? Percent()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        double others = Busy() - _busyBefore - (Ours() - _oursBefore);
        return Math.Max(0, 100 * others / (Stopwatch.GetElapsedTime(_began).TotalSeconds * Environment.ProcessorCount));
    }

    /// <summary>Seconds of processor time that anybody used since the machine was started.</summary>
    private static double Busy()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // user, nice, system, idle, iowait, irq, softirq, steal: all but idle and iowait, in hundredths of a second.
        double[] times = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (times[0] + times[1] + times[2] + times[5] + times[6] + times[7]) / 100;
    }

    private double Ours() => EndedChildren() + _ours.Sum(id =>
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime.TotalSeconds;
    });

    /// <summary>
    /// Seconds of processor time of the processes that this one started and that have ended: each fresh contestant is one.
    /// </summary>
    public static double EndedChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // Behind the name, which may hold anything: state is the first; cutime and cstime are the 14th and 15th, in hundredths of
        // a second.
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture)
            + double.Parse(fields[14], CultureInfo.InvariantCulture)) / 100;
    }
}
