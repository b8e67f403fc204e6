using System;
using System.Collections;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire.V2;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>What calls say about their records: once, and not again whenever a call is heard of.</summary>
public sealed class CallsOfRecordsTests
{
    private const string NewPhone = "5559999";

    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly SessionStores _stores = new(new GwsRecordStore(10), new GwsCallStore(10), new GwsEmailStore(10),
        new GwsCampaignStore(), new DeviceStore());

    private readonly NotificationProcessor _processor;

    public CallsOfRecordsTests() => _processor = new NotificationProcessor(Fixture.NewLog(10), _stores,
        new EventFactory(V2Binding.Instance.Notifications), static text => text);

    [Fact]
    public void A_call_that_was_over_before_a_gap_does_not_bring_back_the_old_number()
    {
        Deliver("r1");
        Read(Call("Established"));
        Read();
        Assert.Equal(GwsRecordState.Called, _stores.Records.Find("9")!.State);
        _stores.Records.Change("9", At, entry => entry.Learn(new RecordUpdate { Handle = "9", Phone = NewPhone }));
        Read();
        Assert.Equal(NewPhone, _stores.Records.Find("9")!.Phone);
        Assert.Equal("call", _stores.Records.Find("9")!.CallId);
    }

    [Fact]
    public void A_call_that_the_server_lists_as_it_was_does_not_bring_back_the_old_number()
    {
        Deliver("r1");
        Read(Call("Established"));
        _stores.Records.Change("9", At, entry => entry.Learn(new RecordUpdate { Handle = "9", Phone = NewPhone }));
        Read(Call("Established"));
        Assert.Equal(NewPhone, _stores.Records.Find("9")!.Phone);
        Assert.Equal(GwsRecordState.Calling, _stores.Records.Find("9")!.State);
    }

    [Fact]
    public void What_changed_in_the_data_of_a_call_is_taken_over()
    {
        Deliver("r1");
        Read(Call("Established"));
        Read(Call("Established", ("GSW_PHONE", "777"), ("city", "Bern")));
        Assert.Equal("777", _stores.Records.Find("9")!.Phone);
        Assert.Equal("Bern", _stores.Records.Find("9")!.UserData["city"]);
    }

    [Fact]
    public void A_record_that_is_delivered_again_has_nothing_of_its_last_call_after_a_gap()
    {
        Deliver("r1");
        Read(Call("Established"));
        Read();
        _stores.Records.Apply(NotificationKind.RecordRejected, new RecordUpdate { Handle = "9" }, At);
        Deliver("r2", "999");
        Read();
        AssertNew();

        // Nor when the server lists the call of the last delivery as over.
        Read(Call("Released"));
        AssertNew();

        void AssertNew()
        {
            var record = _stores.Records.Find("9")!;
            Assert.Equal(GwsRecordState.Preview, record.State);
            Assert.Null(record.CallId);
            Assert.Equal("999", record.Phone);
        }
    }

    [Fact]
    public async Task A_number_that_was_changed_during_the_call_is_still_the_records_when_the_call_ends()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var call = await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        await session.Outbound.SendFieldsAsync(Id.Of(record), new Hashtable { ["GSW_PHONE"] = NewPhone }, null,
            SimulatorFixture.Stop);
        await session.Voice.HangupAsync(call.CallId, null, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Records.Find(record.RecordHandle)!.State == GwsRecordState.Called);
        Assert.Equal(NewPhone, session.Records.Find(record.RecordHandle)!.Phone);
    }

    [Fact]
    public async Task The_number_that_was_changed_after_a_call_is_the_one_that_is_dialled_after_a_gap()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var (session, record) = await fixture.WithRecordAsync(new GwsSessionOptions
        {
            Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()),
            HandlerFactory = network.Handler,
            TuneNotifications = wire => wire.BackoffInitial = TimeSpan.FromMilliseconds(50),
        });
        var call = await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        await session.Voice.HangupAsync(call.CallId, null, SimulatorFixture.Stop);
        await session.Outbound.SendFieldsAsync(Id.Of(record), new Hashtable { ["GSW_PHONE"] = NewPhone }, null,
            SimulatorFixture.Stop);

        // When the calls are asked for a second time, the first answer has been taken in.
        var asked = 0;
        network.Answer = request =>
        {
            asked += IsForCalls(request) ? 1 : 0;
            return null;
        };
        for (var gaps = 1; gaps <= 2; gaps++)
        {
            var wanted = gaps;
            fixture.Simulator.ExpireBayeux("agent1");
            await SimulatorFixture.WaitForAsync(session, () => Volatile.Read(ref asked) >= wanted
                && session.State == GwsSessionState.Connected);
        }

        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        Assert.Contains(NewPhone, fixture.Last("Dial").Body, StringComparison.Ordinal);
    }

    private static bool IsForCalls(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("/me/calls", StringComparison.Ordinal);

    private static GwsCall Call(string state, params (string Name, object Value)[] more)
    {
        var data = new GwsData();
        foreach (var (name, value) in new (string, object)[] { ("GSW_RECORD_HANDLE", 9L), ("GSW_PHONE", "555") }.Concat(more))
        {
            data.Set(name, value);
        }

        return new GwsCall { CallId = "call", State = state, RecordHandle = "9", UserData = data };
    }

    private void Deliver(string referenceId, string phone = "555") => _stores.Records.Apply(NotificationKind.RecordOffered,
        new RecordUpdate { Handle = "9", CampaignName = "C", Phone = phone }, At, referenceId);

    // What the server lists at this moment.
    private void Read(params GwsCall[] present) => _processor.TakeCalls(present, _stores.Calls.Revision, At);
}
