using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Delivery;
using GenesysOutbound.CometD.Replies;
using GenesysOutbound.CometD.Tests.Sockets;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Delivery;

/// <summary>Between the poll and the listener.</summary>
public sealed class DeliveryQueueTests : IDisposable
{
    private readonly RecordingListener _listener = new();
    private readonly FakeClock _clock = new();
    private readonly SemaphoreSlim _door = new(0);
    private int _caughtUp;

    [Fact]
    public async Task A_listener_that_throws_loses_its_own_call_only_and_the_loss_is_announced()
    {
        DeliveryQueue queue = Make();
        _listener.OnBatch = batch =>
        {
            if (batch[0].GetDataJson() == "1")
            {
                throw new InvalidOperationException("secret text");
            }
        };
        queue.Add(Batch(1, 2));
        queue.Add(Batch(3));
        await _listener.WaitForEventsAsync(3);
        await _listener.WaitForAsync(l => l.Gaps.Length == 1, "a gap");
        Assert.Equal(["1", "2", "gap", "3"], _listener.Order);
        Assert.Equal(1, queue.Faults);
        Assert.DoesNotContain("secret", _listener.Gaps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_listener_never_blocks_the_caller_that_adds_and_sees_everything_in_order()
    {
        DeliveryQueue queue = Make();
        _listener.OnBatch = _ => _door.Wait();
        for (int i = 0; i < 500; i++)
        {
            queue.Add(Batch(i));
        }

        Assert.Equal(500, queue.Replies);
        _ = _door.Release(500);
        await _listener.WaitForEventsAsync(500);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i.ToString()), _listener.Data);
        Assert.False(_listener.WasConcurrent);
    }

    [Fact]
    public async Task A_listener_is_behind_when_a_second_reply_waits_and_has_caught_up_when_it_takes_it()
    {
        DeliveryQueue queue = Make();
        _listener.OnBatch = _ => _door.Wait();
        queue.Add(Batch(0));
        await _listener.WaitForEventsAsync(1);
        Assert.False(queue.IsBehind);
        queue.Add(Batch(1));
        Assert.True(queue.IsBehind);
        _ = _door.Release();
        await FaultTests.WaitForAsync(() => Volatile.Read(ref _caughtUp) == 1, "the queue to tell");
        Assert.False(queue.IsBehind);
        _ = _door.Release();
        await FaultTests.WaitForAsync(() => queue.Replies == 0, "the end");
        Assert.Equal(1, _caughtUp);
    }

    [Fact]
    public async Task Notices_keep_their_place_between_events()
    {
        DeliveryQueue queue = Make();
        queue.Add(Batch(1));
        queue.Add(new BayeuxStateChange(BayeuxState.Connected, BayeuxState.Reconnecting, "r", null, _clock.UtcNow));
        queue.Add(Batch(2));
        queue.Add(new BayeuxGap(_clock.UtcNow, _clock.UtcNow, "g"));
        queue.Add(Batch(3));
        await _listener.WaitForEventsAsync(3);
        Assert.Equal(["1", "Reconnecting", "2", "gap", "3"], _listener.Order);
    }

    [Fact]
    public async Task After_closing_nothing_more_is_handed_over()
    {
        DeliveryQueue queue = Make();
        _listener.OnBatch = _ => _door.Wait();
        queue.Add(Batch(1));
        await _listener.WaitForEventsAsync(1);
        queue.Add(Batch(2));
        queue.Close();
        queue.Add(Batch(3));
        _ = _door.Release(3);
        Assert.Equal(0, queue.Replies);
        Assert.Equal(["1"], _listener.Data);
    }

    public void Dispose() => _door.Dispose();

    private DeliveryQueue Make() => new(_listener, _clock, () => Interlocked.Increment(ref _caughtUp));

    private BayeuxMessage[] Batch(params int[] data)
    {
        byte[] body = Encoding.UTF8.GetBytes("[" + string.Join(",", data.Select(d => "{\"channel\":\"/a\",\"data\":" + d + "}"))
            + "]");
        return new ReplyParser().Parse(body, body.Length, true, _clock.UtcNow, out _)!.Events;
    }
}
