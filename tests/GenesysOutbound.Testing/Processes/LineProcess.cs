using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Processes;

/// <summary>
/// A program that reports JSON objects, one a line, each with an <c>event</c> member. It ends when its standard input closes;
/// that is how it is stopped, and by its id when it does not listen.
/// </summary>
public class LineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _name;
    private readonly object _gate = new();
    private readonly List<JsonElement> _reports = [];
    private readonly List<string> _noise = [];
    private TaskCompletionSource _changed = NewPulse();
    private bool _ended;

    /// <summary>Starts a program.</summary>
    public LineProcess(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
            _name = argument.EndsWith("js", StringComparison.Ordinal) ? argument : _name ?? program;
        }

        _name ??= program;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>The process' id.</summary>
    public int Id => _process.Id;

    /// <summary>Everything reported so far.</summary>
    public IReadOnlyList<JsonElement> Reports
    {
        get
        {
            lock (_gate)
            {
                return _reports.ToArray();
            }
        }
    }

    /// <summary>Sends a line.</summary>
    public async Task SendAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for a report, those that came before included.</summary>
    public Task<JsonElement> WaitForAsync(string name, Func<JsonElement, bool>? which = null, TimeSpan? patience = null) =>
        WaitForAsync(name, 1, which, patience);

    /// <summary>Waits for the n-th such report.</summary>
    public async Task<JsonElement> WaitForAsync(string name, int nth, Func<JsonElement, bool>? which = null,
        TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                int met = 0;
                foreach (JsonElement report in _reports)
                {
                    if (report.GetProperty("event").GetString() == name && (which is null || which(report)) && ++met == nth)
                    {
                        return report;
                    }
                }

                if (_ended)
                {
                    throw new InvalidOperationException(
                        $"{_name} ended before it reported '{name}'.{Environment.NewLine}{Tail()}");
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{_name} did not report '{name}'.{Environment.NewLine}{Tail()}");
            }
        }
    }

    /// <summary>Stops the program and waits until it is gone.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (System.IO.IOException)
        {
            // It is gone already.
        }

        _process.Dispose();
        GC.SuppressFinalize(this);
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Take(string? line)
    {
        if (line is null)
        {
            Change(() => _ended = true);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("event", out _))
            {
                JsonElement report = document.RootElement.Clone();
                Change(() => _reports.Add(report));
                return;
            }
        }
        catch (JsonException)
        {
            // Not a report.
        }

        Note(line);
    }

    private void Note(string? line)
    {
        lock (_gate)
        {
            if (line is not null && _noise.Count < 200)
            {
                _noise.Add(line);
            }
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            changed = _changed;
            _changed = NewPulse();
        }

        changed.SetResult();
    }

    private string Tail()
    {
        lock (_gate)
        {
            var text = new System.Text.StringBuilder();
            foreach (JsonElement report in _reports.GetRange(Math.Max(0, _reports.Count - 20), Math.Min(20, _reports.Count)))
            {
                text.AppendLine(report.GetRawText());
            }

            return text.AppendJoin(Environment.NewLine, _noise).ToString();
        }
    }
}
