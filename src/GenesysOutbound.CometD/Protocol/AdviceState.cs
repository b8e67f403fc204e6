using System;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// What the server advised so far. Advice comes only when it changes, and often in part, so it is merged, never replaced; a new
/// session starts from the defaults. The reconnect wish is not remembered: it belongs to the message it came with.
/// </summary>
internal sealed class AdviceState
{
    /// <summary>
    /// Assumed until the server says how long it holds a poll; longer than any default known (30 s), so that no poll is cut.
    /// </summary>
    public const long DefaultTimeout = 60_000;

    /// <summary>Nothing a server says makes a wait longer than this: a day.</summary>
    private const long Longest = 24L * 60 * 60 * 1000;

    public long Interval { get; private set; }

    public long Timeout { get; private set; } = DefaultTimeout;

    /// <summary>Null while the server has not said it.</summary>
    public long? MaxInterval { get; private set; }

    /// <summary>The pause that this one message asks for, whatever was advised before.</summary>
    public static long PauseOf(Advice? advice) => Math.Max(0, Math.Min(advice?.Interval ?? 0, Longest));

    public void Reset()
    {
        Interval = 0;
        Timeout = DefaultTimeout;
        MaxInterval = null;
    }

    public void Merge(Advice? advice)
    {
        if (advice is null)
        {
            return;
        }

        if (advice.Interval is long interval)
        {
            Interval = Math.Max(-1, Math.Min(interval, Longest));
        }

        if (advice.Timeout is long timeout and >= 0)
        {
            Timeout = Math.Min(timeout, Longest);
        }

        if (advice.MaxInterval is long maxInterval and >= 0)
        {
            MaxInterval = Math.Min(maxInterval, Longest);
        }
    }
}
