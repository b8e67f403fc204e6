using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>
/// Takes the events of one round: counts, order, latency from the server's publish to the user's handler, processor time,
/// allocation, heap. The same in the same places as <c>js-bench.mjs</c>: each event's data is read whole. What stands here is
/// compiled, with all optimisations, before anything is measured: the cold scenarios measure the client and not this.
/// </summary>
internal sealed class Measurement
{
    private readonly int _round;
    private readonly bool[] _seen;
    private readonly double[] _latencies;
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly int[] _collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
    private readonly TimeSpan _compiling = JitInfo.GetCompilationTime();
    private readonly TimeSpan _pauses = GC.GetTotalPauseDuration();
    private long _peakHeap;
    private double _firstSent;
    private int _count;
    private int _doubled;
    private int _disordered;
    private int _highest = -1;

    public Measurement(int events, int round)
    {
        _round = round;
        _seen = new bool[events];
        _latencies = new double[events];
    }

    /// <summary>Compiles what the handler runs.</summary>
    public static void Prepare()
    {
        foreach (MethodInfo method in typeof(Measurement).GetMethods(
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }

    /// <summary>Takes a batch. Returns the report when it was the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public object? Take(IReadOnlyList<BayeuxMessage> batch)
    {
        SampleHeap();
        for (int i = 0; i < batch.Count; i++)
        {
            Take(batch[i]);
            if (i % 1000 == 999)
            {
                SampleHeap();
            }
        }

        return _count == _seen.Length ? Report() : null;
    }

    public object Report()
    {
        // Stopwatch and the server's clock are the same: monotonic, since the machine was started.
        double now = Now();
        TimeSpan cpu = Environment.CpuUsage.TotalTime - _cpu;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        int n = _seen.Length;
        Array.Sort(_latencies, 0, _count);
        double Percentile(double p) => _count == 0 ? 0 : _latencies[Math.Min(_count - 1, (int)(_count * p))] / 1e6;
        return new
        {
            @event = "measured",
            round = _round,
            n,
            lost = n - _count,
            doubled = _doubled,
            disordered = _disordered,
            eventsPerSecond = _count / ((now - _firstSent) / 1e9),
            p50 = Percentile(0.5),
            p99 = Percentile(0.99),
            cpuMicrosecondsPerEvent = cpu.TotalMicroseconds / n,
            allocatedPerEvent = (double)allocated / n,
            peakHeapMegabytes = _peakHeap / 1e6,
            collections = string.Join('/', _collections.Select((before, generation) => GC.CollectionCount(generation) - before)),
            compileMilliseconds = (JitInfo.GetCompilationTime() - _compiling).TotalMilliseconds,
            pauseMilliseconds = (GC.GetTotalPauseDuration() - _pauses).TotalMilliseconds,
        };
    }

    private static double Now() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    private void SampleHeap() => _peakHeap = Math.Max(_peakHeap, GC.GetTotalMemory(forceFullCollection: false));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(BayeuxMessage message)
    {
        (int i, double t, int r) = Read(message.DataUtf8);
        double now = Now();
        if (r != _round || _seen[i])
        {
            _doubled += r == _round ? 1 : 0;
            return;
        }

        _seen[i] = true;
        _disordered += i < _highest ? 1 : 0;
        _highest = Math.Max(_highest, i);
        _latencies[_count++] = now - t;
        if (_count == 1)
        {
            _firstSent = t;
        }
    }

    /// <summary>
    /// Reads every byte of <c>{"i":1,"t":2,"r":3,"pad":"xxx"}</c>: flat, no escapes. A scanner of its own, because the runtime's
    /// JSON reader is itself compiled badly first, which would be counted as the client's; JavaScript's is native and part of its
    /// client.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int I, double T, int R) Read(ArraySegment<byte> json)
    {
        byte[] bytes = json.Array!;
        int end = json.Offset + json.Count;
        (long i, long t, long r) = (-1, -1, -1);
        byte name = 0;
        long number = 0;
        bool inString = false;
        for (int at = json.Offset; at < end; at++)
        {
            byte b = bytes[at];
            if (b == (byte)'"')
            {
                inString = !inString;
                name = inString ? bytes[at + 1] : name;
            }
            else if (inString)
            {
                continue;
            }
            else if (b is >= (byte)'0' and <= (byte)'9')
            {
                number = (number * 10) + (b - '0');
            }
            else if (b == (byte)':')
            {
                number = 0;
            }
            else if (b is (byte)',' or (byte)'}')
            {
                i = name == (byte)'i' ? number : i;
                t = name == (byte)'t' ? number : t;
                r = name == (byte)'r' ? number : r;
            }
        }

        return ((int)i, t, (int)r);
    }
}
