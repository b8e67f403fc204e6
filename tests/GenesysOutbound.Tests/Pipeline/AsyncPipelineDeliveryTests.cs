using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>What an asynchronous method writes reaches the pipeline, in order, and no faster than downstream takes it.</summary>
public sealed class AsyncPipelineDeliveryTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_method_starts_on_the_thread_pool_and_code_after_an_await_still_reaches_the_pipeline()
    {
        bool startedOnPool = false;

        _engine.Run(async (pipeline, token) =>
        {
            startedOnPool = Thread.CurrentThread.IsThreadPoolThread;
            await Task.Yield();
            await pipeline.WriteObjectAsync(1);
            await Task.Run(() => pipeline.WriteObjectAsync(2), token);
            await pipeline.WriteObjectAsync(3);
        });

        Assert.True(startedOnPool);
        Assert.Equal(["1", "2", "3"], _engine.Objects);
    }

    [Fact]
    public void Writes_of_a_method_that_completes_synchronously_are_carried_out()
    {
        _engine.Run((pipeline, token) =>
        {
            pipeline.WriteVerbose("a");
            Task written = pipeline.WriteObjectAsync(1);
            pipeline.WriteWarning("b");
            return token.IsCancellationRequested ? written : Task.CompletedTask;
        });

        Assert.Equal(["verbose a", "object 1", "warning b"], _engine.Log);
    }

    [Fact]
    public async Task Neither_a_hosts_synchronization_context_nor_its_scheduler_is_captured()
    {
        var context = new CountingContext();
        var scheduler = new OwnThreadScheduler();
        bool contextSeen = true;
        bool schedulerSeen = true;

        // A pipeline thread that is a task of a host's own scheduler, under a host's context, as an editor's console would have
        // it.
        await Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(context);
                _engine.Run(
                    async (pipeline, _) =>
                    {
                        contextSeen = SynchronizationContext.Current is not null;
                        schedulerSeen = TaskScheduler.Current != TaskScheduler.Default;
                        await Task.Yield();
                        await pipeline.WriteObjectAsync(1);
                    });
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler);

        Assert.Equal(["1"], _engine.Objects);
        Assert.False(contextSeen);
        Assert.False(schedulerSeen);
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public void Objects_errors_and_messages_keep_their_order()
    {
        _engine.Run(async (pipeline, _) =>
        {
            pipeline.WriteWarning("w");
            await pipeline.WriteObjectAsync("o");
            pipeline.WriteProgress(new ProgressRecord(1, "activity", "p"));
            await pipeline.WriteErrorAsync(new ErrorRecord(new InvalidOperationException("why"), "E", default, null));
            pipeline.WriteVerbose("v");
        });

        Assert.Equal(["warning w", "object o", "error E", "verbose v"], _engine.Log);
        Assert.Equal("p", Assert.Single(_engine.Progress).StatusDescription);
    }

    [Fact]
    public void A_method_that_awaits_its_writes_never_runs_ahead_of_downstream()
    {
        int produced = 0;
        int furthestAhead = 0;
        int consumed = 0;
        Consumed = () =>
        {
            furthestAhead = Math.Max(furthestAhead, Volatile.Read(ref produced) - consumed);
            consumed++;
        };

        _engine.Run(
            async (pipeline, _) =>
            {
                for (int i = 0; i < 500; i++)
                {
                    Interlocked.Increment(ref produced);
                    await pipeline.WriteObjectAsync(Consumed);
                }
            },
            "Invoke-Hook $hook | ForEach-Object { $_.Invoke() }");

        Assert.Equal(500, consumed);
        Assert.Equal(1, furthestAhead);
    }

    [Fact]
    public void A_downstream_command_may_be_one_of_ours()
    {
        int call = 0;

        _engine.Run(
            async (pipeline, _) =>
            {
                if (Interlocked.Increment(ref call) == 1)
                {
                    await pipeline.WriteObjectAsync("outer 1");
                    await pipeline.WriteObjectAsync("outer 2");
                    return;
                }

                await Task.Yield();
                await pipeline.WriteObjectAsync("inner");
            },
            "Invoke-Hook $hook | Invoke-Hook $hook");

        Assert.Equal(["inner", "inner"], _engine.Objects);
    }

    [Fact]
    public void Text_that_quotes_a_server_cannot_steer_the_terminal()
    {
        _engine.Run((pipeline, _) =>
        {
            pipeline.WriteVerbose("\u001b]0;title\u0007");
            pipeline.WriteWarning("a\nb");
            throw new Client.GwsException(Client.GwsErrorIds.HttpError, "bad \u001b[2J text");
        });

        Assert.Equal(["verbose \uFFFD]0;title\uFFFD", "warning a\uFFFDb", "error HttpError"], _engine.Log);
        Assert.Equal("bad \uFFFD[2J text", _engine.Errors[0].ErrorDetails.Message);
        Assert.DoesNotContain('\u001b', _engine.Errors[0].ToString());
    }

    private Action? Consumed { get; set; }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);

        public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }

    /// <summary>Runs each task on a thread of its own.</summary>
    private sealed class OwnThreadScheduler : TaskScheduler
    {
        protected override IEnumerable<Task> GetScheduledTasks() => Enumerable.Empty<Task>();

        protected override void QueueTask(Task task) => new Thread(() => TryExecuteTask(task)) { IsBackground = true }.Start();

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    }
}
