using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>How a command ends before its work does.</summary>
public sealed class PumpStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Stop_becomes_the_engines_stop_and_not_a_cancellation_in_the_error_stream()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, joinLimit: Patience);
        bool ended = false;

        Assert.Throws<PipelineStoppedException>(() => pump.Run(async (pipeline, token) =>
        {
            pump.Stop();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                ended = true;
            }
        }));

        Assert.True(ended);
        Assert.Empty(sink.Log);
    }

    [Fact]
    public void Whatever_work_throws_because_of_a_stop_is_still_a_stop()
    {
        using var pump = new CommandPump(new RecordingSink(), joinLimit: Patience);

        Assert.Throws<PipelineStoppedException>(() => pump.Run(async (_, token) =>
        {
            pump.Stop();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                throw new System.IO.IOException("The connection was torn down.");
            }
        }));
    }

    [Fact]
    public void A_stop_before_the_work_starts_runs_nothing()
    {
        using var pump = new CommandPump(new RecordingSink());
        pump.Stop();

        Assert.Throws<PipelineStoppedException>(() => pump.Run((_, _) => throw new InvalidOperationException("ran")));
    }

    [Fact]
    public void Stop_returns_at_once_even_when_a_callback_on_the_token_blocks()
    {
        using var release = new ManualResetEventSlim();
        using var inCallback = new ManualResetEventSlim();
        using var pump = new CommandPump(new RecordingSink());
        using CancellationTokenRegistration registration = pump.Token.Register(() =>
        {
            inCallback.Set();
            release.Wait(Patience);
        });

        pump.Stop();

        // We are here while the callback still blocks: it runs elsewhere.
        Assert.True(inCallback.Wait(Patience, TestContext.Current.CancellationToken));
        release.Set();
    }

    [Fact]
    public void A_cancellation_that_was_not_a_stop_is_reported_as_the_failure_it_is()
    {
        using var pump = new CommandPump(new RecordingSink());
        using var other = new CancellationTokenSource();
        other.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => pump.Run(async (_, _) => await Task.Delay(Timeout.Infinite, other.Token)));
    }

    [Fact]
    public void A_terminating_error_keeps_its_id_and_ends_the_work()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink);
        var error = new CommandError(new InvalidOperationException("why"), "SessionLost", ErrorCategory.ConnectionError);
        bool wentOn = false;

        EngineTerminatedException thrown = Assert.Throws<EngineTerminatedException>(() => pump.Run(async (pipeline, _) =>
        {
            await pipeline.WriteObjectAsync(1);
            Throw(error);
            wentOn = true;
        }));

        Assert.Same(error, thrown.Error);
        Assert.False(wentOn);
        Assert.Equal(["object 1", "terminating SessionLost"], sink.Log);
    }

    [Fact]
    public void An_exception_of_the_work_leaves_as_it_was()
    {
        using var pump = new CommandPump(new RecordingSink());
        var original = new FormatException("bad");

        Assert.Same(original, Assert.Throws<FormatException>(() => pump.Run(async (_, _) =>
        {
            await Task.Yield();
            throw original;
        })));
    }

    [Fact]
    public void A_throwing_downstream_cancels_the_work_waits_for_it_and_rethrows_the_original()
    {
        var original = new PipelineStoppedException();
        var sink = new RecordingSink { Downstream = value => Equals(value, 2) ? original : null };
        using var pump = new CommandPump(sink, joinLimit: Patience);
        int written = 0;
        bool cleanedUp = false;

        Exception thrown = Assert.ThrowsAny<Exception>(() => pump.Run(async (pipeline, token) =>
        {
            try
            {
                while (true)
                {
                    await pipeline.WriteObjectAsync(++written);
                }
            }
            finally
            {
                await Task.Yield();
                cleanedUp = true;
            }
        }));

        Assert.Same(original, thrown);
        Assert.True(cleanedUp, "the work had not ended when the exception left");
        Assert.Equal(2, written);
        Assert.True(SpinWait.SpinUntil(() => pump.Token.IsCancellationRequested, Patience));
    }

    [Fact]
    public void A_throwing_downstream_cancels_work_that_waits_for_something_else()
    {
        var sink = new RecordingSink { Downstream = _ => new InvalidOperationException("host") };
        using var pump = new CommandPump(sink, joinLimit: Patience);
        bool cancelled = false;

        Assert.Throws<InvalidOperationException>(() => pump.Run(async (pipeline, token) =>
        {
            _ = pipeline.WriteObjectAsync(1);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                cancelled = true;
                throw;
            }
        }));

        Assert.True(cancelled);
    }

    [Fact]
    public async Task Work_that_ignores_its_token_cannot_hold_the_prompt()
    {
        using var release = new ManualResetEventSlim();
        var sink = new RecordingSink();
        var pump = new CommandPump(sink, joinLimit: TimeSpan.FromMilliseconds(20));
        Task<bool>? late = null;
        using var ended = new ManualResetEventSlim();

        Assert.Throws<PipelineStoppedException>(() => pump.Run(async (pipeline, _) =>
        {
            pump.Stop();
            await Task.Run(() => release.Wait(Patience));
            late = pipeline.WriteObjectAsync("late").ContinueWith(t => t.IsCanceled, TaskScheduler.Default);
            pipeline.WriteVerbose("late");
            ended.Set();
        }));
        Assert.StartsWith("warning ", Assert.Single(sink.Log), StringComparison.Ordinal);

        release.Set();
        Assert.True(ended.Wait(Patience, TestContext.Current.CancellationToken));
        Assert.True(await late!);
        Assert.Single(sink.Log);
        pump.Dispose();
    }

    private static void Throw(CommandError error) => throw new TerminatingErrorException(error);
}
