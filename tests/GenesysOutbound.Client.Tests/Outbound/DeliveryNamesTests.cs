using System;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>A record is delivered under the same handle again and again: each delivery has its own call.</summary>
public class DeliveryNamesTests
{
    [Fact]
    public void The_id_of_a_call_of_an_earlier_delivery_does_not_name_the_record_any_more()
    {
        var at = DateTimeOffset.UnixEpoch;
        var store = new GwsRecordStore(10);
        for (var i = 0; i < 3; i++)
        {
            store.Apply(NotificationKind.RecordOffered, new RecordUpdate { Handle = "9", CampaignName = "C" }, at, "r" + i);
            store.ApplyCall(new GwsCall { CallId = "call" + i, State = "Dialing" }, new RecordUpdate { Handle = "9" }, at);
            Assert.Equal("9", store.Find("call" + i)!.RecordHandle);
            store.ApplyCall(new GwsCall { CallId = "call" + i, State = "Released" }, new RecordUpdate { Handle = "9" }, at);
            Assert.Equal("9", store.Find("call" + i)!.RecordHandle);
            store.Apply(NotificationKind.RecordCompleted, new RecordUpdate { Handle = "9" }, at);
        }

        Assert.Null(store.Find("call0"));
        Assert.Null(store.Find("call1"));

        // A call that begins after the record was done is one more delivery.
        store.ApplyCall(new GwsCall { CallId = "late", State = "Dialing" }, new RecordUpdate { Handle = "9" }, at);
        Assert.Null(store.Find("call2"));
        Assert.Equal("9", store.Find("late")!.RecordHandle);
    }
}
