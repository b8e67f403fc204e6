using System;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>Which event about an e-mail is the answer to an operation, and which answer it is.</summary>
public class EmailAnswerTests
{
    [Theory]
    [InlineData(true, "Processing", true)]
    [InlineData(true, "Accepted", true)]
    [InlineData(true, "Completed", false)]
    [InlineData(true, "Revoked", false)]
    [InlineData(true, "Canceled", false)]
    [InlineData(false, "Completed", true)]
    [InlineData(false, "Revoked", true)]
    [InlineData(false, "Processing", false)]
    public async Task The_state_of_the_email_says_whether_it_was_done(bool accepts, string state, bool done)
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var email = await OfferAsync(fixture, session);
        var running = Begin(fixture, session, email, accepts);
        Publish(fixture, email, "Invited");
        Publish(fixture, email, state);
        if (done)
        {
            var result = await running;
            Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
            Assert.Equal(state, result.Email!.State);
            return;
        }

        var error = await Errors.OfAsync(GwsErrorIds.OperationFailed, () => running);
        Assert.IsType<GwsRefusedException>(error);
        Assert.Equal(accepts ? "Accept" : "Reject", error.Operation);
        Assert.Contains($"the e-mail {email} was not {(accepts ? "accepted" : "rejected")}; it is {state} now", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_email_that_is_over_is_not_the_answer_to_an_acceptance()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var email = await OfferAsync(fixture, session);
        var accepting = Begin(fixture, session, email, accepts: true);
        Publish(fixture, "another", "Completed");
        Publish(fixture, email, "Processing");
        Assert.Equal(email, (await accepting).Email!.EmailId);
    }

    [Fact]
    public async Task A_rejection_is_answered_under_another_id_only_while_nothing_else_waits()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var rejected = await OfferAsync(fixture, session);
        var accepted = await OfferAsync(fixture, session);
        var rejecting = Begin(fixture, session, rejected, accepts: false);
        var accepting = Begin(fixture, session, accepted, accepts: true);
        Publish(fixture, "another", "Completed");
        Publish(fixture, rejected, "Completed");
        Assert.Equal(rejected, (await rejecting).Email!.EmailId);
        Publish(fixture, accepted, "Processing");
        Assert.Equal(accepted, (await accepting).Email!.EmailId);

        var last = await OfferAsync(fixture, session);
        var alone = Begin(fixture, session, last, accepts: false);
        Publish(fixture, "under another id", "Completed");
        var result = await alone;
        Assert.Equal(last, result.EmailId);
        Assert.Equal("under another id", result.Email!.EmailId);
    }

    private static async Task<string> OfferAsync(SimulatorFixture fixture, GwsSession session)
    {
        var email = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(email) is not null);
        return email;
    }

    // The server keeps the request to itself: the only events are those that the test sends. The operation waits when this
    // returns.
    private static Task<GwsOperationResult> Begin(SimulatorFixture fixture, GwsSession session, string email, bool accepts)
    {
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Delay, Operation = accepts ? "Accept" : "Reject", Delay = TimeSpan.FromMinutes(10),
        });
        return accepts ? session.Email.AcceptAsync(email, null, SimulatorFixture.Stop)
            : session.Email.RejectAsync(email, null, SimulatorFixture.Stop);
    }

    private static void Publish(SimulatorFixture fixture, string email, string state) => fixture.Simulator.Publish(
        "agent1", "/v2/me/emails",
        "{\"notificationType\":\"StatusChange\",\"messageType\":\"EmailStateChangeMessage\",\"email\":{\"id\":\"" + email
            + "\",\"state\":\"" + state + "\",\"capabilities\":[]}}");
}
