using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>Sends a request that only reads a second and third time when the failure looks like one that passes.</summary>
internal static class SafeRetry
{
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public static async Task<GwsResponse> SendAsync(
        TimeSpan budget, Func<Task<GwsResponse>> send, Action<string> trace, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            GwsResponse? response = null;
            var last = attempt == Attempts;
            try
            {
                response = await send().ConfigureAwait(false);
                if (last || !Passes(response))
                {
                    return response;
                }
            }
            catch (GwsException error) when (!last && error.InnerException is ConnectionCause { IsBeforeSending: false }
                && error.ErrorId == GwsErrorIds.ConnectionFailed)
            {
                // A connection that broke in the middle; one that cannot be made at all fails at once.
                trace("The connection broke; the request only reads and is sent again.");
            }

            var wait = RetryAfter(response) ?? pause;
            if (watch.Elapsed + wait >= budget)
            {
                return response ?? await send().ConfigureAwait(false);
            }

            await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            pause += pause;
        }
    }

    /// <summary>How long the server asks to wait, or null.</summary>
    public static TimeSpan? RetryAfter(GwsResponse? response)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (TryDate(text, out var at))
        {
            // By the server's own clock, where it tells it: the two machines' clocks need not agree.
            var now = response.Headers.TryGetValue("Date", out var date) && TryDate(date, out var there)
                ? there : DateTimeOffset.UtcNow;
            var wait = at - now;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }

        return null;
    }

    private static bool TryDate(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out at);

    private static bool Passes(GwsResponse response) =>
        response.HttpStatus is 408 or 429 or 502 or 503 or 504 && response.StatusCode is null or 0;
}
