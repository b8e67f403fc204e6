using System;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>The requests of the documents' samples leave as printed, member by member.</summary>
public class DocumentedRequestsTests
{
    private static readonly GwsOperationOptions Sample = new() { ReferenceId = "123456789", NoWait = true };

    [Fact]
    public async Task RejectRecord_leaves_as_documented()
    {
        await using var server = new SimulatorFixture();
        var session = await server.ConnectAsync();
        var record = new GwsRecordIdentity("9")
        {
            CampaignName = "Campaign1",
            CallingList = "CallingList1",
            ApplicationId = 134,
            DevicePath = "/devices/2b00393c-9ad3-418f-8b3d-a06cbe8af395",
        };
        var ticket = await session.Outbound.RejectRecordAsync(record, Sample, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Pending, ticket.Outcome);
        Assert.Equal("123456789", ticket.ReferenceId);
        AssertIs("reject-record.request.json", server, "RejectRecord");
    }

    [Fact]
    public async Task GetChainedRecord_leaves_as_documented()
    {
        await using var server = new SimulatorFixture();
        var session = await server.ConnectAsync("agent2");
        var record = new GwsRecordIdentity("7")
        {
            CampaignName = "Campaign1",
            CallingList = "CallingList1",
            ApplicationId = 134,
            DevicePath = "/devices/c259da54-7c22-4a43-9440-77a92facc86b",
        };
        await session.Outbound.RequestChainedRecordsAsync(record, Sample, SimulatorFixture.Stop);
        AssertIs("get-chained-record.request.json", server, "GetChainedRecord");
    }

    [Fact]
    public async Task Voice_Reject_leaves_as_documented()
    {
        await using var server = new SimulatorFixture();
        var session = await server.ConnectAsync();
        await Assert.ThrowsAsync<GwsException>(() => session.Voice.RejectAsync(
            "013V08JRL498H10I04000VTAES00000I", new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        AssertIs("voice-reject.request.json", server, "Reject");
    }

    [Fact]
    public async Task Email_Reject_leaves_as_documented()
    {
        await using var server = new SimulatorFixture();
        var session = await server.ConnectAsync();
        await Assert.ThrowsAsync<GwsException>(() =>
            session.Email.RejectAsync("0071023821aec011", new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        AssertIs("email-reject.request.json", server, "Reject");
    }

    [Fact]
    public async Task A_name_with_blanks_and_signs_is_escaped_in_the_path()
    {
        await using var server = new SimulatorFixture();
        var session = await server.ConnectAsync();
        var campaign = new GwsCampaignIdentity("Größe 50% @a/b?c") { ApplicationId = 134 };
        await session.Outbound.StartPreviewSessionAsync(campaign, new GwsOperationOptions { NoWait = true },
            SimulatorFixture.Stop);
        Assert.Equal("/api/v2/me/outbound-campaigns/Gr%C3%B6%C3%9Fe%2050%25%20%40a%2Fb%3Fc",
            server.Last("StartPreviewSession").Path);
    }

    private static void AssertIs(string fixture, SimulatorFixture server, string operation)
    {
        var expected = Fixture.Json(fixture);
        var sent = server.Last(operation);
        Assert.Equal(1, server.CountOf(operation));
        Assert.Equal((string)expected["method"]!, sent.Method);
        Assert.Equal((string)expected["path"]!, sent.Path);
        Assert.Equal(string.Empty, sent.Query);

        // DeepEquals tells 9 from "9"; the order of members does not matter to JSON.
        var body = JObject.Parse(sent.Body);
        Assert.True(JToken.DeepEquals(expected["body"], body), "sent: " + body + Environment.NewLine + "documented: "
            + expected["body"]);
        Assert.Equal(1, Occurrences(sent.Body, "\"operationName\""));
        Assert.True(Occurrences(sent.Body, "\"referenceId\"") <= 1);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
