using System;

namespace GenesysOutbound.Client;

/// <summary>What an event left behind that its text does not say: the items after it, and its error without secrets.</summary>
internal readonly record struct EventState(
    GwsRecord? Record, GwsCall? Call = null, GwsEmail? Email = null, GwsCampaign? Campaign = null, string? Error = null)
{
    /// <summary>A snapshot of a record, call, e-mail or campaign without its data.</summary>
    private const int Snapshot = 300;

    /// <summary>A pair of user data with its name and value.</summary>
    private const int Pair = 64;

    /// <summary>A tree of values takes about so many times the length of the text that it was read from.</summary>
    private const int TreeOfText = 4;

    /// <summary>One object for the log to keep: most events are about a record only, or about nothing.</summary>
    public object? Pack() =>
        Call is null && Email is null && Campaign is null && Error is null ? Record : (object)this;

    public static EventState Unpack(object? packed) =>
        packed is EventState state ? state : new EventState(packed as GwsRecord);

    /// <summary>
    /// About how many bytes stay because the log keeps this. User data that several snapshots of a record share counts once.
    /// </summary>
    /// <param name="textLength">The length of the event's text.</param>
    public int Weigh(int textLength)
    {
        var weight = Error is null ? 0 : 2 * Error.Length;
        if (Record is not null)
        {
            weight += Snapshot + (Record.UserData.TryMarkWeighed() ? Pair * Record.UserData.Count : 0);
        }

        var others = (Call is null ? 0 : 1) + (Email is null ? 0 : 1) + (Campaign is null ? 0 : 1);
        return weight + (others * (Snapshot + Math.Min(TreeOfText * textLength, 64 * 1024 * 1024)));
    }
}
