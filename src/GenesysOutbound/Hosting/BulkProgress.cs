using System;
using System.Diagnostics;
using System.Globalization;

namespace GenesysOutbound.Hosting;

/// <summary>The progress bar of a long run: silent for short ones, then a few times a second. Thread-safe.</summary>
internal sealed class BulkProgress
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly string _activity;
    private readonly Func<TimeSpan> _elapsed;
    private TimeSpan _next = Quiet;
    private int _added;
    private int _done;
    private bool _shown;

    public BulkProgress(string activity, Func<TimeSpan>? elapsed = null)
    {
        _activity = activity;
        var watch = Stopwatch.StartNew();
        _elapsed = elapsed ?? (() => watch.Elapsed);
    }

    /// <summary>The number of inputs, where it is known; else 0.</summary>
    public int Total { get; set; }

    /// <summary>One more has been taken in.</summary>
    public void Add()
    {
        lock (_gate)
        {
            _added++;
        }
    }

    /// <summary>One more is done. Returns what the bar shall show now; null to leave it as it is.</summary>
    public CommandProgress? Tick()
    {
        lock (_gate)
        {
            _done++;
            TimeSpan elapsed = _elapsed();
            if (elapsed < _next)
            {
                return null;
            }

            _next = elapsed + Pace;
            _shown = true;
            double rate = _done / elapsed.TotalSeconds;
            string status = string.Format(CultureInfo.InvariantCulture, "{0} done, {1} under way, {2:0.#}/s", _done, _added - _done, rate);
            return Total > 0
                ? new CommandProgress(_activity, status)
                {
                    PercentComplete = Math.Min(100, (int)(100L * _done / Total)),
                    SecondsRemaining = (int)Math.Ceiling(Math.Max(0, Total - _done) / rate),
                }
                : new CommandProgress(_activity, status);
        }
    }

    /// <summary>All is done. Returns what takes the bar away; null when there never was one.</summary>
    public CommandProgress? End()
    {
        lock (_gate)
        {
            return _shown ? new CommandProgress(_activity, "Done") { Completed = true } : null;
        }
    }
}
