using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// Completes an identity: what is given wins, what is missing comes from the stores. Throws MissingIdentity naming the missing
/// parameter.
/// </summary>
internal sealed class IdentityResolver(SessionStores stores, GwsEventLog events, string? defaultDevice, Stopwatch sinceConnected)
{
    // The server announces the agent's campaigns after login, without saying which announcement is the last. After this time a
    // name that was not announced is taken for a mistake, and the command fails at once.
    private static readonly TimeSpan AnnouncementTime = TimeSpan.FromSeconds(10);

    public async Task<ResolvedCampaign> CampaignAsync(
        GwsCampaignIdentity campaign, string operation, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (campaign is null)
        {
            throw new ArgumentNullException(nameof(campaign));
        }

        if (string.IsNullOrWhiteSpace(campaign.CampaignName))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": the campaign's name is empty.");
        }

        var known = stores.Campaigns.Find(campaign.CampaignName);
        if (known is null && campaign.ApplicationId is null)
        {
            known = await WaitForAnnouncementAsync(campaign.CampaignName, limit, cancellationToken).ConfigureAwait(false);
        }

        if (known is null && campaign.ApplicationId is null)
        {
            throw new GwsException(GwsErrorIds.CampaignUnknown, operation + ": the session knows no campaign named '"
                + campaign.CampaignName + "'; nothing was sent.")
            {
                Operation = operation,
            };
        }

        var applicationId = campaign.ApplicationId ?? known?.ApplicationId
            ?? throw Missing(operation, "campaign " + campaign.CampaignName, "ApplicationId");

        // The spelling of the server, where it is known: names on the wire are exact.
        return new ResolvedCampaign(known?.CampaignName
            ?? campaign.CampaignName, applicationId, Device(campaign.DevicePath ?? known?.DevicePath, operation));
    }

    public ResolvedRecord Record(GwsRecordIdentity record, string operation, bool needsCallingList, bool force)
    {
        if (record is null)
        {
            throw new ArgumentNullException(nameof(record));
        }

        if (string.IsNullOrWhiteSpace(record.RecordHandle))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": the record's handle is empty.");
        }

        var known = stores.Records.Find(record.RecordHandle);
        if (!force)
        {
            EnsureNotDone(known, operation);
        }

        var handle = known?.RecordHandle ?? record.RecordHandle;
        var campaignName = record.CampaignName ?? known?.CampaignName;
        var callingList = record.CallingList ?? known?.CallingList;
        if (campaignName is null || (needsCallingList && callingList is null))
        {
            throw NotComplete(operation, handle, known, campaignName is null ? "CampaignName" : "CallingList");
        }

        var campaign = stores.Campaigns.Find(campaignName);
        var applicationId = record.ApplicationId ?? known?.ApplicationId ?? campaign?.ApplicationId
            ?? throw NotComplete(operation, handle, known, "ApplicationId");
        return new ResolvedRecord(handle, campaignName, callingList, applicationId,
            Device(record.DevicePath ?? known?.DevicePath, operation));
    }

    /// <summary>Refuses a record that is done by now. One that the session does not know is not known to be done.</summary>
    /// <param name="handle">The record.</param>
    /// <param name="operation">What is to be sent.</param>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.RecordDone"/>.</exception>
    public void EnsureNotDone(string handle, string operation) => EnsureNotDone(stores.Records.Find(handle), operation);

    /// <summary>The device: what is given, else the session's own, else the first active one.</summary>
    public string Device(string? given, string operation)
    {
        var path = given ?? defaultDevice ?? stores.Devices.DefaultPath()
            ?? throw new GwsException(GwsErrorIds.DeviceUnknown, operation
                + ": the session knows no voice device; give DevicePath. Nothing was sent.") { Operation = operation };
        return path.StartsWith("/", StringComparison.Ordinal) ? path : "/devices/" + path;
    }

    private static void EnsureNotDone(GwsRecord? record, string operation)
    {
        if (record is { IsDone: true })
        {
            throw new GwsException(GwsErrorIds.RecordDone, operation + ": the record " + record.RecordHandle + " is done ("
                + record.State + "); nothing was sent.")
            {
                Operation = operation,
                RecordHandle = record.RecordHandle,
            };
        }
    }

    private async Task<GwsCampaign?> WaitForAnnouncementAsync(string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        var announced = Waiting.Left(AnnouncementTime, sinceConnected);
        limit = announced < limit ? announced : limit;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = events.LastSequence;
            if (stores.Campaigns.Find(name) is { } known)
            {
                return known;
            }

            if (!await events.WaitForMoreAsync(seen, Waiting.Left(limit, watch), cancellationToken).ConfigureAwait(false))
            {
                return stores.Campaigns.Find(name);
            }
        }
    }

    private static GwsException NotComplete(string operation, string handle, GwsRecord? known, string parameter) => known is null
        ? new GwsException(
            GwsErrorIds.RecordNotHeld,
            operation + ": the session does not hold a record with the handle " + handle
                + "; to ask the server all the same, give " + parameter + ". Nothing was sent.")
        {
            Operation = operation,
            RecordHandle = handle,
        }
        : Missing(operation, "record " + handle, parameter);

    private static GwsException Missing(string operation, string subject, string parameter) =>
        new(GwsErrorIds.MissingIdentity, operation + ": the " + parameter + " of " + subject
            + " is not known; give it. Nothing was sent.") { Operation = operation };
}
