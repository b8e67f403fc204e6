using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>
/// The one thing that a test changes: a record is taken and given back, each command is sent once, and no user is logged out.
/// </summary>
public class RecordWalkTests
{
    private static readonly string[] Walk = ["GetPreviewRecord", "GetChainedRecord", "RejectRecord"];

    [Fact]
    public async Task A_record_goes_through_request_chain_and_reject_and_back_to_its_pool()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        Assert.Equal(Walk, fixture.Simulator.Requests.Select(request => request.Operation).Where(Walk.Contains));
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
        Assert.Equal(1, fixture.CountOf("StartContactCenterSession"));
        Assert.Equal(1, fixture.CountOf("EndContactCenterSession"));
    }

    [Fact]
    public async Task Reading_changes_nothing_and_logs_nobody_in_or_out()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(), SimulatorFixture.Stop);
        Assert.DoesNotContain(fixture.Simulator.Requests, request => request.Method != "GET"
            && !request.Path.EndsWith("/notifications", StringComparison.Ordinal));
        Assert.Contains(fixture.Simulator.Requests, request => request.Operation == "/meta/disconnect");
    }

    [Fact]
    public async Task An_agent_who_is_logged_in_elsewhere_stays_logged_in()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var desktop = await fixture.ConnectAsync();
        var test = ServerTestFixture.Test(ServerTestFixture.Campaign) with { ApplicationId = 134 };
        var result = await GwsServerTest.RunAsync(fixture.Options(), test, SimulatorFixture.Stop);
        Assert.Equal(1, fixture.CountOf("StartContactCenterSession"));
        Assert.Equal(0, fixture.CountOf("EndContactCenterSession"));
        Assert.True(await desktop.ProbeAsync(SimulatorFixture.Stop) > TimeSpan.Zero);
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
        Assert.Contains(result.Remarks, remark => remark.Contains("logged in"));
    }

    [Fact]
    public async Task An_open_session_stays_as_it_was()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var session = await fixture.ConnectAsync();
        await GwsServerTest.RunAsync(session, ServerTestFixture.Test(ServerTestFixture.Campaign), SimulatorFixture.Stop);
        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.Equal(0, fixture.CountOf("EndContactCenterSession"));
        Assert.Null(session.Http.Observer);
    }

    [Theory]
    [InlineData("GetChainedRecord", SimulatorFaultKind.StatusAfter)]
    [InlineData("GetChainedRecord", SimulatorFaultKind.Garbage)]
    [InlineData("GetChainedRecord", SimulatorFaultKind.DropBefore)]
    public async Task A_record_is_given_back_when_the_chain_fails(string operation, SimulatorFaultKind kind)
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = operation, StatusCode = 500 });
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.LoseEvent, Path = "*", Operation = "ChainedRecordsDataEnd",
        });
        var options = fixture.Options(timeout: TimeSpan.FromSeconds(1));
        var result = await GwsServerTest.RunAsync(options, ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        Assert.Equal(Walk, fixture.Simulator.Requests.Select(request => request.Operation).Where(Walk.Contains));
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
        Assert.Contains(result.Remarks, remark =>
            remark.StartsWith("GetChainedRecord was not acknowledged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_cannot_be_given_back_is_told_and_not_rejected_again()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DropBefore, Operation = "RejectRecord" });
        string? told = null;
        var test = ServerTestFixture.Test(ServerTestFixture.Campaign) with { Remarked = remark => told = remark };
        var options = fixture.Options(timeout: TimeSpan.FromSeconds(1));
        var result = await GwsServerTest.RunAsync(options, test, SimulatorFixture.Stop);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Matches("^Record [0-9]+ of campaign Campaign1 was taken and its rejection was not acknowledged", told);
        Assert.Equal(told, result.Remarks[result.Remarks.Count - 1]);
        Assert.Equal(GwsFactVerdict.Differs, result.Facts.Single(fact => fact.Id == "outbound.reject.message").Verdict);
    }

    [Fact]
    public async Task A_record_that_comes_late_is_given_back_as_well()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayEvent, Operation = "PreviewRecord", Path = "*", Delay = TimeSpan.FromSeconds(1),
        });
        var options = fixture.Options(timeout: TimeSpan.FromMilliseconds(300));
        var result = await GwsServerTest.RunAsync(options, ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        Assert.Equal(1, fixture.CountOf("GetPreviewRecord"));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
        Assert.Contains(result.Remarks, remark => remark.Contains(GwsErrorIds.AcknowledgementTimeout));
    }

    [Fact]
    public async Task A_record_that_may_be_on_its_way_is_told()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Garbage, Operation = "GetPreviewRecord" });
        var options = fixture.Options(timeout: TimeSpan.FromMilliseconds(300));
        var result = await GwsServerTest.RunAsync(options, ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        Assert.Equal(1, fixture.CountOf("GetPreviewRecord"));
        Assert.Equal(0, fixture.CountOf("RejectRecord"));
        Assert.Contains(result.Remarks, remark =>
            remark.StartsWith("A record of the campaign may be held", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GetPreviewRecord")]
    [InlineData("GetChainedRecord")]
    public async Task A_test_that_is_stopped_gives_its_record_back(string stoppedAt)
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayEvent,
            Operation = stoppedAt == "GetPreviewRecord" ? "PreviewRecord" : "ChainedRecordsDataEnd",
            Path = "/v2/me/outbound",
            Delay = TimeSpan.FromMilliseconds(500),
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SimulatorFixture.Stop);
        var running = GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(ServerTestFixture.Campaign), stop.Token);
        Assert.True(fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Any(request => request.Operation == stoppedAt && request.Processed),
            SimulatorFixture.Patience));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, fixture.CountOf("GetPreviewRecord"));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
        Assert.Contains(fixture.Simulator.Requests, request => request.Operation == "/meta/disconnect");
    }

    [Fact]
    public async Task A_refusal_and_a_campaign_that_does_not_exist_are_remarks()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var test = ServerTestFixture.Test("No such campaign") with { ApplicationId = 134 };
        var result = await GwsServerTest.RunAsync(fixture.Options(), test, SimulatorFixture.Stop);
        Assert.Contains(result.Remarks, remark => remark.Contains(GwsErrorIds.OutboundServerError));
        Assert.Empty(ServerTestFixture.Ids([result], GwsFactVerdict.Differs));
        Assert.Equal(0, fixture.CountOf("RejectRecord"));
    }
}
