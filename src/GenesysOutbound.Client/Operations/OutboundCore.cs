using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client.Operations;

/// <summary>What every outbound operation needs: the session, complete identities, the wire, and one way to send and wait.</summary>
internal sealed class OutboundCore(GwsSession session)
{
    public GwsSession Session { get; } = session;

    public IdentityResolver Identity { get; } = new(session);

    public IOutboundWire Wire { get; } = new OutboundRequests();

    /// <summary>The same options, but the answer is waited for.</summary>
    public static GwsOperationOptions Waiting(GwsOperationOptions? options) =>
        (options ?? GwsOperationOptions.Default) with { NoWait = false };

    /// <summary>Refuses before anything is sent: closed session, missing feature, empty reference id.</summary>
    public GwsOperationOptions Begin(string operation, GwsOperationOptions? options)
    {
        Session.EnsureFeature(V2Constants.FeatureOutbound, operation);
        if (options?.ReferenceId is { } given && string.IsNullOrWhiteSpace(given))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": the reference id is empty; leave it out to have one made.");
        }

        return options ?? GwsOperationOptions.Default;
    }

    /// <summary>Sends a request about a campaign and waits for one kind of event.</summary>
    public async Task<GwsOperationResult> RunAsync(
        ResolvedCampaign target, Func<string, WireRequest> request, NotificationKind acknowledgement, GwsOperationOptions options, CancellationToken cancellationToken)
    {
        var referenceId = options.ReferenceId ?? Session.Runner.NextReference();
        var pending = new PendingOperation(referenceId, (_, facts) => Classify(facts.Kind, acknowledgement)) { CampaignName = target.CampaignName };
        var wire = request(referenceId);
        var done = await Session.Runner.RunAsync(pending, wire, options, cancellationToken).ConfigureAwait(false);
        return new GwsOperationResult
        {
            Operation = wire.Operation,
            ReferenceId = referenceId,
            CampaignName = target.CampaignName,
            ApplicationId = target.ApplicationId,
            DevicePath = target.DevicePath,
            RecordHandle = done.Event?.Record?.RecordHandle,
            CallingList = done.Event?.Record?.CallingList,
            Outcome = done.Event is null ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
            Answer = done.Event?.NotificationType,
            Event = done.Event,
            Record = done.Event?.Record,
            Campaign = done.Event?.Campaign ?? Session.Campaigns.Find(target.CampaignName),
            SentAt = done.SentAt,
            Elapsed = done.Elapsed,
        };
    }

    /// <summary>Sends a request about a record and waits for one kind of event; other kinds may bring parts of the answer.</summary>
    public async Task<(GwsOperationResult Result, OperationRunner.Completed Run)> RunAsync(
        ResolvedRecord target,
        Func<string, WireRequest> request,
        NotificationKind acknowledgement,
        NotificationKind? part,
        GwsOperationOptions options,
        CancellationToken cancellationToken)
    {
        var referenceId = options.ReferenceId ?? Session.Runner.NextReference();
        var wire = request(referenceId);
        EnsureAnswered(target, wire.Operation, options.Force);
        var pending = new PendingOperation(referenceId, (_, facts) => facts.Kind == part ? MatchResult.Part : Classify(facts.Kind, acknowledgement))
        {
            RecordHandle = target.Handle,
            CampaignName = target.CampaignName,
        };

        var done = await Session.Runner.RunAsync(pending, wire, options, cancellationToken).ConfigureAwait(false);
        var result = new GwsOperationResult
        {
            Operation = wire.Operation,
            ReferenceId = referenceId,
            RecordHandle = target.Handle,
            CampaignName = target.CampaignName,
            CallingList = target.CallingList,
            ApplicationId = target.ApplicationId,
            DevicePath = target.DevicePath,
            Outcome = done.Event is null ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
            Answer = done.Event?.NotificationType,
            Event = done.Event,
            Record = done.Event?.Record ?? Session.Records.Find(target.Handle),
            SentAt = done.SentAt,
            Elapsed = done.Elapsed,
        };
        return (result, done);
    }

    // A journal remembers what a plain session forgets: the same request once more would be the second of its kind.
    private void EnsureAnswered(ResolvedRecord target, string operation, bool force)
    {
        if (force || Session.Journal is not { } journal)
        {
            return;
        }

        foreach (var request in journal.UnansweredOf(target.Handle))
        {
            if (request.Operation == operation)
            {
                throw new GwsException(
                    GwsErrorIds.RequestUnanswered,
                    operation + " of record " + target.Handle + " was sent at " + request.SentAt.ToString("u", System.Globalization.CultureInfo.InvariantCulture)
                        + " and has no answer; it may have been carried out. Nothing was sent.")
                {
                    Operation = operation,
                    RecordHandle = target.Handle,
                    ReferenceId = request.ReferenceId,
                };
            }
        }
    }

    private static MatchResult Classify(NotificationKind kind, NotificationKind acknowledgement) =>
        kind == acknowledgement ? MatchResult.Acknowledged
        : kind is NotificationKind.OutboundError or NotificationKind.NoRecords ? MatchResult.Refused
        : MatchResult.None;
}
