using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The 17 methods of the outbound namespace: parameters in the order of the Service Client API Reference, operations of the
/// client library, replies in the shapes of the reference. Results, Do Not Call, schedules and fields stay pending on the record
/// until the interaction is marked done.
/// </summary>
internal sealed class OutboundMethods(GwsSession session, InteractionRegistry interactions, MethodTable table)
{
    /// <summary>Puts the methods into the table.</summary>
    public void Register()
    {
        table.Read("outbound.getCampaigns", GetCampaigns);
        table.Change("outbound.getPreviewRecord", GetPreviewRecordAsync);
        table.Change("outbound.callPreviewRecord", CallPreviewRecordAsync);
        table.Change("outbound.rejectPreviewRecord", (given, options, stop) => EndAsync(given, record =>
            session.Outbound.RejectRecordAsync(record, options, stop)));
        table.Change("outbound.cancelPreviewRecord", (given, options, stop) => EndAsync(given, record =>
            session.Outbound.CancelRecordAsync(record, null, options, stop)));
        table.Change("outbound.startDirectPushPreview", (_, options, stop) => OfPreviewCampaignsAsync(isOpen: false, campaign =>
            session.Outbound.StartPreviewSessionAsync(campaign, options, stop)));
        table.Change("outbound.stopDirectPushPreview", (_, options, stop) => OfPreviewCampaignsAsync(isOpen: true, campaign =>
            session.Outbound.EndPreviewSessionAsync(campaign, options, stop)));
        table.Read("outbound.getListOfCallResults", _ => CallResults());
        table.Change("outbound.setCallResult", SetCallResult);
        table.Read("outbound.getCallResult", given => Record(given) is { CallResult: { } result } ? result.Number : null);
        table.Change("outbound.setDoNotCall", given =>
            session.Outbound.SetDoNotCall(Identity(given), GwsChainScope.AllChain, force: false));
        table.Change("outbound.removeDoNotCall", given => TakeBack(given, record => record.Pending.DoNotCall is not null,
            record => session.Outbound.RemoveDoNotCall(record)));
        table.Change("outbound.rescheduleRecord", Reschedule);
        table.Change("outbound.cancelReschedule", given => TakeBack(given, record => record.Pending.Schedule is not null,
            record => session.Outbound.RemoveSchedule(record)));
        table.Read("outbound.getChainedRecords", GetChainedRecordsAsync);
        table.Read("outbound.getRecordFields", given => FieldShape.Of(session.Outbound.GetFields(Identity(given))));
        table.Change("outbound.updateRecordFields", given =>
            session.Outbound.UpdateFields(Identity(given), Json.ToDictionary(given.Object(1, "recordData")), force: false));
    }

    /// <summary>The results that the desktop offers, by number.</summary>
    internal static JObject CallResults()
    {
        var json = new JObject();
        foreach (var result in GwsCallResult.Known.Where(known => known.IsOffered))
        {
            json[result.ServiceName] = result.Number;
        }

        return json;
    }

    private JToken GetCampaigns(RequestParameters given) => new JArray(session.Campaigns.Snapshot().Select(campaign => new JObject
    {
        ["name"] = campaign.CampaignName,
        ["description"] = campaign.Description,
        ["mode"] = campaign.DialingMode,
        ["status"] = campaign.State,
    }));

    private async Task<JToken?> GetPreviewRecordAsync(
        RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var campaign = new GwsCampaignIdentity(given.Text(0, "campaignName"));
        var result = await session.Outbound.RequestPreviewRecordAsync(campaign, options, stop).ConfigureAwait(false);
        var handle = result.RecordHandle ?? throw new ServiceClientException("The server delivered a record without a handle.");
        interactions.SetReference(handle, result.ReferenceId);
        return Shape(handle);
    }

    private async Task<JToken?> CallPreviewRecordAsync(
        RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var interaction = interactions.Get(given.Text(0, "interactionId"));
        var handle = OfChain(interaction, given.Text(1, "recordHandle"));
        await session.Outbound.DialRecordAsync(new GwsRecordIdentity(handle), null, options, stop).ConfigureAwait(false);
        return Shape(handle);
    }

    // The reference prints reject and cancel without an interaction id; the vendor's own library sends one. Without it only one
    // record can be meant.
    private async Task<JToken?> EndAsync(RequestParameters given, Func<GwsRecordIdentity, Task> operation)
    {
        var interaction = given.TextOrNull(0) is { } id ? interactions.Get(id) : OnlyOneInHand();
        await operation(new GwsRecordIdentity(HandleOf(interaction))).ConfigureAwait(false);
        return null;
    }

    private Interaction OnlyOneInHand()
    {
        var inHand = interactions.Open().Where(open => open.Handle is not null).ToList();
        return inHand.Count switch
        {
            1 => inHand[0],
            0 => throw new ServiceClientException("There is no record in hand."),
            _ => throw new ServiceClientException(
                $"There are {inHand.Count} records in hand (interactions " +
                    $"{string.Join(", ", inHand.Select(open => open.Id))}); give the interactionId."),
        };
    }

    private async Task<JToken?> OfPreviewCampaignsAsync(bool isOpen, Func<GwsCampaignIdentity, Task> operation)
    {
        var preview = session.Campaigns.Snapshot().Where(campaign => campaign.IsPreview).ToList();
        if (preview.Count == 0)
        {
            throw new ServiceClientException("The agent has no preview campaign.");
        }

        var meant = preview.Where(campaign => campaign.PreviewSession == isOpen);
        await Task.WhenAll(meant.Select(campaign => operation(new GwsCampaignIdentity(campaign.CampaignName))))
            .ConfigureAwait(false);
        return null;
    }

    private void SetCallResult(RequestParameters given)
    {
        var record = Identity(given);
        session.Outbound.SetCallResult(record, GwsCallResult.FromInt32(given.Number(1, "callResult")), force: false);
    }

    private void Reschedule(RequestParameters given)
    {
        var interaction = interactions.Get(given.Text(0, "interactionId"));
        var handle = OfChain(interaction, given.Text(1, "recordHandle"));
        var date = given.Text(2, "rescheduleDate");
        var type = given.Text(3, "callbackType").ToUpperInvariant() switch
        {
            "CAMPAIGN" => GwsCallbackType.Campaign,
            "PERSONAL" => GwsCallbackType.Personal,
            var other => throw new ServiceClientException($"The callbackType must be CAMPAIGN or PERSONAL; it is '{other}'."),
        };
        session.Outbound.SetSchedule(new GwsRecordIdentity(handle), date, type, force: false);
    }

    // It may be on any record of the chain: rescheduleRecord names one, and setDoNotCall means the one that was dialled last.
    private void TakeBack(RequestParameters given, Func<GwsRecord, bool> isSet, Action<GwsRecordIdentity> takeBack)
    {
        var interaction = interactions.Get(given.Text(0, "interactionId"));
        var own = HandleOf(interaction);
        var handles = interactions.Chain(interaction).Where(isSet).Select(record => record.RecordHandle).ToList();
        foreach (var handle in handles.Count > 0 ? handles : [own])
        {
            takeBack(new GwsRecordIdentity(handle));
        }
    }

    private async Task<JToken?> GetChainedRecordsAsync(
        RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var interaction = interactions.Get(given.Text(0, "interactionId"));
        var record = new GwsRecordIdentity(HandleOf(interaction));
        var result = await session.Outbound.RequestChainedRecordsAsync(record, options, stop)
            .ConfigureAwait(false);
        return ChainShape.Of(result.Records, interaction, result.ReferenceId);
    }

    private JObject? Shape(string handle) =>
        interactions.Find(handle) is { } interaction ? InteractionShape.Of(session, interaction) : null;

    private GwsRecordIdentity Identity(RequestParameters given) =>
        new GwsRecordIdentity(HandleOf(interactions.Get(given.Text(0, "interactionId"))));

    private GwsRecord? Record(RequestParameters given) => session.Records.Find(Identity(given).RecordHandle);

    private string OfChain(Interaction interaction, string handle) =>
        HandleOf(interaction) == handle || interactions.Chain(interaction).Any(record => record.RecordHandle == handle)
            ? handle
            : throw new ServiceClientException(
                $"The record {handle} is not known as one of the chain of interaction '{interaction.Id}'. Ask " +
                    $"outbound.getChainedRecords for its records.");

    private static string HandleOf(Interaction interaction) =>
        interaction.Handle ?? throw new ServiceClientException($"The interaction '{interaction.Id}' has no outbound record.");
}
