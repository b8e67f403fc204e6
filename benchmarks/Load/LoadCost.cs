using System;
using System.Diagnostics;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>What the run costs both processes, and what others used of the machine meanwhile.</summary>
internal sealed class LoadCost(Process server)
{
    private readonly Reporting.OtherLoad _others = Reporting.OtherLoad.Watch(server.Id);
    private readonly TimeSpan _clientBefore = Client();
    private readonly long _allocatedBefore = GC.GetTotalAllocatedBytes();

    /// <summary>Processor seconds of the client, 200 agents in one process, the watcher's share included.</summary>
    public double ClientSeconds { get; private set; }

    public double ServerSeconds { get; private set; }

    public double ServerPeakMegabytes { get; private set; }

    public double AllocatedMegabytes { get; private set; }

    public double? OthersPercent { get; private set; }

    public void EndFaults()
    {
        server.Refresh();
        ClientSeconds = (Client() - _clientBefore).TotalSeconds;
        AllocatedMegabytes = (GC.GetTotalAllocatedBytes() - _allocatedBefore) / 1e6;
        ServerSeconds = server.TotalProcessorTime.TotalSeconds;
        ServerPeakMegabytes = server.PeakWorkingSet64 / 1e6;
        OthersPercent = _others.Percent();
    }

    private static TimeSpan Client()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
