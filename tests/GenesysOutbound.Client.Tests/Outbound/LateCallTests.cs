using System;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>A number is dialled, and the record is withdrawn before the call begins.</summary>
public class LateCallTests
{
    [Fact]
    public void A_call_that_begins_after_its_record_was_withdrawn_does_not_cost_the_records_fields()
    {
        var at = DateTimeOffset.UnixEpoch;
        var book = new GwsRecordStore(10);
        var fields = new GwsData(new System.Collections.Hashtable { ["city"] = "Zürich" });
        book.Apply(NotificationKind.RecordOffered,
            new RecordUpdate { Handle = "9", CampaignName = "C", Phone = "555", UserData = fields }, at, "r1");
        book.Apply(NotificationKind.RecordWithdrawn, new RecordUpdate { Handle = "9" }, at);
        var call = new GwsCall { CallId = "call", State = "Dialing", RecordHandle = "9" };
        var record = book.ApplyCall(call, new RecordUpdate { Handle = "9" }, at)!;
        Assert.Equal(GwsRecordState.Calling, record.State);
        Assert.Equal("Zürich", record.UserData["city"]);
        Assert.Equal("555", record.Phone);
    }
}
