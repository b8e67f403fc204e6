using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// The progress bar of a long run: silent for short runs, then updated a few times a second. Pipeline thread only.
/// </summary>
internal sealed class BulkProgress
{
    /// <summary>One bar a command: PowerShell tells bars apart by command as well, so one number serves all.</summary>
    private const int ActivityId = 7301;

    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly string _activity;
    private readonly Func<TimeSpan> _elapsed;
    private TimeSpan _next = SilentFor;
    private int _added;
    private int _done;
    private bool _isShown;

    public BulkProgress(string activity, Func<TimeSpan>? elapsed = null)
    {
        _activity = activity;
        var watch = Stopwatch.StartNew();
        _elapsed = elapsed ?? (() => watch.Elapsed);
    }

    /// <summary>The number of inputs where it is known; else 0.</summary>
    public int Total { get; set; }

    /// <summary>Counts an input.</summary>
    public void Add() => _added++;

    /// <summary>Counts an input that is done.</summary>
    /// <returns>What the bar is to show now; null to leave it as it is.</returns>
    public ProgressRecord? Tick()
    {
        _done++;
        TimeSpan elapsed = _elapsed();
        if (elapsed < _next)
        {
            return null;
        }

        _next = elapsed + Interval;
        _isShown = true;
        double rate = _done / elapsed.TotalSeconds;
        string status = string.Format(CultureInfo.InvariantCulture, "{0} done, {1} under way, {2:0.#}/s", _done, _added - _done,
            rate);
        var record = new ProgressRecord(ActivityId, _activity, status);
        if (Total > 0)
        {
            record.PercentComplete = Math.Min(100, (int)(100L * _done / Total));
            record.SecondsRemaining = (int)Math.Ceiling(Math.Max(0, Total - _done) / rate);
        }

        return record;
    }

    /// <summary>Ends the run.</summary>
    /// <returns>What takes the bar away; null when there never was one.</returns>
    public ProgressRecord? End() =>
        _isShown ? new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed } : null;
}
