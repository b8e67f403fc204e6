using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>Keeps everything that a client is told, in order, and lets a test wait for a condition over it.</summary>
internal sealed class Recorder : IBayeuxListener
{
    private readonly object _gate = new();
    private readonly List<object> _all = [];
    private TaskCompletionSource _changed = NewPulse();

    /// <summary>Called with each batch after it has been kept; may throw.</summary>
    public Action<IReadOnlyList<BayeuxMessage>>? OnBatch { get; set; }

    /// <summary>Everything, in order: <see cref="Received"/>, <see cref="BayeuxStateChange"/>, <see cref="BayeuxGap"/>.</summary>
    public IReadOnlyList<object> All
    {
        get
        {
            lock (_gate)
            {
                return _all.ToArray();
            }
        }
    }

    public IReadOnlyList<Received> Events => All.OfType<Received>().ToArray();

    public IReadOnlyList<BayeuxGap> Gaps => All.OfType<BayeuxGap>().ToArray();

    public IReadOnlyList<BayeuxState> States => All.OfType<BayeuxStateChange>().Select(change => change.Current).ToArray();

    /// <summary>The numbers that the peers put into the events they publish.</summary>
    public int[] Numbers(string channel = "/test") => Events.Where(e => e.Channel == channel).Select(e => e.Number).ToArray();

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        Change(batch.Select(message => new Received(message.Channel, message.GetDataJson(), message.Id)));
        OnBatch?.Invoke(batch);
    }

    public void OnStateChanged(BayeuxStateChange change) => Change([change]);

    public void OnGap(BayeuxGap gap) => Change([gap]);

    public Task WaitForEventsAsync(int count) => WaitAsync(r => r.Events.Count >= count, $"{count} events");

    /// <summary>Waits for the event with this number (or a later one).</summary>
    public Task WaitForNumberAsync(int number) => WaitAsync(r => r.Events.Any(e => e.Number >= number), $"event {number}");

    public Task WaitForStateAsync(BayeuxState state) =>
        WaitAsync(r => r.States is [.., BayeuxState last] && last == state, $"state {state}");

    public async Task WaitAsync(Func<Recorder, bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition(this))
            {
                return;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"{what} never came. What came last: {string.Join("; ", All.TakeLast(30).Select(Describe))}");
            }
        }
    }

    private static string Describe(object item) => item switch
    {
        BayeuxStateChange change => $"{change.Current} ({change.Reason})",
        BayeuxGap gap => $"gap ({gap.Reason})",
        _ => item.ToString()!,
    };

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(IEnumerable<object> items)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _all.AddRange(items);
            changed = _changed;
            _changed = NewPulse();
        }

        changed.SetResult();
    }
}

/// <summary>An event, copied out of its batch.</summary>
internal sealed record Received(string Channel, string Data, string? Id)
{
    /// <summary>The member <c>i</c> of the data; -1 where there is none.</summary>
    public int Number
    {
        get
        {
            using var document = JsonDocument.Parse(Data);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("i", out JsonElement i) ? i.GetInt32() : -1;
        }
    }
}
