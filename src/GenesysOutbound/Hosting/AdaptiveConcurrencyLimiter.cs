using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>
/// Lets a bulk run go as fast as the server wants. When the server refuses a request for load (429, or 503 with Retry-After) the run halves
/// what it has under way, waits as long as it is told, and sends that request again; each success lets it speed up a little.
/// </summary>
/// <remarks>
/// Only a request that the server said it did not take is sent again. A 503 without Retry-After may come from something in front of a server
/// that did take it, and a lost connection or a missing answer tells nothing: those are errors, never repeats.
/// </remarks>
internal sealed class AdaptiveConcurrencyLimiter
{
    /// <summary>How often one request is refused before that is its error.</summary>
    internal const int MaxAttempts = 6;

    private const int TooManyRequests = 429;
    private const int ServiceUnavailable = 503;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly int _most;
    private readonly Func<TimeSpan> _clock;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private TaskCompletionSource<bool> _changed = NewSignal();
    private TimeSpan _pausedUntil;
    private int _limit;
    private int _running;
    private int _successes;

    /// <summary>Makes a governor.</summary>
    /// <param name="most">How many requests may be under way at best.</param>
    /// <param name="clock">For tests.</param>
    /// <param name="delay">For tests.</param>
    public AdaptiveConcurrencyLimiter(int most, Func<TimeSpan>? clock = null, Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        var watch = Stopwatch.StartNew();
        _most = _limit = most;
        _clock = clock ?? (() => watch.Elapsed);
        _delay = delay ?? Task.Delay;
    }

    /// <summary>How many requests may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return _limit;
            }
        }
    }

    /// <summary>Runs a request when there is room for it. It may say itself when the server has accepted it: waiting for an answer takes no room.</summary>
    public async Task<T> RunAsync<T>(Func<Action, CancellationToken, Task<T>> request, Action<string> verbose, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await EnterAsync(cancellationToken).ConfigureAwait(false);
            int left = 0;
            void LeaveOnce()
            {
                if (Interlocked.Exchange(ref left, 1) == 0)
                {
                    Leave();
                }
            }

            try
            {
                T answer = await request(LeaveOnce, cancellationToken).ConfigureAwait(false);
                SpeedUp();
                return answer;
            }
            catch (GwsException e) when (attempt < MaxAttempts && IsRefusedForLoad(e))
            {
                verbose(SlowDown(e));
            }
            finally
            {
                LeaveOnce();
            }
        }
    }

    private static bool IsRefusedForLoad(GwsException failure) =>
        failure.HttpStatus == TooManyRequests || (failure.HttpStatus == ServiceUnavailable && failure.RetryAfter is not null);

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                TimeSpan pause = _pausedUntil - _clock();
                if (pause > TimeSpan.Zero)
                {
                    wait = _delay(pause, cancellationToken);
                }
                else if (_running < _limit)
                {
                    _running++;
                    return;
                }
                else
                {
                    wait = _changed.Task;
                }
            }

            // A run that waits for its turn here is let go by the others, all of which hear the token.
            await wait.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            Signal();
        }
    }

    private void SpeedUp()
    {
        lock (_gate)
        {
            if (_limit < _most && ++_successes >= _limit)
            {
                _successes = 0;
                _limit++;
                Signal();
            }
        }
    }

    private string SlowDown(GwsException refusal)
    {
        TimeSpan pause = refusal.RetryAfter ?? UsualPause;
        pause = pause > LongestPause ? LongestPause : pause;
        lock (_gate)
        {
            _limit = Math.Max(1, _limit / 2);
            _successes = 0;
            TimeSpan until = _clock() + pause;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
            return string.Format(
                CultureInfo.InvariantCulture,
                "The server asks for less (HTTP {0}): {1} at once from now on, going on in {2:0.#} s.", refusal.HttpStatus, _limit, pause.TotalSeconds);
        }
    }

    private void Signal()
    {
        TaskCompletionSource<bool> changed = _changed;
        _changed = NewSignal();
        _ = changed.TrySetResult(true);
    }
}
