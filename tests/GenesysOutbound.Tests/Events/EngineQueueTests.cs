using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Events;
using Xunit;

namespace GenesysOutbound.Tests.Events;

/// <summary>How much a subscription may put into the queues of the real engine, which have no limit of their own.</summary>
public sealed class EngineQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    private readonly ManualResetEventSlim _busy = new();
    private readonly ManualResetEventSlim _goOn = new();

    public EngineQueueTests() => _runspace.Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PSEventManager Events => _runspace.Events;

    public void Dispose()
    {
        _goOn.Set();

        // An engine that hangs cannot be closed; the test that found it has failed by then.
        _ = Task.Run(_runspace.Dispose).Wait(Patience);
        _busy.Dispose();
        _goOn.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task No_more_than_the_limit_waits_for_an_action_and_room_comes_when_the_engine_has_run_it(int limit)
    {
        var queue = new ActionQueue(Events, "subscription", limit);
        Task script = KeepBusy();
        for (int i = 0; i < limit; i++)
        {
            Assert.True(await AdmitAsync(queue).WaitAsync(Patience, Token));
        }

        // The engine runs nothing while a statement is under way.
        Task<bool> next = AdmitAsync(queue);
        Assert.False(next.IsCompleted);

        _goOn.Set();
        Assert.True(await next.WaitAsync(Patience, Token));
        await script;
        for (int i = 0; i < 5 * limit; i++)
        {
            Assert.True(await AdmitAsync(queue).WaitAsync(Patience, Token));
        }
    }

    [Fact]
    public async Task Bytes_count_as_well_and_what_is_larger_than_the_limit_goes_alone()
    {
        var queue = new ActionQueue(Events, "subscription", 100, maxBytes: 1_000);
        Assert.True(await AdmitAsync(queue, 5_000).WaitAsync(Patience, Token));
        Assert.True(await AdmitAsync(queue, 600).WaitAsync(Patience, Token));
        Task script = KeepBusy();
        Task<bool> next = AdmitAsync(queue, 600);
        if (next.IsCompleted)
        {
            // The mark behind the one before was run before the script began.
            next = AdmitAsync(queue, 600);
        }

        Assert.False(next.IsCompleted);
        _goOn.Set();
        Assert.True(await next.WaitAsync(Patience, Token));
        await script;
    }

    [Fact]
    public async Task A_wait_for_room_ends_with_the_subscription()
    {
        var queue = new ActionQueue(Events, "subscription", 1);
        Task script = KeepBusy();
        using var stop = new CancellationTokenSource();
        Assert.True(await queue.AdmitAsync(1, stop.Token).WaitAsync(Patience, Token));
        Task<bool> next = queue.AdmitAsync(1, stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience, Token));
        _goOn.Set();
        await script;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_left_in_the_engine_after_the_end(bool withMarkOnItsWay)
    {
        var queue = new ActionQueue(Events, "subscription", 1);
        Assert.Single(Events.Subscribers);
        Task script = Task.CompletedTask;
        if (withMarkOnItsWay)
        {
            script = KeepBusy();
            Assert.True(await AdmitAsync(queue).WaitAsync(Patience, Token));
            _ = AdmitAsync(queue);
        }

        queue.Close();
        _goOn.Set();
        await script;
        RunPending();
        Assert.True(SpinWait.SpinUntil(() => Events.Subscribers.Count == 0, Patience));
        Assert.Empty(Events.ReceivedEvents);
        Assert.False(await AdmitAsync(queue).WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task Marks_that_were_raised_again_do_not_keep_the_engine_at_the_end()
    {
        var queue = new ActionQueue(Events, "subscription", 1);
        string mark = Events.Subscribers.Single().SourceIdentifier;
        using var raised = new SemaphoreSlim(0);
        PSEventReceivedEventHandler count = (_, _) => raised.Release();
        PSEventSubscriber counter = Events.SubscribeEvent(null, null, mark, null, count, true, false);
        Task script = KeepBusy();
        Assert.True(await AdmitAsync(queue).WaitAsync(Patience, Token));
        _ = AdmitAsync(queue);
        for (int i = 0; i < 3; i++)
        {
            // When the third is counted, at least two are in the engine's queue.
            Assert.True(await raised.WaitAsync(Patience, Token));
        }

        Events.UnsubscribeEvent(counter);
        queue.Close();
        _goOn.Set();
        await script.WaitAsync(Patience, Token);
        await Task.Run(RunPending, Token).WaitAsync(Patience, Token);
        Assert.True(SpinWait.SpinUntil(() => Events.Subscribers.Count == 0, Patience));
        Assert.Empty(Events.ReceivedEvents);
    }

    [Fact]
    public async Task Who_takes_the_mark_away_gets_no_queue_without_a_limit()
    {
        var queue = new ActionQueue(Events, "subscription", 1);
        Events.UnsubscribeEvent(Events.Subscribers.Single());
        Assert.False(await AdmitAsync(queue).WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task What_nobody_takes_is_lost_beyond_the_limit_of_bytes_until_somebody_takes_some()
    {
        var queue = new UntakenQueue(Events, 100, maxBytes: 1_000);
        Assert.True(await RaiseAsync(queue, 600));
        Assert.False(await RaiseAsync(queue, 600));
        Assert.False(await RaiseAsync(queue, 600));
        Assert.True(await RaiseAsync(queue, 300));
        Events.ReceivedEvents.RemoveAt(0);
        Assert.True(await RaiseAsync(queue, 600));
        Assert.False(await RaiseAsync(queue, 600));
        Assert.Equal(2, Events.ReceivedEvents.Count);
    }

    [Fact]
    public async Task What_nobody_takes_is_lost_beyond_the_limit()
    {
        var queue = new UntakenQueue(Events, 2);
        Assert.True(await RaiseAsync(queue, 1));
        Assert.True(await RaiseAsync(queue, 1));
        Assert.False(await RaiseAsync(queue, 1));
    }

    /// <summary>An engine that has come to rest runs what is pending with the next statement.</summary>
    private void RunPending()
    {
        using var shell = PowerShell.Create(_runspace);
        _ = shell.AddScript("1; 2").Invoke();
    }

    private static Task<bool> AdmitAsync(EngineQueue queue, int size = 1) => queue.AdmitAsync(size, Token);

    private async Task<bool> RaiseAsync(UntakenQueue queue, int size)
    {
        bool isAdmitted = await AdmitAsync(queue, size);
        if (isAdmitted)
        {
            var arguments = new GwsEventReceivedEventArgs(null!, null!, 0, size);
            _ = Events.GenerateEvent("subscription", null, [arguments], null, true, false);
        }

        return isAdmitted;
    }

    /// <summary>A statement that goes on until the test says so; when this returns, it has begun.</summary>
    private Task KeepBusy()
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript("param($busy, $goOn) $busy.Set(); $goOn.Wait()").AddArgument(_busy).AddArgument(_goOn);
        var script = Task.Run(() =>
        {
            using (shell)
            {
                _ = shell.Invoke();
            }
        }, Token);
        Assert.True(_busy.Wait(Patience, Token));
        return script;
    }
}
