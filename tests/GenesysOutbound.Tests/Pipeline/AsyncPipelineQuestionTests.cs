using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>Questions to the engine and the user, and what happens to those that come too late.</summary>
public sealed class AsyncPipelineQuestionTests : IDisposable
{
    private const int Yes = 0;
    private const int YesToAll = 1;
    private const int No = 2;

    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Invoke-Hook $hook", true)]
    [InlineData("Invoke-Hook $hook -WhatIf", false)]
    public void ShouldProcess_works_after_an_await(string script, bool goesOn)
    {
        bool? answer = null;

        _engine.Run(
            async (pipeline, _) =>
            {
                await Task.Yield();
                answer = await pipeline.ShouldProcessAsync("record 9", "Reject");
            },
            script);

        Assert.Equal(goesOn, answer);
    }

    [Theory]
    [InlineData(Yes, true, 3)]
    [InlineData(YesToAll, true, 1)]
    [InlineData(No, false, 3)]
    public void What_the_user_answers_to_confirm_holds_as_long_as_the_answer_says(int choice, bool goesOn, int questions)
    {
        var host = new AnsweringHost(choice);
        using var engine = new Engine(host);
        int asked = 0;

        engine.Run(
            async (pipeline, _) =>
            {
                await Task.Yield();
                Assert.Equal(goesOn, await pipeline.ShouldProcessAsync("record \u001b[31m" + asked++, "Reject"));
            },
            "1..3 | Invoke-Hook $hook -Confirm");

        Assert.Empty(engine.Errors);
        Assert.Equal(3, asked);
        Assert.Equal(questions, host.Questions);
        Assert.DoesNotContain(host.Texts, text => text.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_runs_on_the_pipeline_thread_where_script_blocks_work_and_its_answer_comes_back()
    {
        var script = ScriptBlock.Create("'in the runspace of ' + $name");
        int startedOn = 0;
        int ranOn = 0;

        _engine.Run(
            async (pipeline, _) =>
            {
                await Task.Yield();
                startedOn = Environment.CurrentManagedThreadId;
                string answer = await pipeline.InvokeAsync(() =>
                {
                    ranOn = Environment.CurrentManagedThreadId;
                    return script.Invoke()[0].ToString()!;
                });
                await pipeline.WriteObjectAsync(answer);
            },
            "$name = 'agent1'; Invoke-Hook $hook");

        Assert.Equal(["in the runspace of agent1"], _engine.Objects);
        Assert.NotEqual(startedOn, ranOn);
    }

    [Fact]
    public void A_failing_function_is_its_authors_to_handle()
    {
        _engine.Run(async (pipeline, _) =>
        {
            FormatException e = await Assert.ThrowsAsync<FormatException>(
                () => pipeline.InvokeAsync<bool>(() => throw new FormatException("script")));
            await pipeline.WriteObjectAsync(e.Message);
        });

        Assert.Equal(["script"], _engine.Objects);
    }

    [Fact]
    public void A_stop_inside_a_function_ends_the_command()
    {
        bool wentOn = false;

        _engine.Run(async (pipeline, _) =>
        {
            await pipeline.InvokeAsync<bool>(() => throw new PipelineStoppedException());
            wentOn = true;
        });

        Assert.False(wentOn);
        Assert.Empty(_engine.Errors);
    }

    [Fact]
    public async Task After_the_end_writes_are_dropped_and_questions_are_refused()
    {
        AsyncPipeline? kept = null;
        _engine.Run((pipeline, _) =>
        {
            kept = pipeline;
            return Task.CompletedTask;
        });

        kept!.WriteVerbose("late");
        await kept.WriteObjectAsync("late");

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept.ShouldProcessAsync("target", "action"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept.InvokeAsync(() => 1));
        Assert.Empty(_engine.Log);
    }

    [Fact]
    public void Disposal_is_quiet_twice_during_work_and_for_the_token_afterwards()
    {
        var lifetime = new CommandLifetime();
        lock (lifetime.Gate)
        {
            lifetime.WorkStarted();
        }

        using CancellationTokenRegistration ended = lifetime.Token.Register(() =>
        {
            lock (lifetime.Gate)
            {
                lifetime.WorkFinished(wake: true);
            }
        });

        lifetime.Dispose();
        lifetime.Dispose();
        lifetime.Stop();

        Assert.True(SpinWait.SpinUntil(() => lifetime.Token.IsCancellationRequested, TimeSpan.FromSeconds(30)));
        using CancellationTokenRegistration registration = lifetime.Token.Register(() => { });
    }
}
