using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Soak;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Soak;

/// <summary>
/// A reconciliation that finds nothing proves nothing unless it finds what is there: each error is planted into a run that
/// agrees.
/// </summary>
public sealed class PlantedErrorTests(PlantedErrorTests.GoodDay good) : IClassFixture<PlantedErrorTests.GoodDay>
{
    private Ledger Ledger => good.Ledger;

    private ClientObservations ClientObservations => good.ClientObservations;

    private LedgerRecord Completed =>
        Ledger.Records.First(record => record.Status == "Updated"
        && record.History.Any(step => step is { What: "CompleteRecord", ReferenceId: not null }));

    private Entry DoneEntry =>
        ClientObservations.Entries.First(entry =>
        entry is { Operation: "CompleteRecord", ReportedOutcome: ReportedOutcome.Done, ReferenceId: not null });

    [Fact]
    public void The_day_itself_agrees() => Assert.Equal(string.Empty, Reconciliation.Of(Ledger, ClientObservations).ToString());

    [Fact]
    public void A_record_that_was_lost_is_found()
    {
        var lost = Completed with { Status = "Ready", History = [] };
        Finds("ended 0 times", With(lost));
        Finds("Said to be done, but the record knows nothing of it", With(lost));
    }

    [Fact]
    public void A_record_that_is_still_held_is_found() => Finds("still holds it", With(Completed with { Agent = "agent1" }));

    [Fact]
    public void A_callback_that_was_forgotten_is_found() =>
        Finds("a callback is forgotten", With(Completed with { ScheduledFor = DateTimeOffset.UnixEpoch }));

    [Fact]
    public void A_record_done_twice_is_found() =>
        Finds("Done twice", With(Completed with { History = [.. Completed.History, Completed.History[^1]] }));

    [Fact]
    public void A_request_processed_twice_is_found()
    {
        var request = Ledger.Requests.First(request => request is { ReferenceId: not null, Processed: true });
        Finds("Processed twice", Ledger with { Requests = [.. Ledger.Requests, request with { Sequence = long.MaxValue }] });
    }

    [Fact]
    public void A_request_sent_again_after_it_may_have_been_carried_out_is_found()
    {
        var request = Ledger.Requests.First(request => request is { ReferenceId: not null, Processed: true });
        var before = request with { Sequence = 0, Processed = false, StatusCode = 500 };
        Finds("Sent again though it was not refused before it was read", Ledger with { Requests = [before, .. Ledger.Requests] });
    }

    [Fact]
    public void Something_done_behind_everybodys_back_is_found() =>
        Finds("Done, and in no agent's log",
            With(Completed with { History = [.. Completed.History, new LedgerStep("UpdateRecord", "agent1", "city", "4711")] }));

    [Fact]
    public void A_wrong_value_is_found()
    {
        Finds("call result", With(Completed with { CallResult = Completed.CallResult + 1 }));
        Finds("city is",
            With(Completed with { Fields = new Dictionary<string, object?>(Completed.Fields) { ["city"] = "Atlantis" } }));
    }

    [Fact]
    public void What_was_done_and_is_said_not_to_be_is_found() =>
        Finds("Said not to be done, but the server processed it",
            entry: DoneEntry with { ReportedOutcome = ReportedOutcome.NotDone, ErrorId = GwsErrorIds.HttpError });

    [Fact]
    public void What_nobody_knows_and_is_said_to_be_done_is_found()
    {
        var requests = Ledger.Requests.Where(request => request.Agent != DoneEntry.Agent
            || request.ReferenceId != DoneEntry.ReferenceId);
        Finds("Said to be done, but the server never processed it", Ledger with { Requests = [.. requests] });
    }

    [Fact]
    public void An_unknown_outcome_without_a_reason_is_found() =>
        Finds("Unknown although nothing went wrong",
        entry: DoneEntry with { ReportedOutcome = ReportedOutcome.Unknown, Late = true });

    [Fact]
    public void A_call_that_the_server_does_not_know_is_found()
    {
        var hangup = ClientObservations.Entries.First(entry =>
            entry is { Operation: "Hangup", ReportedOutcome: ReportedOutcome.Done });
        Finds("The server knows no such call", entry: hangup with { Interaction = "4711" }, instead: hangup);
        var calls = Ledger.Interactions.Select(call => call.Id == hangup.Interaction
            ? call with { History = [.. call.History, call.History[^1]] } : call);
        Finds("Released 2 times", Ledger with { Interactions = [.. calls] });
    }

    [Fact]
    public void A_request_in_nobodys_account_is_found()
    {
        var others = ClientObservations.Entries.Where(entry => entry != DoneEntry);
        Finds("Sent, and in nobody's account", Ledger, ClientObservations with { Entries = [.. others] });
    }

    [Fact]
    public void Sessions_that_mixed_are_found()
    {
        // The event of one agent's record reached another; another's answer was taken for one's own.
        var theirs = Ledger.Records.First(record => record.History.Any(step => step.What == "Delivered")
            && record.History.All(step => step.Agent != "agent1"));
        Finds("saw records that the server never delivered", observed: observed =>
            observed with { Seen = [.. observed.Seen, theirs.Handle.ToString()] });
        Finds("got what belongs to others", observed: observed => observed with { Foreign = ["an event of agent2's"] });
        Finds("believes", observed: observed => observed
            with { Records = [new ObservedRecord(theirs.Handle.ToString(), GwsRecordState.Completed, true, string.Empty,
            "theirs")] });
        var own = ClientObservations.Entries.First(entry =>
            entry is { Agent: "agent2", Operation: "CompleteRecord", ReportedOutcome: ReportedOutcome.Done });
        Finds("Said to be done, but the server never processed it", entry: own with { Agent = "agent1" }, instead: own);
    }

    [Fact]
    public void A_record_left_lying_is_found()
    {
        var left = new ObservedRecord(Completed.Handle.ToString(), GwsRecordState.Preview, false, "CallResult Answer", "left");
        Finds("leaves left with CallResult Answer", observed: observed => observed with { Held = [left] });
    }

    [Fact]
    public void A_delivery_that_nobody_heard_of_is_found()
    {
        var asked = Ledger.Records.SelectMany(record => record.History.Select(step => (record.Handle, Step: step)))
            .First(one => one.Step is { What: "Delivered", ReferenceId: not null });
        var observed = ClientObservations.ObservedSessions.Select(observed =>
            observed with { Seen = [.. observed.Seen.Where(handle => handle != asked.Handle.ToString())] });
        Finds("never saw it, and does not say so", Ledger, ClientObservations with { ObservedSessions = [.. observed] });
    }

    [Fact]
    public void The_same_seed_plans_the_same_faults_and_another_others()
    {
        var options = new SoakOptions { Agents = 3, Records = 60 };
        Assert.Equal(FaultPlan.Draw(options), FaultPlan.Draw(options));
        Assert.NotEqual(FaultPlan.Draw(options), FaultPlan.Draw(options with { Seed = 1 }));
        Assert.Equal(Generator.Scenario(options).Text, Generator.Scenario(options).Text);
    }

    private Ledger With(LedgerRecord record) =>
        Ledger with { Records = [.. Ledger.Records.Select(one => one.Handle == record.Handle ? record : one)] };

    private void Finds(string what, Entry entry, Entry? instead = null) =>
        Finds(what, Ledger, ClientObservations
            with { Entries = [.. ClientObservations.Entries.Select(one => one == (instead ?? DoneEntry) ? entry : one)] });

    private void Finds(string what, Func<SessionObservation, SessionObservation> observed)
    {
        var first = ClientObservations.ObservedSessions.First(one => one is { Agent: "agent1", Late: false });
        Finds(what, Ledger, ClientObservations
            with { ObservedSessions = [.. ClientObservations.ObservedSessions.Select(one => ReferenceEquals(one,
                first) ? observed(one) : one)] });
    }

    private void Finds(string what, Ledger ledger, ClientObservations? observations = null) =>
        Assert.Contains(what, Reconciliation.Of(ledger, observations ?? ClientObservations).ToString(), StringComparison.Ordinal);

    /// <summary>A small run without faults.</summary>
    public sealed class GoodDay : IAsyncLifetime
    {
        internal Ledger Ledger { get; private set; } = null!;

        internal ClientObservations ClientObservations { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var options = new SoakOptions { Records = 60, Agents = 3, Workers = 2, Faults = false };
            await using var server = new InProcessSoakServer(options);
            using var notes = new ObservationLog();
            await new SoakRun(options, server, notes, TestContext.Current.CancellationToken).RunAsync();
            (Ledger, ClientObservations) = (await server.ReadLedgerAsync(), notes.Read());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
