namespace GenesysOutbound.Client;

/// <summary>What a session knows: its records, calls, e-mails, campaigns and devices, kept current from notifications.</summary>
internal sealed record SessionStores(
    GwsRecordStore Records, GwsCallStore Calls, GwsEmailStore Emails, GwsCampaignStore Campaigns, DeviceStore Devices)
{
    /// <summary>
    /// Held while a call is changed and its record after it. Events, the calls that are read over REST, and operations change
    /// calls on threads of their own: without it the record could be left with the older state of its call, and no event would
    /// come any more to correct it.
    /// </summary>
    public object CallsWithRecords { get; } = new();

    /// <summary>Notes which record a call is for, in both stores, when the call's messages do not say.</summary>
    /// <param name="call">The call as an event told of it; it may have changed since.</param>
    /// <param name="record">The record.</param>
    /// <returns>The call as it is now.</returns>
    public GwsCall Link(GwsCall call, ResolvedRecord record)
    {
        lock (CallsWithRecords)
        {
            var linked = Calls.Link(call.CallId, record) ?? call;
            Records.ApplyCall(linked, new RecordUpdate { Handle = record.Handle }, linked.UpdatedAt);
            return linked;
        }
    }
}
