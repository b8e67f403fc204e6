using System;
using System.Diagnostics;
using System.Globalization;
using GenesysOutbound.Client;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// Decides how many requests of a bulk run may be under way. When the server refuses a request because of load (429, or 503 with
/// Retry-After) the number is halved and nothing is sent for as long as the server asks; each success raises it a little. Not
/// thread-safe: the owner calls it under a lock.
/// </summary>
internal sealed class AdaptiveConcurrencyLimiter
{
    /// <summary>How often one request may be refused before the refusal is its error.</summary>
    internal const int MaxAttempts = 6;

    private const int TooManyRequests = 429;
    private const int ServiceUnavailable = 503;

    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Func<TimeSpan> _clock;
    private TimeSpan _pausedUntil;
    private int _running;
    private int _successes;

    /// <summary>Creates a limiter.</summary>
    /// <param name="maximum">How many requests may be under way at best.</param>
    /// <param name="clock">The time since some fixed moment; null for the real clock.</param>
    public AdaptiveConcurrencyLimiter(int maximum, Func<TimeSpan>? clock = null)
    {
        var watch = Stopwatch.StartNew();
        Maximum = Limit = maximum;
        _clock = clock ?? (() => watch.Elapsed);
    }

    /// <summary>How many requests may be under way at best.</summary>
    public int Maximum { get; }

    /// <summary>How many requests may be under way now.</summary>
    public int Limit { get; private set; }

    /// <summary>How much of the pause that the server asked for is left; zero or less when there is none.</summary>
    public TimeSpan PauseLeft => _pausedUntil - _clock();

    /// <summary>
    /// Whether the server said that it did not take the request. A 503 without Retry-After may come from something in front of a
    /// server that did take it, and a lost connection or a missing answer says nothing: those are errors, never repeats.
    /// </summary>
    public static bool IsRefusedForLoad(Exception failure) => failure is GwsException e
        && (e.HttpStatus == TooManyRequests || (e.HttpStatus == ServiceUnavailable && e.RetryAfter is not null));

    /// <summary>Takes a place for one request, if there is one.</summary>
    public bool TryEnter()
    {
        if (_running >= Limit || (_pausedUntil > TimeSpan.Zero && PauseLeft > TimeSpan.Zero))
        {
            return false;
        }

        _running++;
        return true;
    }

    /// <summary>Gives the place of one request back.</summary>
    public void Leave() => _running--;

    /// <summary>A request succeeded: as many successes as the limit raise it by one.</summary>
    public void OnSuccess()
    {
        if (Limit < Maximum && ++_successes >= Limit)
        {
            _successes = 0;
            Limit++;
        }
    }

    /// <summary>The server refused a request because of load.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>What to tell the user.</returns>
    public string OnRefused(GwsException refusal)
    {
        TimeSpan pause = refusal.RetryAfter ?? DefaultPause;
        pause = pause > LongestPause ? LongestPause : pause;
        TimeSpan until = _clock() + pause;
        _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        Limit = Math.Max(1, Limit / 2);
        _successes = 0;
        return string.Format(
            CultureInfo.InvariantCulture,
            "Server is throttling (HTTP {0}): concurrency reduced to {1}, retrying in {2:0.#} s.", refusal.HttpStatus, Limit,
                pause.TotalSeconds);
    }
}
