using System;
using System.Collections.Generic;
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
    public void Texts_of_events_share_blocks_and_a_block_is_used_again_when_its_last_event_is_gone()
    {
        var texts = new EventTexts();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var random = new Random(2);
        var kept = new Queue<(int From, int Length, EventText Text)>();
        var blocks = new HashSet<EventTextBlock?>();
        for (var i = 0; i < 20_000; i++)
        {
            var length = random.Next(1000) == 0 ? 16_385 + random.Next(40_000) : random.Next(1500);
            var from = random.Next(bytes.Length - length);
            kept.Enqueue((from, length, texts.Keep(new ArraySegment<byte>(bytes, from, length))));
            if (length <= 16_384)
            {
                blocks.Add(kept.Last().Text.Block);
            }

            if (kept.Count > 100)
            {
                var oldest = kept.Dequeue();
                Assert.True(oldest.Text.Copy().AsSpan().SequenceEqual(bytes.AsSpan(oldest.From, oldest.Length)));
                texts.Release(oldest.Text);
            }
        }

        // 15 MB of texts have gone through a log that holds about 75 kB at a time.
        Assert.InRange(blocks.Count, 1, 16);
    }
}
