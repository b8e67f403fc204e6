using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace GenesysOutbound.Benchmarks.Soak;

/// <summary>What this process holds on to.</summary>
internal sealed record Resources(int Cycle, double HeapKilobytes, double WorkingSetMegabytes, int Handles, long Timers,
    int Threads)
{
    public static Resources Now(int cycle)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        int handles = Directory.Exists("/proc/self/fd")
            ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        return new Resources(cycle, GC.GetTotalMemory(forceFullCollection: true) / 1e3, process.WorkingSet64 / 1e6, handles,
            Timer.ActiveCount, process.Threads.Count);
    }
}
