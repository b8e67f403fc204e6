using System;
using System.Linq;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>One message must not cost the others their time, nor the session its memory.</summary>
public sealed class NotificationBudgetTests
{
    [Fact]
    public void A_record_takes_a_thousand_pairs_and_the_event_keeps_all_of_them()
    {
        string Pairs(string prefix) => string.Join(",", Enumerable.Range(0, 20_000).Select(i => "\"" + prefix + i + "\":\"x\""));
        var json = "{\"channel\":\"/v2/me/outbound\",\"data\":{\"messageType\":\"OutboundRecordMessage\"," +
            "\"notificationType\":\"PreviewRecord\",\"userData\":{"
            + Pairs("loose") + "},\"record\":{\"recordHandle\":68,\"userData\":{\"GSW_CHAIN_ID\":7," + Pairs("own") + "}}}}";
        var (gwsEvent, parsed) = Fixture.Read("/v2/me/outbound", json);
        Assert.Equal("68", gwsEvent.RecordHandle);
        Assert.Equal(7, parsed.Record!.ChainId);
        Assert.Equal(1000, parsed.Record.UserData.Count);
        Assert.Equal(20_000, ((GwsData)gwsEvent.Data["userData"]!).Count);
    }

    [Fact]
    public void Texts_of_events_share_blocks_and_stay_what_they_were()
    {
        var texts = new EventTexts();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var random = new Random(2);
        var kept = Enumerable.Range(0, 2000).Select(_ =>
        {
            var length = random.Next(10) == 0 ? random.Next(40_000) : random.Next(1500);
            var from = random.Next(bytes.Length - length);
            return (From: from, Length: length, Kept: texts.Keep(new ArraySegment<byte>(bytes, from, length)));
        }).ToList();
        Assert.All(kept, one => Assert.Equal(bytes.Skip(one.From).Take(one.Length), one.Kept));
        Assert.InRange(kept.Select(one => one.Kept.Array).Distinct().Count(), 1, 500);
    }
}
