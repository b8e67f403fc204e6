using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>What a session left behind is there in the next one, and is finished or discarded there: once.</summary>
public sealed class JournalSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("pending.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_pending_is_seen_and_finished_by_the_next_session()
    {
        await using var fixture = new SimulatorFixture();
        var handle = await LeavePendingAsync(fixture, "Busy");

        var second = await fixture.ConnectAsync(Options(fixture));
        var record = second.Records.Find(handle)!;
        Assert.True(record.IsRestored);
        Assert.Equal(GwsCallResult.Parse("Busy"), record.Pending.CallResult);
        Assert.Empty(record.Unanswered);

        await second.Outbound.CompleteRecordAsync(new GwsRecordIdentity(handle), null, null, null, SimulatorFixture.Stop);
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "CompleteRecord" && request.Processed));
        Assert.Equal(GwsCallResult.Parse("Busy").Number,
            fixture.Simulator.Records.Single(item => item.RecordHandle.ToString() == handle).CallResult);
        second.Dispose();

        var third = await fixture.ConnectAsync(Options(fixture));
        Assert.Null(third.Records.Find(handle));
    }

    [Fact]
    public async Task What_is_pending_can_be_discarded_and_does_not_come_back()
    {
        await using var fixture = new SimulatorFixture();
        var handle = await LeavePendingAsync(fixture, "Busy");
        var second = await fixture.ConnectAsync(Options(fixture));
        Assert.True(second.Outbound.DiscardChanges(new GwsRecordIdentity(handle)).Pending.IsEmpty);
        second.Dispose();

        var third = await fixture.ConnectAsync(Options(fixture));
        Assert.Null(third.Records.Find(handle));
        Assert.DoesNotContain(fixture.Simulator.Requests, request => request.Operation == "CompleteRecord");
    }

    [Fact]
    public async Task A_request_without_an_answer_is_known_and_not_sent_again_by_itself()
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync(Options(fixture));
        var handle = await TakeRecordAsync(first);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound",
            Count = int.MaxValue });
        var brief = new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(200), Force = true };
        var error = await Assert.ThrowsAsync<GwsException>(
            () => first.Outbound.CompleteRecordAsync(new GwsRecordIdentity(handle), GwsCallResult.Parse("Busy"), null, brief,
                SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, error.ErrorId);
        first.Dispose();
        fixture.Simulator.Faults.Clear();

        var second = await fixture.ConnectAsync(Options(fixture));
        var open = Assert.Single(second.Records.Find(handle)!.Unanswered);
        Assert.Equal("CompleteRecord", open.Operation);
        Assert.Equal(error.ReferenceId, open.ReferenceId);
        Assert.Single(second.UnansweredRequests);

        var again = await Assert.ThrowsAsync<GwsException>(() =>
            second.Outbound.CompleteRecordAsync(new GwsRecordIdentity(handle), null, null, null, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.RequestUnanswered, again.ErrorId);
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "CompleteRecord"));

        second.Outbound.DiscardChanges(new GwsRecordIdentity(handle));
        Assert.Empty(second.UnansweredRequests);
    }

    [Fact]
    public async Task A_late_answer_settles_a_request()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync(Options(fixture));
        var handle = await TakeRecordAsync(session);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Path = "/v2/me/outbound",
            Delay = TimeSpan.FromSeconds(1) });
        var brief = new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(50) };
        await Assert.ThrowsAsync<GwsException>(() =>
            session.Outbound.RejectRecordAsync(new GwsRecordIdentity(handle), brief, SimulatorFixture.Stop));
        Assert.Single(session.UnansweredRequests);

        await SimulatorFixture.WaitForAsync(session, () => session.UnansweredRequests.Count == 0);
        Assert.Equal(GwsRecordState.Rejected, session.Records.Find(handle)!.State);
    }

    [Fact]
    public async Task What_was_answered_or_refused_leaves_nothing_behind()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync(Options(fixture));
        await session.Outbound.RejectRecordAsync(new GwsRecordIdentity(await TakeRecordAsync(session)), null,
            SimulatorFixture.Stop);
        await session.Outbound.CompleteRecordAsync(
            new GwsRecordIdentity(await TakeRecordAsync(session)), GwsCallResult.Parse("Busy"), null,
                new GwsOperationOptions { Force = true }, SimulatorFixture.Stop);
        var refused = await TakeRecordAsync(session);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, Operation = "RejectRecord",
            StatusCode = 404 });
        await Assert.ThrowsAsync<GwsException>(() =>
            session.Outbound.RejectRecordAsync(new GwsRecordIdentity(refused), null, SimulatorFixture.Stop));
        Assert.Empty(session.UnansweredRequests);
        session.Dispose();

        var text = await File.ReadAllTextAsync(Path, SimulatorFixture.Stop);
        Assert.DoesNotContain(fixture.Password(), text, StringComparison.Ordinal);
        using var journal = GenesysOutbound.Client.Journal.SessionJournal.Open(Path, fixture.Simulator.Uri, "agent1");
        Assert.Empty(journal.Records());
        Assert.Empty(journal.Unanswered);
    }

    private async Task<string> LeavePendingAsync(SimulatorFixture fixture, string result)
    {
        var first = await fixture.ConnectAsync(Options(fixture));
        var handle = await TakeRecordAsync(first);
        first.Outbound.SetCallResult(new GwsRecordIdentity(handle), GwsCallResult.Parse(result), force: true);
        first.Dispose();
        return handle;
    }

    private static async Task<string> TakeRecordAsync(GwsSession session)
    {
        await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        var record = await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        return record.RecordHandle;
    }

    private GwsSessionOptions Options(SimulatorFixture fixture) =>
        fixture.Options(timeout: SimulatorFixture.Patience) with { JournalPath = Path };
}
