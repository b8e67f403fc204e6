using System;
using System.Collections.Generic;

namespace GenesysOutbound.Desktop.Security;

/// <summary>
/// Limits the requests of one page in any second. A page that goes beyond it is in quarantine: nothing that it asks for is done
/// until the quarantine is over (the vendor's options <c>service-client-api.rate-limit</c> and
/// <c>rate-limit-quarantine-delay</c>). Thread-safe.
/// </summary>
internal sealed class RateLimiter(int limit, TimeSpan quarantine, Func<TimeSpan> clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Queue<TimeSpan> _recent = new();
    private TimeSpan? _quarantinedUntil;

    /// <summary>Counts a request.</summary>
    /// <param name="wait">How much of the quarantine is left, when the request is refused.</param>
    /// <returns>Whether the request may be carried out.</returns>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = clock();
            if (_quarantinedUntil is { } until)
            {
                if (now < until)
                {
                    wait = until - now;
                    return false;
                }

                _quarantinedUntil = null;
                _recent.Clear();
            }

            while (_recent.Count > 0 && now - _recent.Peek() >= Window)
            {
                _recent.Dequeue();
            }

            if (_recent.Count >= limit)
            {
                _quarantinedUntil = now + quarantine;
                wait = quarantine;
                return false;
            }

            _recent.Enqueue(now);
            wait = TimeSpan.Zero;
            return true;
        }
    }
}
