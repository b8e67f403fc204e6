using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>What work writes reaches the pipeline, on its thread, in order, and no faster than downstream takes it.</summary>
public sealed class PumpDeliveryTests
{
    [Fact]
    public void Work_starts_on_the_pool_and_code_after_an_await_still_reaches_the_pipeline()
    {
        var sink = new RecordingSink();
        bool startedOnPool = false;
        using var pump = new CommandPump(sink);

        pump.Run(async (pipeline, token) =>
        {
            startedOnPool = Thread.CurrentThread.IsThreadPoolThread;
            await Task.Yield();
            await pipeline.WriteObjectAsync(1);
            await Task.Run(() => pipeline.WriteObjectAsync(2), token);
            await pipeline.WriteObjectAsync(3);
        });

        Assert.True(startedOnPool);
        Assert.Equal([1, 2, 3], sink.Objects);
    }

    [Fact]
    public void Writes_of_work_that_completes_synchronously_are_drained()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);

        pump.Run((pipeline, token) =>
        {
            pipeline.WriteVerbose("a");
            Task written = pipeline.WriteObjectAsync(1);
            pipeline.WriteWarning("b");
            return token.IsCancellationRequested ? written : Task.CompletedTask;
        });

        Assert.Equal(["verbose a", "object 1", "warning b"], sink.Log);
    }

    [Fact]
    public async Task Neither_a_hosts_synchronisation_context_nor_its_scheduler_is_captured()
    {
        var context = new CountingContext();
        var scheduler = new CountingScheduler();
        bool contextSeen = true;
        bool schedulerSeen = true;

        // A pipeline thread that is a task of a host's own scheduler, under a host's context, as an editor's console would have it.
        Task host = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(context);
                try
                {
                    using var pump = new CommandPump(new RecordingSink());
                    pump.Run(async (pipeline, _) =>
                    {
                        contextSeen = SynchronizationContext.Current is not null;
                        schedulerSeen = TaskScheduler.Current != TaskScheduler.Default;
                        await Task.Yield();
                        await pipeline.WriteObjectAsync(1);
                    });
                }
                finally
                {
                    SynchronizationContext.SetSynchronizationContext(null);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler);
        await host;

        Assert.False(contextSeen);
        Assert.False(schedulerSeen);
        Assert.Equal(0, context.Posts);
        Assert.Equal(1, scheduler.Queued);
    }

    [Fact]
    public void Objects_errors_and_messages_keep_their_order()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);

        pump.Run(async (pipeline, _) =>
        {
            pipeline.WriteDebug("d");
            await pipeline.WriteObjectAsync("o");
            pipeline.WriteProgress(new CommandProgress("activity", "p"));
            await pipeline.WriteErrorAsync(new CommandError(new InvalidOperationException(), "E", default));
            pipeline.WriteVerbose("v");
        });

        Assert.Equal(["debug d", "object o", "progress p", "error E", "verbose v"], sink.Log);
    }

    [Fact]
    public void Work_that_awaits_its_writes_never_runs_ahead_of_downstream()
    {
        int produced = 0;
        int furthestAhead = 0;
        int consumed = 0;
        var sink = new RecordingSink
        {
            Downstream = _ =>
            {
                furthestAhead = Math.Max(furthestAhead, Volatile.Read(ref produced) - consumed);
                consumed++;
                return null;
            },
        };
        using var pump = new CommandPump(sink);

        pump.Run(async (pipeline, _) =>
        {
            for (int i = 0; i < 500; i++)
            {
                Interlocked.Increment(ref produced);
                await pipeline.WriteObjectAsync(i);
            }
        });

        Assert.Equal(500, consumed);
        Assert.Equal(1, furthestAhead);
    }

    [Fact]
    public void A_downstream_command_may_be_one_of_ours()
    {
        var inner = new RecordingSink();
        var outer = new RecordingSink
        {
            Downstream = value =>
            {
                using var pump = new CommandPump(inner);
                pump.Run(async (pipeline, _) =>
                {
                    await Task.Yield();
                    await pipeline.WriteObjectAsync((int)value! * 10);
                });
                return null;
            },
        };
        using var pump = new CommandPump(outer);

        pump.Run(async (pipeline, _) =>
        {
            await pipeline.WriteObjectAsync(1);
            await pipeline.WriteObjectAsync(2);
        });

        Assert.Equal([1, 2], outer.Objects);
        Assert.Equal([10, 20], inner.Objects);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);

        public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }

    /// <summary>Runs each task on a thread of its own and counts them.</summary>
    private sealed class CountingScheduler : TaskScheduler
    {
        private int _queued;

        public int Queued => _queued;

        protected override IEnumerable<Task> GetScheduledTasks() => Enumerable.Empty<Task>();

        protected override void QueueTask(Task task)
        {
            Interlocked.Increment(ref _queued);
            new Thread(() => TryExecuteTask(task)) { IsBackground = true }.Start();
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    }
}
