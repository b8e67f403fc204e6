using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.ServiceClientApi;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// The stream of changes to one open page: one JSON object a line. What a slow browser has not taken is not queued: it gets the
/// present state.
/// </summary>
internal sealed class PageStream(GwsSession session, ClientConnection client, string id) : IDisposable
{
    /// <summary>The most events of the log that go to the page at a time; the page is told how many were left out.</summary>
    internal const int MaxEvents = 200;

    /// <summary>
    /// A line goes out at least so often, so that a page notices when the desktop is gone and the desktop when the page is.
    /// </summary>
    internal static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private IReadOnlyList<string> _lines = [];
    private long _version;
    private long _sentSequence = -1;
    private string? _end;
    private bool _isTaken = true;
    private bool _hasNews;
    private bool _hasWritten;
    private volatile bool _isReplaced;

    /// <summary>The id by which the page names itself in requests.</summary>
    public string Id => id;

    /// <summary>The Service Client API as the page's frame uses it.</summary>
    public ClientConnection Client => client;

    /// <summary>Takes in what has changed. Called by the feed, under its lock.</summary>
    public void Update(PageState state)
    {
        lock (_gate)
        {
            if (_isTaken && state.Version > _version)
            {
                _lines = state.Since(_version);
                _version = state.Version;
                _isTaken = false;
            }

            _hasNews = true;
        }

        Signal();
    }

    /// <summary>
    /// Ends the stream because the page has opened another. The events for its client page are the other stream's from now on.
    /// </summary>
    public void Replace()
    {
        _isReplaced = true;
        End("The page has opened another stream.");
    }

    /// <summary>Ends the stream after a last line that says why.</summary>
    public void End(string reason)
    {
        lock (_gate)
        {
            _end ??= reason;
        }

        Signal();
    }

    /// <summary>Writes until the stream is ended or the browser is gone.</summary>
    public async Task WriteAsync(Stream output, CancellationToken stop)
    {
        await WriteAsync(output, new JObject { ["type"] = "hello", ["id"] = Id, ["results"] = PageSections.CallResults() }, stop)
            .ConfigureAwait(false);
        var silence = Stopwatch.StartNew();
        while (true)
        {
            var end = Take(out var lines, out var hasNews);
            foreach (var line in lines)
            {
                await WriteAsync(output, line, stop).ConfigureAwait(false);
            }

            if (hasNews)
            {
                await WriteEventsAsync(output, stop).ConfigureAwait(false);
            }

            // Removed after it was written: what a broken stream did not take goes over the page's next one.
            while (!_isReplaced && client.NextEvent() is { } next)
            {
                await WriteAsync(
                    output, new JObject { ["type"] = "client", ["origin"] = next.Origin, ["message"] = next.Event }, stop)
                    .ConfigureAwait(false);
                client.Remove(next);
            }

            if (end is not null)
            {
                await WriteAsync(output, new JObject { ["type"] = "end", ["reason"] = end }, stop).ConfigureAwait(false);
                return;
            }

            // By the clock, not by the signal: the feed signals several times a second, also when nothing has changed.
            if (!_hasWritten && silence.Elapsed >= Heartbeat)
            {
                await WriteAsync(output, new JObject { ["type"] = "beat" }, stop).ConfigureAwait(false);
            }

            if (_hasWritten)
            {
                await output.FlushAsync(stop).ConfigureAwait(false);
                _hasWritten = false;
                silence.Restart();
            }

            await _signal.WaitAsync(Heartbeat, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Called when the feed does not know the stream any more.</summary>
    public void Dispose() => _signal.Dispose();

    private string? Take(out IReadOnlyList<string> lines, out bool hasNews)
    {
        lock (_gate)
        {
            lines = _isTaken ? [] : _lines;
            _lines = [];
            _isTaken = true;
            hasNews = _hasNews;
            _hasNews = false;
            return _end;
        }
    }

    private async Task WriteEventsAsync(Stream output, CancellationToken stop)
    {
        // A page that was just opened sees the latest events, without a message about those before.
        var isFirst = _sentSequence < 0;
        var events = session.Events.Snapshot(Math.Max(0, _sentSequence), MaxEvents);
        if (events.Count == 0)
        {
            _sentSequence = Math.Max(0, _sentSequence);
            return;
        }

        var skipped = isFirst ? 0 : events[0].Sequence - _sentSequence - 1;
        _sentSequence = events[events.Count - 1].Sequence;
        await WriteAsync(
            output,
            new JObject { ["type"] = "events", ["skipped"] = skipped, ["data"] = new JArray(events.Select(PageSections.Event)) },
            stop).ConfigureAwait(false);
    }

    private void Signal()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been signalled already.
        }
    }

    private Task WriteAsync(Stream output, JObject message, CancellationToken stop) =>
        WriteAsync(output, Json.ToLine(message), stop);

    private async Task WriteAsync(Stream output, string line, CancellationToken stop)
    {
        _hasWritten = true;
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        await output.WriteAsync(bytes, 0, bytes.Length, stop).ConfigureAwait(false);
    }
}
