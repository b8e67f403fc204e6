using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using Xunit;

namespace GenesysOutbound.Client.Tests.Http;

/// <summary>One timer for all time limits of a session.</summary>
public sealed class DeadlineQueueTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly DeadlineQueue _queue = new();

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task What_is_up_expires_once_and_what_is_removed_or_later_does_not()
    {
        var later = new Probe();
        var removed = new Probe();
        _queue.Add(later, Long);
        _queue.Add(removed, Long);
        var soon = Enumerable.Range(0, 50).Select(i => new Probe()).ToList();
        for (var i = 0; i < soon.Count; i++)
        {
            _queue.Add(soon[i], TimeSpan.FromMilliseconds(i % 7));
        }

        Assert.True(_queue.Remove(removed));
        Assert.False(_queue.Remove(removed));
        await Task.WhenAll(soon.Select(item => item.Expired)).WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
        Assert.All(soon, item => Assert.False(_queue.Remove(item)));
        Assert.Equal(1, _queue.Count);
        Assert.False(later.Expired.IsCompleted);
        Assert.False(removed.Expired.IsCompleted);
        Assert.True(_queue.Remove(later));
    }

    [Fact]
    public async Task A_nearer_one_that_comes_later_and_one_that_is_used_again_expire_in_time()
    {
        _queue.Add(new Probe(), Long);
        var probe = new Probe();
        _queue.Add(probe, Long);
        Assert.True(_queue.Remove(probe));
        _queue.Add(probe, TimeSpan.FromMilliseconds(1));
        await probe.Expired.WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
    }

    [Fact]
    public async Task A_time_without_end_never_expires()
    {
        var endless = new Probe();
        _queue.Add(endless, Timeout.InfiniteTimeSpan);
        Assert.Equal(0, _queue.Count);
        Assert.False(_queue.Remove(endless));
        var zero = new Probe();
        _queue.Add(zero, TimeSpan.Zero);
        await zero.Expired.WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
        _queue.Dispose();
        Assert.False(endless.Expired.IsCompleted);
    }

    [Fact]
    public async Task The_end_of_the_queue_is_the_end_of_all_that_wait_in_it_and_of_what_comes_later()
    {
        var waiting = Enumerable.Range(0, 50).Select(_ => new Probe()).ToList();
        waiting.ForEach(item => _queue.Add(item, Long));
        var removed = new Probe();
        _queue.Add(removed, Long);
        Assert.True(_queue.Remove(removed));
        _queue.Dispose();
        Assert.All(waiting, item => Assert.False(_queue.Remove(item)));
        var late = new Probe();
        _queue.Add(late, Long);
        Assert.False(_queue.Remove(late));
        await Task.WhenAll(waiting.Append(late).Select(item => item.Expired))
            .WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
        Assert.False(removed.Expired.IsCompleted);
        Assert.Equal(0, _queue.Count);
        _queue.Dispose();
    }

    [Fact]
    public async Task A_limit_is_used_again_only_when_it_was_not_cancelled()
    {
        var limits = new RequestLimits(_queue, Long);
        using var caller = new CancellationTokenSource();
        var first = limits.Begin(caller.Token);
        limits.End(first);
        var second = limits.Begin(caller.Token);
        Assert.Same(first, second);
        await caller.CancelAsync();
        Assert.True(second.Token.IsCancellationRequested);
        limits.End(second);
        var third = limits.Begin(CancellationToken.None);
        Assert.NotSame(second, third);
        Assert.False(third.Token.IsCancellationRequested);
        limits.End(third);

        var brief = new RequestLimits(_queue, TimeSpan.FromMilliseconds(1));
        var fourth = brief.Begin(CancellationToken.None);
        var cancelled = new TaskCompletionSource();
        using var registration = fourth.Token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
        brief.End(fourth);
        Assert.NotSame(fourth, brief.Begin(CancellationToken.None));
    }

    private sealed class Probe : Deadline
    {
        private readonly TaskCompletionSource _expired = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Expired => _expired.Task;

        // A second call would throw.
        public override void Expire() => _expired.SetResult();
    }
}
