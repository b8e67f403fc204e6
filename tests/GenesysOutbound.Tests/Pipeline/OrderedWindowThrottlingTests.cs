using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>A bulk run goes as fast as the server wants, and repeats nothing whose outcome is unknown.</summary>
public sealed class OrderedWindowThrottlingTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly Lock _gate = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(429, null, 1)]
    [InlineData(429, 7, 7)]
    [InlineData(503, 3, 3)]
    [InlineData(503, 3600, 60)]
    public void A_request_that_the_server_did_not_take_is_sent_again_after_the_time_it_asked_for(int status, int? retryAfter,
        int paused)
    {
        int sent = 0;
        WindowPlan plan = Plan((_, _, _) => Interlocked.Increment(ref sent) == 1
            ? throw Refusal(status, retryAfter) : Task.CompletedTask);

        _engine.RunScript("1 | Invoke-Window $hook", plan);

        Assert.Equal(2, sent);
        Assert.Equal([TimeSpan.FromSeconds(paused)], _pauses);
        Assert.Equal(4, plan.Limiter!.Limit);
        Assert.Equal([$"verbose Server is throttling (HTTP {status}): concurrency reduced to 4, retrying in {paused} s.",
            "object 1"], _engine.Log);
    }

    [Theory]
    [InlineData(503, null)]
    [InlineData(500, 5)]
    [InlineData(null, null)]
    public void A_request_whose_outcome_is_unknown_is_never_sent_again(int? status, int? retryAfter)
    {
        int sent = 0;
        WindowPlan plan = Plan((_, _, _) =>
        {
            Interlocked.Increment(ref sent);
            throw Refusal(status, retryAfter);
        });

        _engine.RunScript("1 | Invoke-Window $hook", plan);

        Assert.Equal(1, sent);
        Assert.Equal(8, plan.Limiter!.Limit);
        Assert.Single(_engine.Errors);
    }

    [Fact]
    public void A_server_that_keeps_refusing_is_an_error_in_the_end()
    {
        int sent = 0;
        WindowPlan plan = Plan((_, _, _) =>
        {
            Interlocked.Increment(ref sent);
            throw Refusal(429, 1);
        });

        _engine.RunScript("1 | Invoke-Window $hook", plan);

        Assert.Equal(429, Assert.IsType<GwsException>(Assert.Single(_engine.Errors).Exception).HttpStatus);
        Assert.Equal(AdaptiveConcurrencyLimiter.MaxAttempts, sent);
        Assert.Equal(1, plan.Limiter!.Limit);
    }

    [Fact]
    public void Answers_keep_the_order_of_the_inputs_although_some_were_sent_again()
    {
        int refusals = 0;
        WindowPlan plan = Plan((n, item, _) =>
            n % 10 == 3 && item.Attempts == 1 && Interlocked.Increment(ref refusals) > 0
                ? throw Refusal(429, 1) : Task.CompletedTask);

        _engine.RunScript("1..200 | Invoke-Window $hook", plan);

        Assert.Equal(Enumerable.Range(1, 200).Select(n => n.ToString()), _engine.Objects);
        Assert.Equal(20, refusals);
    }

    private static GwsException Refusal(int? status, int? retryAfter) => new(GwsErrorIds.HttpError, "refused")
    {
        HttpStatus = status,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>A plan whose pauses pass at once.</summary>
    private WindowPlan Plan(Func<int, BulkItem, CancellationToken, Task> send) => new()
    {
        Send = send,
        Clock = () =>
        {
            lock (_gate)
            {
                return _now;
            }
        },
        Delay = (pause, _) =>
        {
            lock (_gate)
            {
                _pauses.Add(pause);
                _now += pause;
            }

            return Task.Run(() => { }, CancellationToken.None);
        },
    };
}
