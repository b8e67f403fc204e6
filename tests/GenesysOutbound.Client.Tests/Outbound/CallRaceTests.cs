using System;
using System.Text;
using System.Threading;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Wire.V2;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>Two threads tell of one call at the same time: the record is left with the later state of its call.</summary>
public sealed class CallRaceTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly SessionStores _stores = new(new GwsRecordStore(10), new GwsCallStore(10), new GwsEmailStore(10),
        new GwsCampaignStore(), new DeviceStore());

    [Fact]
    public void A_call_that_ends_while_the_calls_are_read_leaves_no_record_that_is_calling()
    {
        var reader = new PausingReader();
        var processor = new NotificationProcessor(Fixture.NewLog(10), _stores, new EventFactory(reader), static text => text);
        _stores.Records.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = "9", CampaignName = "C" }, At, "r1");
        var data = new GwsData();
        data.Set("GSW_RECORD_HANDLE", 9L);
        var listed = new GwsCall { CallId = "call", State = "Established", RecordHandle = "9", UserData = data };

        // The call store has the list by then, the record not yet.
        Thread? other = null;
        reader.Reading = () =>
        {
            reader.Reading = null;
            other = new Thread(() => processor.Take("/v2/me/calls", Released(), At, default));
            other.Start();
            Assert.True(SpinWait.SpinUntil(() => !other.IsAlive
                || (other.ThreadState & ThreadState.WaitSleepJoin) != 0, SimulatorFixture.Patience));
        };
        processor.TakeCalls([listed], _stores.Calls.Revision, At);
        Assert.True(other!.Join(SimulatorFixture.Patience));
        Assert.False(_stores.Calls.Find("call")!.IsActive);
        Assert.Equal(GwsRecordState.Called, _stores.Records.Find("9")!.State);
    }

    [Fact]
    public void A_call_that_was_over_before_its_record_was_known_leaves_no_record_that_is_calling()
    {
        _stores.Records.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = "9", CampaignName = "C" }, At, "r1");
        var dialling = _stores.Calls.Apply(new GwsCall { CallId = "call", State = "Dialing" }).After;
        _stores.Calls.Apply(new GwsCall { CallId = "call", State = "Released" });
        var call = _stores.Link(dialling, new ResolvedRecord("9", "C", "L", 134, "/devices/1"));
        Assert.False(call.IsActive);
        Assert.Equal("9", call.RecordHandle);
        Assert.Equal(GwsRecordState.Called, _stores.Records.Find("9")!.State);
    }

    private static ArraySegment<byte> Released() => new(Encoding.UTF8.GetBytes(
        "{\"channel\":\"/v2/me/calls\",\"data\":{\"messageType\":\"CallStateChangeMessage\","
            + "\"call\":{\"id\":\"call\",\"state\":\"Released\",\"userData\":{\"GSW_RECORD_HANDLE\":9}}}}"));

    // The binding's reader; it stops for a moment between the change of a call and that of its record.
    private sealed class PausingReader : INotificationReader
    {
        private readonly INotificationReader _own = V2Binding.Instance.Notifications;

        public Action? Reading { get; set; }

        public ParsedNotification Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at,
            ArraySegment<byte> dataUtf8) => _own.Read(channel, utf8, at, dataUtf8);

        public GwsData ReadData(ArraySegment<byte> utf8) => _own.ReadData(utf8);

        public void Inspect(ParsedNotification parsed, UnexpectedContentLog log) => _own.Inspect(parsed, log);

        public RecordUpdate ReadRecord(GwsData userData)
        {
            Reading?.Invoke();
            return _own.ReadRecord(userData);
        }
    }
}
