using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>A bulk run goes as fast as the server wants, and repeats nothing whose fate is unknown.</summary>
public sealed class BulkGovernorTests
{
    private readonly List<TimeSpan> _pauses = [];
    private readonly List<string> _said = [];
    private TimeSpan _now = TimeSpan.Zero;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, null, 1)]
    [InlineData(429, 7, 7)]
    [InlineData(503, 3, 3)]
    [InlineData(503, 3600, 60)]
    public async Task A_request_that_the_server_did_not_take_is_sent_again_after_the_time_it_asked_for(int status, int? retryAfter, int paused)
    {
        AdaptiveConcurrencyLimiter governor = Governor(8);
        int sent = 0;

        int answer = await governor.RunAsync((_, _) => ++sent == 1 ? throw Refusal(status, retryAfter) : Task.FromResult(sent), _said.Add, Token);

        Assert.Equal(2, answer);
        Assert.Equal([TimeSpan.FromSeconds(paused)], _pauses);
        Assert.Equal(4, governor.Limit);
        Assert.Contains("HTTP " + status, Assert.Single(_said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, null)]
    [InlineData(500, 5)]
    [InlineData(null, null)]
    public async Task A_request_whose_fate_is_unknown_is_never_sent_again(int? status, int? retryAfter)
    {
        AdaptiveConcurrencyLimiter governor = Governor(8);
        int sent = 0;

        await Assert.ThrowsAsync<GwsException>(() => governor.RunAsync<int>(
            (_, _) =>
            {
                sent++;
                throw Refusal(status, retryAfter);
            },
            _said.Add,
            Token));

        Assert.Equal(1, sent);
        Assert.Equal(8, governor.Limit);
    }

    [Fact]
    public async Task A_server_that_keeps_refusing_is_an_error_in_the_end()
    {
        AdaptiveConcurrencyLimiter governor = Governor(8);
        int sent = 0;

        GwsException e = await Assert.ThrowsAsync<GwsException>(() => governor.RunAsync<int>(
            (_, _) =>
            {
                sent++;
                throw Refusal(429, 1);
            },
            _said.Add,
            Token));

        Assert.Equal(429, e.HttpStatus);
        Assert.Equal(AdaptiveConcurrencyLimiter.MaxAttempts, sent);
        Assert.Equal(1, governor.Limit);
    }

    [Fact]
    public async Task Successes_bring_the_speed_back()
    {
        AdaptiveConcurrencyLimiter governor = Governor(4);
        int sent = 0;
        await governor.RunAsync((_, _) => ++sent == 1 ? throw Refusal(429, 1) : Task.FromResult(0), _said.Add, Token);
        Assert.Equal(2, governor.Limit);

        for (int i = 0; i < 20; i++)
        {
            await governor.RunAsync((_, _) => Task.FromResult(0), _said.Add, Token);
        }

        Assert.Equal(4, governor.Limit);
    }

    [Fact]
    public async Task No_more_run_than_the_limit_allows()
    {
        AdaptiveConcurrencyLimiter governor = Governor(8);
        int sent = 0;
        await governor.RunAsync((_, _) => ++sent <= 2 ? throw Refusal(429, 1) : Task.FromResult(0), _said.Add, Token);
        int limit = governor.Limit;
        var gate = new TaskCompletionSource<int>();
        int running = 0;

        Task<int>[] runs = [.. Enumerable.Range(0, 8).Select(_ => governor.RunAsync(
            async (_, _) =>
            {
                Interlocked.Increment(ref running);
                return await gate.Task;
            },
            _said.Add,
            Token))];

        Assert.Equal(limit, running);
        gate.SetResult(1);
        await Task.WhenAll(runs);
        Assert.Equal(8, running);
    }

    [Fact]
    public async Task A_request_that_was_accepted_makes_room_while_it_waits_for_its_answer()
    {
        AdaptiveConcurrencyLimiter governor = Governor(1);
        var answer = new TaskCompletionSource<int>();

        Task<int> waiting = governor.RunAsync(
            (accepted, _) =>
            {
                accepted();
                accepted();
                return answer.Task;
            },
            _said.Add,
            Token);
        Task<int> held = governor.RunAsync((_, _) => answer.Task, _said.Add, Token);
        bool entered = false;
        Task<int> third = governor.RunAsync(
            (_, _) =>
            {
                entered = true;
                return Task.FromResult(3);
            },
            _said.Add,
            Token);

        // The room that the first gave back is the second's; it is given back once, however often it is said.
        Assert.False(entered);
        answer.SetResult(1);
        int[] answers = await Task.WhenAll(waiting, held, third);
        Assert.Equal([1, 1, 3], answers);
    }

    private static GwsException Refusal(int? status, int? retryAfter) => new(GwsErrorIds.HttpError, "refused")
    {
        HttpStatus = status,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private AdaptiveConcurrencyLimiter Governor(int most) => new(most, () => _now, (pause, _) =>
    {
        _pauses.Add(pause);
        _now += pause;
        return Task.CompletedTask;
    });
}
