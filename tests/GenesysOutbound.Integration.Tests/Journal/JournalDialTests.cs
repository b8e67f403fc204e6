using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>
/// A dial has no reference id: the call is its answer, whenever it comes, and without a call the record is not dialled again.
/// </summary>
public sealed class JournalDialTests : IDisposable
{
    private static readonly GwsOperationOptions s_brief = new() { Timeout = TimeSpan.FromMilliseconds(300) };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("pending.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dial_without_an_answer_is_not_sent_again_by_itself()
    {
        await using var fixture = new SimulatorFixture();
        var (first, record) = await TakeAsync(fixture);
        await LoseDialAsync(fixture, first, record);
        foreach (var call in fixture.Simulator.Calls)
        {
            fixture.Simulator.EndCall(call.Id);
        }

        first.Dispose();
        fixture.Simulator.Faults.Clear();

        var second = await fixture.ConnectAsync(Options(fixture));
        Assert.Equal("Dial", Assert.Single(second.Records.Find(record)!.Unanswered).Operation);
        var again = await Assert.ThrowsAsync<GwsException>(() =>
            second.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, null, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.RequestUnanswered, again.ErrorId);
        Assert.Equal(1, fixture.CountOf("Dial"));

        var forced = new GwsOperationOptions { Force = true };
        var dialled = await second.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, forced, SimulatorFixture.Stop);
        Assert.Equal(record, dialled.RecordHandle);
        Assert.Equal(2, fixture.CountOf("Dial"));
        Assert.Empty(second.UnansweredRequests);
    }

    [Fact]
    public async Task The_call_of_a_dial_that_nobody_waited_for_settles_it()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await TakeAsync(fixture);
        await session.Outbound.DialRecordAsync(new GwsRecordIdentity(record), null, new GwsOperationOptions { NoWait = true },
            SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => session.Records.Find(record)!.CallId is not null);
        await SimulatorFixture.WaitForAsync(session, () => session.UnansweredRequests.Count == 0);
        await session.Voice.HangupAsync(session.Records.Find(record)!.CallId!, null, SimulatorFixture.Stop);
        await session.Outbound.CompleteRecordAsync(new GwsRecordIdentity(record), GwsCallResult.Parse("Busy"), null, null,
            SimulatorFixture.Stop);
        Assert.Empty(session.Records.Find(record)!.Unanswered);
        session.Dispose();

        using var journal = GenesysOutbound.Client.Journal.SessionJournal.Open(Path, fixture.Simulator.Uri, "agent1");
        Assert.Empty(journal.Records());
        Assert.Empty(journal.Unanswered);
    }

    [Fact]
    public async Task A_call_that_comes_after_the_wait_settles_its_dial()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await TakeAsync(fixture);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Path = "/v2/me/calls",
            Count = 100, Delay = TimeSpan.FromSeconds(3) });
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, s_brief, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, error.ErrorId);
        await SimulatorFixture.WaitForAsync(session, () => session.Records.Find(record)!.CallId is not null);
        await SimulatorFixture.WaitForAsync(session, () => session.UnansweredRequests.Count == 0);

        // The record shows it a moment after the journal has it.
        await SimulatorFixture.WaitForAsync(session, () => session.Records.Find(record)!.Unanswered.Count == 0);
    }

    [Fact]
    public async Task A_call_that_the_next_session_finds_settles_the_dial_of_the_last_one()
    {
        await using var fixture = new SimulatorFixture();
        var (first, record) = await TakeAsync(fixture);
        await LoseDialAsync(fixture, first, record);
        first.Dispose();
        fixture.Simulator.Faults.Clear();

        var second = await fixture.ConnectAsync(Options(fixture));
        Assert.Equal(GwsRecordState.Calling, second.Records.Find(record)!.State);
        Assert.Empty(second.Records.Find(record)!.Unanswered);
        Assert.Empty(second.UnansweredRequests);
    }

    [Fact]
    public async Task An_event_of_the_call_before_does_not_settle_a_dial()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await TakeAsync(fixture);
        var before = await session.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, null, SimulatorFixture.Stop);
        await session.Voice.HangupAsync(before.CallId, null, SimulatorFixture.Stop);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DropBefore, Operation = "Dial" });
        await Assert.ThrowsAsync<GwsException>(() =>
            session.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, s_brief, SimulatorFixture.Stop));
        Assert.Equal("Dial", Assert.Single(session.UnansweredRequests).Operation);

        fixture.Simulator.Publish("agent1", "/v2/me/calls",
            "{\"notificationType\":\"AttachedDataChanged\",\"messageType\":\"CallStateChangeMessage\",\"call\":{\"id\":\""
            + before.CallId + "\",\"state\":\"Released\",\"userData\":{\"GSW_RECORD_HANDLE\":" + record + "}}}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot()
            .Any(item => item.NotificationType == "AttachedDataChanged" && item.CallId == before.CallId));

        // The events go on in order: an acknowledged request after it has seen everything before it.
        await session.Outbound.GetChainedRecordsAsync(new GwsRecordIdentity(record), null, SimulatorFixture.Stop);
        Assert.Equal("Dial", Assert.Single(session.UnansweredRequests).Operation);
    }

    // The request arrives, and nothing is heard of its call.
    private static async Task LoseDialAsync(SimulatorFixture fixture, GwsSession session, string record)
    {
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/calls",
            Count = int.MaxValue });
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.Outbound.StartCallAsync(new GwsRecordIdentity(record), null, s_brief, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, error.ErrorId);
        Assert.True(fixture.Simulator.WaitFor(simulator => simulator.Calls.Count > 0, SimulatorFixture.Patience));
    }

    private async Task<(GwsSession Session, string Record)> TakeAsync(SimulatorFixture fixture)
    {
        var (session, record) = await fixture.WithRecordAsync(Options(fixture));
        return (session, record.RecordHandle);
    }

    private GwsSessionOptions Options(SimulatorFixture fixture) =>
        fixture.Options(timeout: SimulatorFixture.Patience) with { JournalPath = Path };
}
