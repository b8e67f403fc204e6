using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>Questions to the engine and the user, and what happens to those that come too late.</summary>
public sealed class PumpQuestionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void ShouldProcess_works_after_an_await()
    {
        var sink = new RecordingSink { Decide = target => target == "record 9" };
        using var pump = new CommandPump(sink);
        bool first = false;
        bool second = true;

        pump.Run(async (pipeline, _) =>
        {
            await Task.Yield();
            first = await pipeline.ShouldProcessAsync("record 9", "Reject");
            second = await pipeline.ShouldProcessAsync("record 10", "Reject");
        });

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(["should Reject record 9", "should Reject record 10"], sink.Log);
    }

    [Fact]
    public void Yes_to_all_holds_for_the_rest_of_the_command()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);

        for (int record = 0; record < 3; record++)
        {
            pump.Run(async (pipeline, _) =>
            {
                await Task.Yield();
                Assert.True(await pipeline.ShouldContinueAsync("Sure?", "Delete"));
            });
        }

        Assert.Equal(1, sink.Questions);
        Assert.Equal(3, sink.Log.Count);
    }

    [Fact]
    public void A_prompt_runs_on_the_pipeline_thread_and_its_answer_comes_back()
    {
        using var pump = new CommandPump(new RecordingSink());
        int pipelineThread = Environment.CurrentManagedThreadId;
        int ran = 0;
        string? answer = null;

        pump.Run(async (pipeline, _) =>
        {
            await Task.Yield();
            answer = await pipeline.InvokeOnPipelineAsync(() =>
            {
                ran = Environment.CurrentManagedThreadId;
                return "agent1";
            });
        });

        Assert.Equal(pipelineThread, ran);
        Assert.Equal("agent1", answer);
    }

    [Fact]
    public void A_failing_script_is_its_authors_to_handle()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);

        pump.Run(async (pipeline, _) =>
        {
            FormatException e = await Assert.ThrowsAsync<FormatException>(
                () => pipeline.InvokeOnPipelineAsync<bool>(() => throw new FormatException("script")));
            await pipeline.WriteObjectAsync(e.Message);
        });

        Assert.Equal(["script"], sink.Objects);
    }

    [Fact]
    public void A_stop_inside_a_script_ends_the_command()
    {
        using var pump = new CommandPump(new RecordingSink(), joinLimit: Patience);

        Assert.Throws<PipelineStoppedException>(() => pump.Run(
            async (pipeline, _) => await pipeline.InvokeOnPipelineAsync<bool>(() => throw new PipelineStoppedException())));
    }

    [Fact]
    public void After_the_end_writes_are_dropped_and_questions_refused()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);
        ICommandPipeline? kept = null;
        pump.Run((pipeline, _) =>
        {
            kept = pipeline;
            return Task.CompletedTask;
        });

        kept!.WriteVerbose("late");
        Task write = kept.WriteObjectAsync("late");

        Assert.True(write.Status == TaskStatus.RanToCompletion);
        Assert.Throws<InvalidOperationException>(() => { _ = kept.ShouldProcessAsync("target", "action"); });
        Assert.Throws<InvalidOperationException>(() => { _ = kept.InvokeOnPipelineAsync(() => 1); });
        Assert.Empty(sink.Log);
    }

    [Fact]
    public async Task Disposal_is_quiet_twice_during_work_and_for_the_token_afterwards()
    {
        var sink = new RecordingSink();
        var pump = new CommandPump(sink, joinLimit: Patience);
        using var started = new SemaphoreSlim(0);
        Task pipelineThread = Task.Factory.StartNew(
            () => pump.Run(async (_, token) =>
            {
                started.Release();
                await Task.Delay(Timeout.Infinite, token);
            }),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await started.WaitAsync(TestContext.Current.CancellationToken);

        pump.Dispose();
        pump.Dispose();
        pump.Stop();

        await Assert.ThrowsAsync<PipelineStoppedException>(() => pipelineThread);
        Assert.True(SpinWait.SpinUntil(() => pump.Token.IsCancellationRequested, Patience));
        using CancellationTokenRegistration registration = pump.Token.Register(() => { });
        Assert.Empty(sink.Log);
    }
}
