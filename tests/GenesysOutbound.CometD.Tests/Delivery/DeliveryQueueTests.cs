using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Delivery;
using GenesysOutbound.CometD.Json;
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
    private int _drained;

    [Fact]
    public async Task A_listener_that_throws_loses_its_own_call_only_and_the_loss_is_announced()
    {
        DeliveryQueue queue = Make(100, QueueOverflow.DropOldest);
        _listener.Messages = batch =>
        {
            if (batch[0].GetDataJson() == "1")
            {
                throw new InvalidOperationException("secret text");
            }
        };
        queue.Add(Batch(1, 2));
        queue.Add(Batch(3));
        await _listener.WaitForDataAsync(3);
        await _listener.WaitForAsync(l => l.Gaps.Length == 1, "a gap");
        Assert.Equal(["1", "2", "gap", "3"], _listener.Order);
        Assert.Equal(1, queue.Faults);
        Assert.DoesNotContain("secret", _listener.Gaps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_listener_never_blocks_whoever_adds_and_sees_everything_in_order()
    {
        DeliveryQueue queue = Make(1_000_000, QueueOverflow.DropOldest);
        _listener.Messages = _ => _door.Wait();
        for (int i = 0; i < 500; i++)
        {
            queue.Add(Batch(i));
        }

        Assert.Equal(500, queue.Depth);
        _ = _door.Release(500);
        await _listener.WaitForDataAsync(500);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i.ToString()), _listener.Data);
        Assert.False(_listener.WasConcurrent);
    }

    [Fact]
    public async Task A_full_queue_drops_the_oldest_and_says_so_where_they_would_have_been()
    {
        DeliveryQueue queue = await FullQueueAsync(QueueOverflow.DropOldest);
        queue.Add(Batch(5));
        queue.Add(Batch(6));
        await OpenAsync(queue);
        Assert.Equal(["0", "gap", "5", "6"], _listener.Order);
        Assert.Equal(4, queue.Dropped);
        Assert.Contains("4 event(s)", Assert.Single(_listener.Gaps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_drops_the_newest_when_told_so_and_joins_the_notices()
    {
        DeliveryQueue queue = await FullQueueAsync(QueueOverflow.DropNewest);
        queue.Add(Batch(5, 6));
        _clock.Advance(1000);
        queue.Add(Batch(7));
        await OpenAsync(queue);
        Assert.Equal(["0", "1", "2", "3", "4", "gap"], _listener.Order);
        Assert.Equal(3, queue.Dropped);
        BayeuxGap gap = Assert.Single(_listener.Gaps);
        Assert.Equal(TimeSpan.FromSeconds(1), gap.Until - gap.From);
    }

    [Fact]
    public async Task A_reply_is_taken_whole_even_when_it_is_larger_than_the_queue()
    {
        DeliveryQueue queue = Make(10, QueueOverflow.DropOldest);
        queue.Add(Batch(Enumerable.Range(0, 5000).ToArray()));
        await _listener.WaitForDataAsync(5000);
        Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public async Task Draining_a_full_queue_is_told_once()
    {
        DeliveryQueue queue = await FullQueueAsync(QueueOverflow.DropOldest);
        await OpenAsync(queue);
        await FaultTests.WaitForAsync(() => Volatile.Read(ref _drained) == 1, "the queue to tell");
        queue.Add(Batch(9));
        await _listener.WaitForDataAsync(6);
        Assert.Equal(1, _drained);
    }

    [Fact]
    public async Task Notices_keep_their_place_between_events()
    {
        DeliveryQueue queue = Make(100, QueueOverflow.DropOldest);
        queue.Add(Batch(1));
        queue.Add(new BayeuxStateChange(BayeuxState.Connected, BayeuxState.Reconnecting, "r", null, _clock.UtcNow));
        queue.Add(Batch(2));
        queue.Add(new BayeuxGap(_clock.UtcNow, _clock.UtcNow, "g"));
        queue.Add(Batch(3));
        await _listener.WaitForDataAsync(3);
        Assert.Equal(["1", "Reconnecting", "2", "gap", "3"], _listener.Order);
    }

    [Fact]
    public async Task Notices_that_nobody_takes_are_joined_beyond_a_bound()
    {
        DeliveryQueue queue = Make(100, QueueOverflow.DropOldest);
        _listener.Messages = _ => _door.Wait();
        queue.Add(Batch(0));
        await _listener.WaitForDataAsync(1);
        for (int i = 0; i < 5000; i++)
        {
            queue.Add(new BayeuxGap(_clock.UtcNow, _clock.UtcNow, "g"));
            _clock.Advance(1);
        }

        _ = _door.Release();
        await _listener.WaitForAsync(l => l.Gaps.Length == 1000, "the joined notices");
        Assert.Equal(4000, (_listener.Gaps[^1].Until - _listener.Gaps[^1].From).TotalMilliseconds, 1.0);
    }

    [Fact]
    public async Task After_closing_nothing_more_is_handed_over()
    {
        DeliveryQueue queue = Make(100, QueueOverflow.DropOldest);
        _listener.Messages = _ => _door.Wait();
        queue.Add(Batch(1));
        await _listener.WaitForDataAsync(1);
        queue.Add(Batch(2));
        queue.Close();
        queue.Add(Batch(3));
        _ = _door.Release(3);
        Assert.Equal(0, queue.Depth);
        Assert.Equal(["1"], _listener.Data);
    }

    public void Dispose() => _door.Dispose();

    private async Task<DeliveryQueue> FullQueueAsync(QueueOverflow overflow)
    {
        DeliveryQueue queue = Make(4, overflow);
        _listener.Messages = _ => _door.Wait();
        queue.Add(Batch(0));
        await _listener.WaitForDataAsync(1);
        queue.Add(Batch(1, 2));
        queue.Add(Batch(3, 4));
        return queue;
    }

    private async Task OpenAsync(DeliveryQueue queue)
    {
        _ = _door.Release(100);
        await FaultTests.WaitForAsync(() => queue.Depth == 0, "the queue to be empty");
        await _listener.WaitForAsync(l => l.Order.Length >= 4, "everything");
    }

    private DeliveryQueue Make(int capacity, QueueOverflow overflow) => new(
        _listener,
        new BayeuxClientOptions(new Uri("http://127.0.0.1/")) { QueueCapacity = capacity, QueueOverflow = overflow },
        _clock,
        () => Interlocked.Increment(ref _drained));

    private BayeuxMessage[] Batch(params int[] data)
    {
        byte[] body = Encoding.UTF8.GetBytes("[" + string.Join(",", data.Select(d => "{\"channel\":\"/a\",\"data\":" + d + "}")) + "]");
        return new ReplyParser().Parse(body, body.Length, true, _clock.UtcNow, out _)!.Events;
    }
}
