using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>The operations of the matrix that are one request, each with something of its own to work on.</summary>
internal static class Operations
{
    private const string Probe = "/api/v2/me/devices";

    private static readonly GwsCampaignIdentity Campaign = new(SimulatorFixture.Campaign);
    private static readonly GwsCampaignIdentity OtherCampaign = new("Outbound Campaign Custom");

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("GET", OperationKind.Read, null, (stage, _) => ReadAsync(stage.Session)) { Path = _ => Probe },

        ByReference("StartPreviewSession", (stage, how) =>
            stage.Outbound.StartPreviewSessionAsync(Campaign, how, SimulatorFixture.Stop)),
        ByReference("EndPreviewSession", (stage, how) =>
            stage.Outbound.EndPreviewSessionAsync(OtherCampaign, how, SimulatorFixture.Stop)) with
        {
            Prepare = stage => stage.Outbound.StartPreviewSessionAsync(OtherCampaign, null, SimulatorFixture.Stop),
        },
        ByReference("GetPreviewRecord", (stage, how) =>
            stage.Outbound.GetPreviewRecordAsync(Campaign, how, SimulatorFixture.Stop)),
        OfRecord("GetChainedRecord", (stage, record, how) =>
            stage.Outbound.GetChainedRecordsAsync(record, how, SimulatorFixture.Stop)),
        OfRecord("RejectRecord", (stage, record, how) => stage.Outbound.RejectRecordAsync(record, how, SimulatorFixture.Stop)),
        OfRecord("CancelRecord", (stage, record, how) =>
            stage.Outbound.CancelRecordAsync(record, null, how, SimulatorFixture.Stop)),
        OfRecord("UpdateRecord", (stage, record, how) =>
            stage.Outbound.SendFieldsAsync(record, new Dictionary<string, object> { ["GSW_PHONE"] = "5551234" }, how,
                SimulatorFixture.Stop)),
        OfRecord("RescheduleRecord", (stage, record, how) =>
            stage.Outbound.SendScheduleAsync(record, new GwsSchedule(DateTimeOffset.Now.AddDays(3), GwsCallbackType.Campaign),
                how, SimulatorFixture.Stop)),
        OfRecord("DoNotCallRecord", (stage, record, how) =>
            stage.Outbound.SendDoNotCallAsync(record, GwsChainScope.RecordOnly, null, how, SimulatorFixture.Stop)),
        OfRecord("CompleteRecord", (stage, record, how) =>
            stage.Outbound.CompleteRecordAsync(record, GwsCallResult.Parse("Busy"), null, how, SimulatorFixture.Stop)),
        ByReference("AddRecord", (stage, how) => stage.Outbound.AddRecordAsync(
            new GwsNewRecord { CampaignName = SimulatorFixture.Campaign, CallingList = "CallingList1", PhoneNumber = "5559876",
                TimeZone = "GMT" }, how, SimulatorFixture.Stop)),

        OfRecord("Dial", (stage, record, how) => stage.Outbound.DialRecordAsync(record, null, how, SimulatorFixture.Stop))
            with { Kind = OperationKind.ByEvent },
        OfCall("Answer call", "Answer", answered: false, (stage, id, how) =>
            stage.Session.Voice.AnswerAsync(id, how, SimulatorFixture.Stop)),
        OfCall("Reject call", "Reject", answered: false, (stage, id, how) =>
            stage.Session.Voice.RejectAsync(id, how, SimulatorFixture.Stop)),
        OfCall("Hang up", "Hangup", answered: true, (stage, id, how) =>
            stage.Session.Voice.HangupAsync(id, how, SimulatorFixture.Stop)),
        OfEmail("Accept e-mail", "Accept", (stage, id, how) => stage.Session.Email.AcceptAsync(id, how, SimulatorFixture.Stop)),
        OfEmail("Reject e-mail", "Reject", (stage, id, how) => stage.Session.Email.RejectAsync(id, how, SimulatorFixture.Stop)),
        new("Set agent state", OperationKind.ByEvent, "AuxWork", (stage, how) =>
            stage.Session.Agent.SetStateAsync(GwsAgentState.AuxWork, how, SimulatorFixture.Stop)),
    ];

    public static IEnumerable<string> Names(OperationKind kind) =>
        All.Where(operation => operation.Kind == kind).Select(operation => operation.Name);

    private static Operation ByReference(string name, Func<Stage, GwsOperationOptions, Task> run) =>
        new(name, OperationKind.ByReference, name, run);

    private static Operation OfRecord(string name, Func<Stage, GwsRecordIdentity, GwsOperationOptions, Task> run) =>
        ByReference(name, (stage, how) => run(stage, stage.Record(name), how))
            with { Prepare = stage => stage.TakeRecordAsync(name) };

    private static Operation OfCall(string name, string wireName, bool answered,
        Func<Stage, string, GwsOperationOptions, Task> run) =>
        new(name, OperationKind.ByEvent, wireName, (stage, how) => run(stage, stage.Interaction(name), how))
        {
            Prepare = stage => stage.RingAsync(name, answered),
            Path = stage => "/api/v2/me/calls/" + stage.Interaction(name),
        };

    private static Operation OfEmail(string name, string wireName, Func<Stage, string, GwsOperationOptions, Task> run) =>
        new(name, OperationKind.ByEvent, wireName, (stage, how) => run(stage, stage.Interaction(name), how))
        {
            Prepare = stage => stage.OfferEmailAsync(name),
            Path = stage => "/api/v2/me/emails/" + stage.Interaction(name),
        };

    // The raw way out returns what came; the cell wants to know what a command would have made of it.
    private static async Task ReadAsync(GwsSession session)
    {
        var response = await session.SendAsync(HttpMethod.Get, Probe, null, SimulatorFixture.Stop);
        var id = response.HttpStatus switch
        {
            _ when response.StatusCode is > 0 and { } code && response.HttpStatus != 401 => GwsErrors.IdOfStatusCode(code),
            401 => GwsErrorIds.AuthenticationFailed,
            403 => GwsErrorIds.CsrfRefused,
            429 => GwsErrorIds.TooManyRequests,
            < 200 or >= 300 => GwsErrorIds.HttpError,
            _ => response.Data is null ? GwsErrorIds.NotJson : null,
        };
        if (id is not null)
        {
            throw new GwsException(id, "HTTP " + response.HttpStatus);
        }
    }
}
