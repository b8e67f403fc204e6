using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>Many requests at once: bounded, answers in input order, one failure apart from the rest.</summary>
public sealed class OrderedWindowTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Answers_come_out_in_input_order_whatever_order_they_arrive_in()
    {
        TaskCompletionSource[] gates = [.. Enumerable.Range(0, 5)
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        gates[4].SetResult();

        Run(new WindowPlan
        {
            ThrottleLimit = 4,
            Send = async (n, _, _) =>
            {
                // The last to start is the first to finish.
                await gates[n + 1].Task;
                gates[n].SetResult();
            },
        }, "0..3");

        Assert.Equal(["0", "1", "2", "3"], _engine.Objects);
    }

    [Fact]
    public void No_more_than_the_throttle_limit_are_under_way_and_that_many_are()
    {
        int now = 0;
        int most = 0;
        var three = new CountdownEvent(3);

        Run(new WindowPlan
        {
            ThrottleLimit = 3,
            Send = async (_, _, _) =>
            {
                Maximize(ref most, Interlocked.Increment(ref now));
                if (!three.IsSet)
                {
                    three.Signal();
                    await Task.Run(() => three.Wait(Patience), CancellationToken.None);
                }

                Interlocked.Decrement(ref now);
            },
        }, "1..30");

        Assert.Equal(30, _engine.Objects.Count());
        Assert.Equal(3, most);
    }

    [Fact]
    public void A_request_that_was_accepted_gives_its_place_to_the_next_once_while_it_waits_for_its_answer()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int started = 0;
        int withoutPlace = 0;

        Run(new WindowPlan
        {
            ThrottleLimit = 2,
            Send = async (n, item, _) =>
            {
                if (n <= 6)
                {
                    // Said twice, meant once: with two places for three requests the next would have no place.
                    item.OnAccepted();
                    item.OnAccepted();
                }
                else
                {
                    withoutPlace = Math.Max(withoutPlace, Interlocked.Increment(ref started));
                    if (n == 8)
                    {
                        answers.SetResult();
                    }
                }

                await answers.Task;
            },
        }, "1..8");

        // Six that only wait, and two under way.
        Assert.Equal(2, withoutPlace);
        Assert.Equal(Enumerable.Range(1, 8).Select(n => n.ToString()), _engine.Objects);
    }

    [Fact]
    public void One_request_at_a_time_stays_one_although_it_was_accepted()
    {
        int now = 0;
        int most = 0;

        Run(new WindowPlan
        {
            ThrottleLimit = 1,
            Send = async (_, item, _) =>
            {
                Maximize(ref most, Interlocked.Increment(ref now));
                item.OnAccepted();
                await Task.Yield();
                Interlocked.Decrement(ref now);
            },
        }, "1..3");

        Assert.Equal(1, most);
    }

    [Fact]
    public void One_request_at_a_time_sends_nothing_that_downstream_no_longer_wants()
    {
        int sent = 0;

        Run(
            new WindowPlan
            {
                ThrottleLimit = 1,
                Send = (_, _, _) =>
                {
                    Interlocked.Increment(ref sent);
                    return Task.CompletedTask;
                },
            },
            "1..10",
            " | Select-Object -First 1");

        Assert.Equal(1, sent);
    }

    [Fact]
    public void The_window_bounds_how_many_inputs_are_held()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int taken = 0;
        int delivered = 0;
        int mostHeld = 0;

        Run(new WindowPlan
        {
            ThrottleLimit = 2,
            Capacity = 5,
            Send = async (n, _, _) =>
            {
                if (n == 1)
                {
                    await first.Task;
                }
                else if (n == 5)
                {
                    first.SetResult();
                }
            },
            Taken = _ => mostHeld = Math.Max(mostHeld, ++taken - delivered),
            Delivered = _ => delivered++,
        }, "1..40");

        Assert.Equal(40, delivered);
        Assert.Equal(5, mostHeld);
    }

    [Fact]
    public void What_is_ready_is_written_while_more_input_comes()
    {
        int seen = 0;
        bool wroteEarly = false;

        Run(
            new WindowPlan
            {
                ThrottleLimit = 2,
                Send = (_, _, _) => Task.CompletedTask,
                Delivered = _ => seen++,
                Taken = n => wroteEarly |= n < 10_000 && seen > 0,
            },
            "1..10000");

        Assert.True(wroteEarly);
    }

    [Fact]
    public void An_error_of_one_request_does_not_touch_the_others()
    {
        Run(new WindowPlan { Send = (n, _, _) => n == 4 ? throw new ArgumentException("bad") : Task.CompletedTask }, "0..9");

        Assert.Equal(9, _engine.Objects.Count());
        Assert.Equal("error InvalidParameter", _engine.Log[4]);
        Assert.Equal(4, Assert.Single(_engine.Errors).TargetObject);
    }

    [Fact]
    public void A_stop_lets_nothing_further_start_and_ends_what_is_under_way()
    {
        Action? stop = null;
        int started = 0;
        int ended = 0;

        _engine.RunScript(
            "1..20 | Invoke-Window $hook",
            new WindowPlan
            {
                ThrottleLimit = 2,
                Send = async (_, _, token) =>
                {
                    if (Interlocked.Increment(ref started) == 2)
                    {
                        stop!();
                    }

                    try
                    {
                        await Task.Delay(Timeout.Infinite, token);
                    }
                    finally
                    {
                        Interlocked.Increment(ref ended);
                    }
                },
            },
            action => stop = action);

        Assert.Equal(PSInvocationState.Stopped, _engine.State);
        Assert.Equal(2, started);
        Assert.Equal(2, ended);
        Assert.Empty(_engine.Log);
    }

    [Fact]
    public void A_downstream_that_has_had_enough_ends_the_run_and_waits_for_what_is_under_way()
    {
        int started = 0;
        int ended = 0;

        Run(
            new WindowPlan
            {
                ThrottleLimit = 4,
                Capacity = 8,
                Send = async (n, _, token) =>
                {
                    Interlocked.Increment(ref started);
                    try
                    {
                        await (n > 2 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask);
                    }
                    finally
                    {
                        Interlocked.Increment(ref ended);
                    }
                },
            },
            "1..1000",
            " | Select-Object -First 2");

        Assert.Equal(["1", "2"], _engine.Objects);
        Assert.Empty(_engine.Errors);
        Assert.InRange(started, 2, 6);
        Assert.Equal(started, ended);
    }

    private static void Maximize(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private void Run(WindowPlan plan, string input, string downstream = "") =>
        _engine.RunScript(input + " | Invoke-Window $hook" + downstream, plan);
}
