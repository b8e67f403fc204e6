using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>Many runs at once: bounded, in input order, one failure apart from the rest.</summary>
public sealed class PumpBulkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Answers_come_out_in_input_order_whatever_order_they_arrive_in()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 4);
        TaskCompletionSource<bool>[] gates = [.. Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource<bool>())];
        for (int i = 0; i < 4; i++)
        {
            int n = i;
            pump.Add(async (pipeline, _) =>
            {
                // The last to start is the first to finish.
                if (n < 3)
                {
                    await gates[n + 1].Task;
                }

                pipeline.WriteVerbose(n.ToString());
                await pipeline.WriteObjectAsync(n);
                gates[n].SetResult(true);
            });
        }

        pump.Complete();

        Assert.Equal([0, 1, 2, 3], sink.Objects);
        Assert.Equal(4, pump.Delivered);
    }

    [Fact]
    public void No_more_than_the_throttle_limit_run_at_once_and_that_many_do()
    {
        using var pump = new CommandPump(new RecordingSink(), throttleLimit: 3);
        int now = 0;
        int most = 0;
        using var three = new CountdownEvent(3);
        for (int i = 0; i < 30; i++)
        {
            pump.Add(async (pipeline, _) =>
            {
                int running = Interlocked.Increment(ref now);
                InterlockedMax(ref most, running);
                if (!three.IsSet)
                {
                    three.Signal();
                    await Task.Run(() => three.Wait(Patience), CancellationToken.None);
                }

                await pipeline.WriteObjectAsync(running);
                Interlocked.Decrement(ref now);
            });
        }

        pump.Complete();

        Assert.Equal(3, most);
    }

    [Fact]
    public void A_run_that_only_waits_lets_the_next_start_up_to_the_window()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 2, window: 6);
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var six = new CountdownEvent(6);
        for (int i = 0; i < 6; i++)
        {
            int n = i;
            pump.Add(async (pipeline, _) =>
            {
                pipeline.YieldTurn();
                pipeline.YieldTurn();
                six.Signal();
                await answered.Task;
                await pipeline.WriteObjectAsync(n);
            });
        }

        // With two turns and nobody yielding, the third would never start.
        Assert.True(six.Wait(Patience, TestContext.Current.CancellationToken));
        answered.SetResult(true);
        pump.Complete();

        Assert.Equal([0, 1, 2, 3, 4, 5], sink.Objects);
    }

    [Fact]
    public void One_run_at_a_time_stays_one_though_it_yields()
    {
        using var pump = new CommandPump(new RecordingSink(), throttleLimit: 1, window: 3);
        int now = 0;
        int most = 0;
        for (int i = 0; i < 3; i++)
        {
            pump.Add(async (pipeline, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                pipeline.YieldTurn();
                await Task.Yield();
                Interlocked.Decrement(ref now);
            });
        }

        pump.Complete();

        Assert.Equal(1, most);
    }

    [Fact]
    public void The_window_bounds_what_is_held()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 2, window: 5);
        using var release = new ManualResetEventSlim();
        int started = 0;
        int accepted = 0;
        pump.Add((_, _) => Task.Run(() => release.Wait(Patience)));
        for (int i = 0; i < 4; i++)
        {
            pump.Add((_, _) =>
            {
                Interlocked.Increment(ref started);
                return Task.CompletedTask;
            });
            accepted++;
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 4, Patience));
        Assert.Equal(0, pump.Delivered);

        // The sixth has to wait for the head, so the head must be let go from elsewhere.
        _ = Task.Run(release.Set, TestContext.Current.CancellationToken);
        pump.Add((_, _) => Task.CompletedTask);

        Assert.True(release.IsSet);
        Assert.True(pump.Delivered >= 1);
        pump.Complete();
        Assert.Equal(6, pump.Delivered);
    }

    [Fact]
    public void A_run_that_waits_for_its_turn_holds_back_a_bounded_number_of_objects()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 2);
        using var release = new ManualResetEventSlim();
        int ahead = 0;
        pump.Add((_, _) => Task.Run(() => release.Wait(Patience)));
        pump.Add(async (pipeline, _) =>
        {
            for (int i = 0; i < 1000; i++)
            {
                await pipeline.WriteObjectAsync(i);
                Interlocked.Increment(ref ahead);
            }
        });

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ahead) == CommandRun.HeldBackLimit, Patience));
        Assert.Empty(sink.Objects);
        release.Set();
        pump.Complete();

        Assert.Equal(Enumerable.Range(0, 1000).Cast<object?>(), sink.Objects);
    }

    [Fact]
    public void What_is_ready_is_written_while_more_input_comes()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 2);
        pump.Add(async (pipeline, _) => await pipeline.WriteObjectAsync("first"));

        // Whenever the first answer is there, the next input writes it: nobody has to wait for the end of the input.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                pump.Add((_, _) => Task.CompletedTask);
                return sink.Objects.Count == 1;
            },
            Patience));
        pump.Complete();
    }

    [Fact]
    public void An_error_of_one_run_does_not_touch_the_others()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 8);
        for (int i = 0; i < 10; i++)
        {
            int n = i;
            pump.Add((pipeline, _) => n == 4
                ? pipeline.WriteErrorAsync(new CommandError(new InvalidOperationException(), "Bad", ErrorCategory.InvalidData, n))
                : pipeline.WriteObjectAsync(n));
        }

        pump.Complete();

        Assert.Equal(9, sink.Objects.Count);
        Assert.Equal(4, Assert.Single(sink.Errors).Target);
        Assert.Equal("error Bad", sink.Log[4]);
    }

    [Fact]
    public void A_stop_lets_nothing_further_start()
    {
        using var pump = new CommandPump(new RecordingSink(), throttleLimit: 2, joinLimit: Patience);
        int started = 0;
        for (int i = 0; i < 20; i++)
        {
            pump.Add((_, token) =>
            {
                Interlocked.Increment(ref started);
                return Task.Delay(Timeout.Infinite, token);
            });
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == 2, Patience));
        pump.Stop();
        Assert.Throws<PipelineStoppedException>(pump.Complete);

        Assert.Equal(2, started);
    }

    [Fact]
    public void A_run_that_fails_ends_the_command_after_what_came_before_it()
    {
        var sink = new RecordingSink();
        using var pump = new CommandPump(sink, throttleLimit: 3, joinLimit: Patience);
        using var failed = new ManualResetEventSlim();
        pump.Add(async (pipeline, _) =>
        {
            await Task.Run(() => failed.Wait(Patience));
            await pipeline.WriteObjectAsync("first");
        });
        pump.Add((_, _) =>
        {
            failed.Set();
            throw new FormatException("second");
        });

        // Whichever call finds the failure.
        Assert.Throws<FormatException>(() =>
        {
            pump.Add((_, token) => Task.Delay(Timeout.Infinite, token));
            pump.Complete();
        });
        Assert.Equal(["first"], sink.Objects);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
