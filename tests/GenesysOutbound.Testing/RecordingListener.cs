using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using Xunit;

namespace GenesysOutbound.Testing;

/// <summary>Keeps everything that a client reports, in order, and lets a test wait for a condition over it.</summary>
public sealed class RecordingListener : IBayeuxListener
{
    private readonly object _gate = new();
    private readonly List<BayeuxMessage> _events = [];
    private readonly List<BayeuxStateChange> _changes = [];
    private readonly List<BayeuxGap> _gaps = [];
    private readonly List<string> _order = [];
    private int _inside;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs inside <see cref="OnMessages"/>, after the batch has been recorded; may throw.</summary>
    public Action<IReadOnlyList<BayeuxMessage>>? OnBatch { get; set; }

    /// <summary>Runs inside <see cref="OnStateChanged"/>, after the change has been recorded; may throw.</summary>
    public Action<BayeuxStateChange>? StateChanged { get; set; }

    /// <summary>Whether two calls of the client overlapped.</summary>
    public bool WasConcurrent { get; private set; }

    public BayeuxMessage[] Events => Copy(_events);

    /// <summary>How many events came.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    public string[] Data => Events.Select(m => m.GetDataJson()).ToArray();

    public BayeuxStateChange[] Changes => Copy(_changes);

    public BayeuxState[] States => Changes.Select(change => change.Current).ToArray();

    public BayeuxGap[] Gaps => Copy(_gaps);

    /// <summary>The data of each event, the name of each new state, and "gap" for each gap, in order.</summary>
    public string[] Order => Copy(_order);

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        Enter();
        Record(() =>
        {
            _events.AddRange(batch);
            _order.AddRange(batch.Select(m => m.GetDataJson()));
        });
        try
        {
            OnBatch?.Invoke(batch);
        }
        finally
        {
            Leave();
        }
    }

    public void OnStateChanged(BayeuxStateChange change)
    {
        Enter();
        Record(() =>
        {
            _changes.Add(change);
            _order.Add(change.Current.ToString());
        });
        try
        {
            StateChanged?.Invoke(change);
        }
        finally
        {
            Leave();
        }
    }

    public void OnGap(BayeuxGap gap)
    {
        Enter();
        Record(() =>
        {
            _gaps.Add(gap);
            _order.Add("gap");
        });
        Leave();
    }

    /// <summary>Waits until the condition holds; the limit is there only so that a broken test ends.</summary>
    public async Task WaitForAsync(Func<RecordingListener, bool> condition, string what)
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
                Assert.Fail(what + " never came; last reports: " + string.Join(" | ", Order.TakeLast(30)));
            }
        }
    }

    public Task WaitForEventsAsync(int count) => WaitForAsync(l => l.Count >= count, count + " events");

    public Task WaitForStateAsync(BayeuxState state, int times = 1) =>
        WaitForAsync(l => l.Changes.Count(c => c.Current == state && c.Previous != state) >= times, state + " x " + times);

    /// <summary>Waits until the client is in the state, however often it has been in it before.</summary>
    public Task WaitForLastStateAsync(BayeuxState state) =>
        WaitForAsync(l => l.States is [.., BayeuxState last] && last == state, "state " + state);

    private void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            WasConcurrent = true;
        }
    }

    private void Leave() => Interlocked.Decrement(ref _inside);

    private void Record(Action action)
    {
        lock (_gate)
        {
            action();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return list.ToArray();
        }
    }
}
