using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>Keeps what it is told and lets a test wait for a condition.</summary>
internal sealed class RecordingListener : IBayeuxListener
{
    private readonly object _gate = new();
    private readonly List<BayeuxMessage> _messages = [];
    private readonly List<BayeuxStateChange> _changes = [];
    private readonly List<BayeuxGap> _gaps = [];
    private readonly List<string> _order = [];
    private int _batches;
    private int _inside;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs inside <see cref="OnMessages"/>, after the batch has been recorded.</summary>
    public Action<IReadOnlyList<BayeuxMessage>>? Messages { get; set; }

    public Action<BayeuxStateChange>? StateChanged { get; set; }

    public bool WasConcurrent { get; private set; }

    public int Batches => Volatile.Read(ref _batches);

    public BayeuxMessage[] All => Copy(_messages);

    public string[] Data => All.Select(m => m.GetDataJson()).ToArray();

    public BayeuxStateChange[] Changes => Copy(_changes);

    public BayeuxGap[] Gaps => Copy(_gaps);

    public string[] Order => Copy(_order);

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        Enter();
        Record(() =>
        {
            _batches++;
            _messages.AddRange(batch);
            _order.AddRange(batch.Select(m => m.GetDataJson()));
        });
        try
        {
            Messages?.Invoke(batch);
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
                Assert.Fail("waited in vain for " + what + "; seen: " + string.Join(" | ", Order.TakeLast(30)));
            }
        }
    }

    public Task WaitForDataAsync(int count) => WaitForAsync(l => l.All.Length >= count, count + " events");

    public Task WaitForStateAsync(BayeuxState state, int times = 1) =>
        WaitForAsync(l => l.Changes.Count(c => c.Current == state && c.Previous != state) >= times, state + " x " + times);

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
