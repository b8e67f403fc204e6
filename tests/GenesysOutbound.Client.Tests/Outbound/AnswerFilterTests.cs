using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>How the answer to a request that nobody waited for is found in the log.</summary>
public class AnswerFilterTests
{
    private static readonly GwsOperationOptions NoWait = new() { NoWait = true };

    [Fact]
    public async Task A_request_with_a_reference_id_is_answered_by_it()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();

        var ticket = await session.Outbound.RejectRecordAsync(Id.Of(record), NoWait, SimulatorFixture.Stop);

        Assert.Equal(ticket.ReferenceId, ticket.AnswerFilter()!.ReferenceId);
    }

    [Fact]
    public async Task A_call_that_was_answered_and_hung_up_answers_each_ticket_with_its_own_event()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var id = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(id) is not null);
        var answer = await session.Voice.AnswerAsync(id, NoWait, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(id)!.State == "Established");
        var hangup = await session.Voice.HangupAsync(id, NoWait, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => !session.Calls.Find(id)!.IsActive);

        Assert.Equal("Established", session.Events.Find(answer.AnswerFilter()!)[0].Call!.State);
        Assert.Equal("Released", session.Events.Find(hangup.AnswerFilter()!)[0].Call!.State);
        Assert.All(session.Events.Find(hangup.AnswerFilter()!), found => Assert.False(found.Call!.IsActive));
    }

    [Fact]
    public async Task An_answer_that_was_waited_for_has_nothing_more_to_find()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var id = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(id) is not null);

        var answered = await session.Voice.AnswerAsync(id, null, SimulatorFixture.Stop);

        Assert.Null(answered.AnswerFilter());
    }

    [Fact]
    public async Task An_email_of_another_id_does_not_answer_a_ticket()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var id = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(id) is not null);
        var ticket = await session.Email.RejectAsync(id, NoWait, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(id) is not { State: "Invited" });
        var other = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(other) is not null);
        await session.Email.RejectAsync(other, null, SimulatorFixture.Stop);

        Assert.All(session.Events.Find(ticket.AnswerFilter()!), found => Assert.Equal(id, found.EmailId));
        Assert.NotEmpty(session.Events.Find(ticket.AnswerFilter()!));
    }
}
