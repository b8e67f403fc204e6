using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>"No records" without reference id: it names the campaign only, and refuses only what asks for a record.</summary>
public class NoRecordsTests
{
    [Fact]
    public async Task No_records_does_not_refuse_a_request_about_a_record()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        HoldBack(fixture, "RecordRejectAcknowledge");
        var rejecting = session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Publish(fixture);
        Assert.Equal("RecordRejectAcknowledge", (await rejecting).Answer);
    }

    [Fact]
    public async Task No_records_does_not_refuse_what_does_not_ask_for_one()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await session.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        HoldBack(fixture, "PreviewSessionEnded");
        var ending = session.Outbound.EndPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        Publish(fixture);
        Assert.Equal("PreviewSessionEnded", (await ending).Answer);
    }

    [Fact]
    public async Task No_records_refuses_the_one_request_for_a_record_whatever_else_waits()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        HoldBack(fixture, "RecordRejectAcknowledge");
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Operation = "PreviewRecord",
            Count = int.MaxValue });
        var rejecting = session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        var asking = session.Outbound.GetPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);

        // What has arrived waits for its answer.
        Assert.True(fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Count(request => request.Operation == "GetPreviewRecord") == 2,
            SimulatorFixture.Patience));
        Publish(fixture);
        await Errors.OfAsync(GwsErrorIds.NoRecordsAvailable, () => asking);
        Assert.Equal("RecordRejectAcknowledge", (await rejecting).Answer);
    }

    // The answer comes after the error that the test sends.
    private static void HoldBack(SimulatorFixture fixture, string answer) => fixture.Simulator.Faults.Add(
        new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayEvent, Operation = answer, Count = 2, Delay = TimeSpan.FromSeconds(3),
        });

    private static void Publish(SimulatorFixture fixture) => fixture.Simulator.Publish(
        "agent1",
        "/me/internal",
        "{\"messageType\":\"DeviceUserEventMessage\",\"userData\":{\"GSW_CAMPAIGN_NAME\":\"Campaign1\","
            + "\"GSW_USER_EVENT\":\"Error\",\"GSW_ERROR\":\"No Records Available\"}}",
        toUnsubscribed: true);
}
