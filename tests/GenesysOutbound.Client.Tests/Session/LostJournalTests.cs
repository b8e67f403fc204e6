using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Journal;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>
/// A session is lost while a completion in several steps is under way: the journal keeps what was not sent, and no more.
/// </summary>
public sealed class LostJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly Uri Server = new("http://localhost/");

    private readonly string _path = Path.Combine(Path.GetTempPath(), "gws-" + Guid.NewGuid().ToString("N") + ".journal");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_was_acknowledged_just_before_the_loss_leaves_the_journal_and_the_rest_stays()
    {
        using (var journal = SessionJournal.Open(_path, Server, "a"))
        {
            var store = NewStore(journal);
            store.LoseAll();
            Assert.True(store.Find("9")!.Pending.IsEmpty);
            Assert.Equal(GwsRecordState.Lost, store.Find("9")!.State);
            var record = store.Change("9", At, static entry => entry.SetPending(entry.Pending with { Schedule = null }));
            Assert.Equal(GwsRecordState.Lost, record.State);
            Assert.True(record.Pending.IsEmpty);
        }

        var kept = Kept();
        Assert.Null(kept.Pending.Schedule);
        Assert.Equal(6, kept.Pending.CallResult?.Number);
        Assert.Equal("Bern", kept.Pending.Fields["city"]);

        // The next session must be able to complete it.
        Assert.Equal(GwsRecordState.Preview, kept.State);
    }

    [Fact]
    public void Fields_that_were_acknowledged_leave_the_journal_too()
    {
        using (var journal = SessionJournal.Open(_path, Server, "a"))
        {
            var store = NewStore(journal);
            store.LoseAll();
            store.Change("9", At, static entry => entry.SetPending(entry.Pending.WithoutFields(["city"])));
        }

        var kept = Kept().Pending;
        Assert.NotNull(kept.Schedule);
        Assert.Equal(6, kept.CallResult?.Number);
        Assert.Empty(kept.Fields);
    }

    [Fact]
    public void When_the_last_of_it_was_acknowledged_the_journal_forgets_the_record()
    {
        using (var journal = SessionJournal.Open(_path, Server, "a"))
        {
            var store = NewStore(journal);
            store.LoseAll();
            store.Apply(NotificationKind.RecordCompleted, new RecordUpdate { Handle = "9" }, At);
        }

        using var again = SessionJournal.Open(_path, Server, "a");
        Assert.Empty(again.Records());
    }

    [Fact]
    public async Task A_user_name_that_cannot_be_makes_no_journal_and_holds_none()
    {
        await using var fixture = new SimulatorFixture();
        GwsSessionOptions With(string userName) => fixture.Options() with { UserName = userName, JournalPath = _path };
        var refused = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(With("domain:agent1")));
        Assert.Equal(GwsErrorIds.InvalidParameter, refused.ErrorId);
        Assert.False(File.Exists(_path));

        // The name is put right, and the same journal is used.
        var session = await fixture.ConnectAsync(With("agent1"));
        Assert.Equal(GwsSessionState.Connected, session.State);
    }

    [Fact]
    public async Task A_user_who_cannot_log_in_leaves_no_journal_and_spoils_none_that_was_there()
    {
        await using var fixture = new SimulatorFixture();
        GwsSessionOptions With(string userName, string password) => fixture.Options() with
        {
            UserName = userName, Password = SimulatorFixture.Secret(password), JournalPath = _path,
        };
        await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(With("agent1x", "secret")));
        Assert.False(File.Exists(_path));

        var session = await fixture.ConnectAsync(With("agent1", fixture.Password()));
        session.Dispose();
        await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(With("agent1", "wrong")));
        Assert.True(File.Exists(_path));
    }

    [Fact]
    public async Task A_session_that_is_lost_with_the_acknowledgement_of_a_step_keeps_the_steps_that_were_not_sent()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var options = fixture.Options() with { JournalPath = _path, HandlerFactory = network.Handler };
        var (session, record) = await fixture.WithRecordAsync(options);
        session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(3), GwsCallbackType.Campaign);
        session.Outbound.SetCallResult(Id.Of(record), 6, force: true);

        network.Change = EndSessionWith("RescheduleAcknowledge");
        await Assert.ThrowsAnyAsync<GwsException>(() => session.Outbound.CompleteRecordAsync(Id.Of(record), null, null,
            new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        session.Dispose();

        using var journal = SessionJournal.Open(_path, fixture.Simulator.Uri, "agent1");
        var kept = journal.Records().Single();
        Assert.Equal(6, kept.Pending.CallResult?.Number);
        Assert.Null(kept.Pending.Schedule);
        Assert.Equal(GwsRecordState.Preview, kept.State);
    }

    // One reply holds the event, and ends the Bayeux session for good.
    private static Action<HttpRequestMessage, HttpResponseMessage> EndSessionWith(string mark) => (request, response) =>
    {
        if (!ScriptedNetwork.IsPoll(request))
        {
            return;
        }

        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        if (text.Contains("/meta/connect", StringComparison.Ordinal) && text.Contains(mark, StringComparison.Ordinal))
        {
            var messages = JArray.Parse(text);
            foreach (var message in messages.Where(item => (string?)item["channel"] == "/meta/connect"))
            {
                message["successful"] = false;
                message["error"] = "403::session ended";
                message["advice"] = new JObject { ["reconnect"] = "none" };
            }

            text = messages.ToString(Newtonsoft.Json.Formatting.None);
        }

        response.Content = new StringContent(text, Encoding.UTF8, "application/json");
    };

    private static GwsRecordStore NewStore(SessionJournal journal)
    {
        var store = new GwsRecordStore(10, journal);
        store.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = "9", CampaignName = "C" }, At, "r1");
        store.Change("9", At, static entry => entry.SetPending(new GwsPendingChanges
        {
            CallResult = 6,
            Schedule = new GwsSchedule(At, GwsCallbackType.Campaign),
            Fields = new GwsData(new Hashtable { ["city"] = "Bern" }),
        }), keepFirst: true);
        return store;
    }

    private RestoredRecord Kept()
    {
        using var journal = SessionJournal.Open(_path, Server, "a");
        return journal.Records().Single();
    }
}
