using System;
using System.Collections.Generic;
using System.Globalization;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

/// <summary>A server that announces without end fills no memory: the oldest give way, and it is said once.</summary>
public class StoreLimitTests
{
    private const int Capacity = 100;
    private const int Announced = 1_000;
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly List<string> _told = [];

    [Fact]
    public void Records_that_are_delivered_without_end()
    {
        var store = new GwsRecordStore(10, limit: Limit());
        Apply(store, 0);
        store.Change("0", Start, entry => entry.SetPending(new GwsPendingChanges { CallResult = 6 }));
        for (var i = 1; i < Announced; i++)
        {
            Apply(store, i);
            Assert.NotNull(store.Find(Name(i)));
        }

        Assert.InRange(store.Count, 1, Capacity + 1);
        Assert.NotNull(store.Find("0"));
        Assert.Null(store.Find("1"));
        Assert.Single(_told);
        Assert.Contains("records", _told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_with_a_new_alias_in_each_message_keeps_one()
    {
        var store = new GwsRecordStore(10);
        for (var i = 0; i < Announced; i++)
        {
            store.Apply(NotificationKind.RecordChanged, new RecordUpdate { Handle = "9", Alias = "a" + Name(i) }, Start);
        }

        Assert.Null(store.Find("a0"));
        Assert.NotNull(store.Find("a" + Name(Announced - 1)));
    }

    [Fact]
    public void A_record_with_keys_without_end_keeps_a_thousand()
    {
        var store = new GwsRecordStore(10);
        var many = new GwsData();
        for (var i = 0; i < 10_000; i++)
        {
            many.Set("k" + Name(i), i);
        }

        store.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = "9", UserData = many.Freeze() }, Start);
        var more = new GwsData();
        more.Set("another", 1L);
        more.Set("k1", 2L);
        var record = store.Apply(NotificationKind.RecordChanged, new RecordUpdate { Handle = "9", UserData = more.Freeze() },
            Start)!;
        Assert.Equal(RecordEntry.MaxKeys, record.UserData.Count);
        Assert.Equal(2L, record.UserData["k1"]);
    }

    [Fact]
    public void Calls_that_ring_without_end()
    {
        var store = new GwsCallStore(10, Limit());
        for (var i = 0; i < Announced; i++)
        {
            store.Apply(new GwsCall { CallId = Name(i), State = "Ringing" });
        }

        Assert.InRange(store.Snapshot().Count, 1, Capacity);
        Assert.NotNull(store.Find(Name(Announced - 1)));
        Assert.Single(_told);
    }

    [Fact]
    public void Emails_that_are_offered_without_end()
    {
        var store = new GwsEmailStore(10, Limit());
        for (var i = 0; i < Announced; i++)
        {
            store.Apply(new GwsEmail { EmailId = Name(i), State = "Invited", UpdatedAt = Start.AddSeconds(i) });
        }

        Assert.InRange(store.Snapshot().Count, 1, Capacity);
        Assert.NotNull(store.Find(Name(Announced - 1)));
        Assert.Single(_told);
    }

    [Fact]
    public void Campaigns_and_devices_without_end()
    {
        var campaigns = new GwsCampaignStore(Limit());
        var devices = new DeviceStore();
        for (var i = 0; i < Announced * 2; i++)
        {
            campaigns.Apply(NotificationKind.CampaignChanged, new CampaignUpdate { Name = Name(i) }, Start.AddSeconds(i));
            devices.Apply([new GwsDevice { DeviceId = Name(i) }]);
        }

        Assert.InRange(campaigns.Snapshot().Count, 1, Capacity);
        Assert.NotNull(campaigns.Find(Name(Announced * 2 - 1)));
        Assert.Equal(1_000, devices.Devices.Count);
        Assert.Single(_told);
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Apply(GwsRecordStore store, int number) =>
        store.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = Name(number) }, Start.AddSeconds(number), "r"
            + Name(number));

    private StoreLimit Limit() => new("records", Capacity) { Reached = _told.Add };
}
