using System;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>How many requests of a bulk run may be under way.</summary>
public sealed class AdaptiveConcurrencyLimiterTests
{
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void There_are_as_many_places_as_the_limit()
    {
        AdaptiveConcurrencyLimiter limiter = Limiter(2);

        Assert.True(limiter.TryEnter());
        Assert.True(limiter.TryEnter());
        Assert.False(limiter.TryEnter());
        limiter.Leave();
        Assert.True(limiter.TryEnter());
    }

    [Fact]
    public void A_refusal_halves_the_limit_and_nothing_enters_before_the_pause_is_over()
    {
        AdaptiveConcurrencyLimiter limiter = Limiter(8);

        limiter.OnRefused(Refusal(429, 7));

        Assert.Equal(4, limiter.Limit);
        Assert.Equal(TimeSpan.FromSeconds(7), limiter.PauseLeft);
        Assert.False(limiter.TryEnter());
        _now += TimeSpan.FromSeconds(7);
        Assert.True(limiter.TryEnter());
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        AdaptiveConcurrencyLimiter limiter = Limiter(8);

        limiter.OnRefused(Refusal(429, 7));
        limiter.OnRefused(Refusal(429, 1));

        Assert.Equal(TimeSpan.FromSeconds(7), limiter.PauseLeft);
    }

    [Fact]
    public void There_is_always_one_place()
    {
        AdaptiveConcurrencyLimiter limiter = Limiter(2);
        for (int i = 0; i < 5; i++)
        {
            limiter.OnRefused(Refusal(429, 1));
        }

        Assert.Equal(1, limiter.Limit);
    }

    [Fact]
    public void Successes_bring_the_limit_back_and_never_beyond_the_maximum()
    {
        AdaptiveConcurrencyLimiter limiter = Limiter(4);
        limiter.OnRefused(Refusal(429, 1));
        Assert.Equal(2, limiter.Limit);

        limiter.OnSuccess();
        Assert.Equal(2, limiter.Limit);
        for (int i = 0; i < 20; i++)
        {
            limiter.OnSuccess();
        }

        Assert.Equal(4, limiter.Limit);
    }

    [Theory]
    [InlineData(429, null, true)]
    [InlineData(503, 3, true)]
    [InlineData(503, null, false)]
    [InlineData(500, 5, false)]
    [InlineData(null, null, false)]
    public void Only_what_the_server_said_it_did_not_take_is_a_refusal_for_load(int? status, int? retryAfter, bool refused) =>
        Assert.Equal(refused, AdaptiveConcurrencyLimiter.IsRefusedForLoad(Refusal(status, retryAfter)));

    private static GwsException Refusal(int? status, int? retryAfter) => new(GwsErrorIds.HttpError, "refused")
    {
        HttpStatus = status,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private AdaptiveConcurrencyLimiter Limiter(int maximum) => new(maximum, () => _now);
}
