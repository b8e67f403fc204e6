using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>How a command ends before its asynchronous method does.</summary>
public sealed class AsyncPipelineStopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Engine _engine = new();
    private Action? _stop;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_stop_cancels_the_token_and_leaves_nothing_in_the_error_stream()
    {
        bool ended = false;

        RunAndStop(async (_, token) =>
        {
            _stop!();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                ended = true;
            }
        });

        Assert.True(ended);
        Assert.Equal(PSInvocationState.Stopped, _engine.State);
        Assert.Empty(_engine.Log);
    }

    [Fact]
    public void Whatever_the_method_throws_because_of_a_stop_is_still_a_stop()
    {
        RunAndStop(async (_, token) =>
        {
            _stop!();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                throw new System.IO.IOException("The connection was torn down.");
            }
        });

        Assert.Equal(PSInvocationState.Stopped, _engine.State);
        Assert.Empty(_engine.Log);
    }

    [Fact]
    public void A_stop_returns_at_once_even_when_a_callback_on_the_token_blocks()
    {
        using var release = new ManualResetEventSlim();
        using var inCallback = new ManualResetEventSlim();
        var lifetime = new CommandLifetime();
        using CancellationTokenRegistration registration = lifetime.Token.Register(() =>
        {
            inCallback.Set();
            release.Wait(Patience);
        });

        lifetime.Stop();

        // We are here while the callback still blocks: it runs elsewhere.
        Assert.True(inCallback.Wait(Patience, TestContext.Current.CancellationToken));
        release.Set();
    }

    [Fact]
    public void A_cancellation_that_was_not_a_stop_is_reported_as_the_failure_it_is()
    {
        using var other = new CancellationTokenSource();
        other.Cancel();

        _engine.Run(async (_, _) => await Task.Delay(Timeout.Infinite, other.Token), "'input' | Invoke-Hook $hook");

        ErrorRecord error = Assert.Single(_engine.Errors);
        Assert.StartsWith("OperationCancelled", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("input", ((PSObject)error.TargetObject).BaseObject);
    }

    [Fact]
    public void A_failure_is_written_with_its_input_and_the_next_input_is_worked_on()
    {
        int calls = 0;

        _engine.Run(
            async (pipeline, _) =>
            {
                await Task.Yield();
                if (Interlocked.Increment(ref calls) == 2)
                {
                    throw new FormatException("bad");
                }

                await pipeline.WriteObjectAsync(calls);
            },
            "1..3 | Invoke-Hook $hook");

        Assert.Equal(["object 1", "error UnexpectedFailure", "object 3"], _engine.Log);
        Assert.Equal("2", _engine.Errors[0].TargetObject.ToString());
    }

    [Theory]
    [InlineData("Invoke-Hook $hook | Select-Object -First 2")]
    [InlineData("Invoke-Hook $hook | ForEach-Object { if ($_ -eq 2) { throw 'enough' } }")]
    [InlineData("Invoke-Hook $hook | ForEach-Object { if ($_ -eq 2) { Write-Error enough -ErrorAction Stop } }")]
    public void A_downstream_that_has_had_enough_cancels_the_method_and_waits_for_it(string script)
    {
        int written = 0;
        bool cancelled = false;
        bool cleanedUp = false;

        _engine.Run(
            async (pipeline, token) =>
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
                    cancelled = SpinWait.SpinUntil(() => token.IsCancellationRequested, Patience);
                    await Task.Yield();
                    cleanedUp = true;
                }
            },
            script + "; if ($?) { }");

        Assert.True(cancelled);
        Assert.True(cleanedUp, "the method had not ended when the pipeline went on");
        Assert.Equal(2, written);
        Assert.DoesNotContain(_engine.Errors, error => error.FullyQualifiedErrorId.Contains("Hook", StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorAction_Stop_cancels_a_method_that_waits_for_something_else()
    {
        bool cancelled = false;

        _engine.Run(
            async (pipeline, token) =>
            {
                _ = pipeline.WriteErrorAsync(new ErrorRecord(new InvalidOperationException("why"), "E", default, null));
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    cancelled = true;
                    throw;
                }
            },
            "Invoke-Hook $hook -ErrorAction Stop");

        Assert.True(cancelled);
        Assert.StartsWith(
            "E,", Assert.IsType<ActionPreferenceStopException>(_engine.Ending).ErrorRecord.FullyQualifiedErrorId,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_ignores_its_token_cannot_hold_the_prompt()
    {
        using var release = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        Task<bool>? late = null;

        _engine.Run(
            async (pipeline, token) =>
            {
                _ = pipeline.WriteObjectAsync(1);
                await Task.Run(() => release.Wait(Patience), CancellationToken.None);
                late = pipeline.WriteObjectAsync("late").ContinueWith(t => t.IsFaulted, TaskScheduler.Default);
                pipeline.WriteVerbose("late");
                ended.Set();
            },
            "Invoke-Hook $hook -JoinMilliseconds 20 | Select-Object -First 1; 'prompt'");

        Assert.Equal(["1", "prompt"], _engine.Objects);
        release.Set();
        Assert.True(ended.Wait(Patience, TestContext.Current.CancellationToken));
        Assert.False(await late!);
        Assert.DoesNotContain(_engine.Log, line => line.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public void Late_work_is_warned_of_where_the_pipeline_still_takes_a_warning()
    {
        var lifetime = new CommandLifetime(TimeSpan.FromMilliseconds(20));
        lock (lifetime.Gate)
        {
            lifetime.WorkStarted();
        }

        string? warning = null;
        lifetime.Abort(text => warning = text);

        Assert.Contains("ended before its work did", warning, StringComparison.Ordinal);
    }

    private void RunAndStop(Func<AsyncPipeline, CancellationToken, Task> hook) =>
        _engine.Run(hook, started: stop => _stop = stop);
}
