using System;

namespace GenesysOutbound.Client;

/// <summary>
/// A filter made ready to look through many entries of a log without making events of them: everything is compared but the
/// condition, and ids by their hashes. Runs under the log's lock.
/// </summary>
internal sealed class EntryFilter(GwsEventFilter filter)
{
    private readonly int _referenceId = LogEntry.Hash(filter.ReferenceId);
    private readonly int _recordHandle = LogEntry.Hash(filter.RecordHandle);
    private readonly int _callId = LogEntry.Hash(filter.CallId);
    private readonly int _emailId = LogEntry.Hash(filter.EmailId);
    private readonly string[] _notificationTypes = [.. filter.NotificationTypes];
    private readonly string[] _messageTypes = [.. filter.MessageTypes];
    private readonly string[] _channels = [.. filter.Channels];

    /// <summary>Only entries after this sequence number can fit.</summary>
    public long After => filter.After;

    public bool MayMatch(in LogEntry entry) =>
        (filter.IncludeGaps || entry.Event is not { IsGap: true })
        && Fits(_referenceId, entry.ReferenceId)
        && FitsOne(_notificationTypes, entry.NotificationType)
        && FitsOne(_messageTypes, entry.MessageType)
        && FitsOne(_channels, entry.Channel)
        && Fits(_recordHandle, entry.RecordHandle)
        && (filter.CampaignName is null
            || string.Equals(filter.CampaignName, entry.CampaignName, StringComparison.OrdinalIgnoreCase))
        && Fits(_callId, entry.CallId)
        && Fits(_emailId, entry.EmailId);

    private static bool Fits(int wanted, int hash) => wanted == 0 || wanted == hash;

    private static bool FitsOne(string[] wanted, string? value)
    {
        foreach (var name in wanted)
        {
            if (string.Equals(name, value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return wanted.Length == 0;
    }
}
