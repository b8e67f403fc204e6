using System;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Events;

/// <summary>The log keeps the text of an event; its data is parsed when it is first read.</summary>
public class EventDataTests
{
    [Fact]
    public void The_data_is_that_of_the_text_and_the_same_object_each_time()
    {
        var (item, _) = Read("""{"channel":"/v2/me/outbound","data":{"messageType":"OutboundRecordMessage","record":{"userData":{"GSW_PHONE":"555","own":[1,{"a":null}]}}}}""");

        Assert.Same(item.Data, item.Data);
        Assert.Equal("555", ((GwsData)((GwsData)item.Data["record"]!)["userData"]!)["GSW_PHONE"]);
        Assert.True(item.Data.IsReadOnly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"data":""")]
    [InlineData("not JSON")]
    public void A_text_without_data_has_none(string text) => Assert.Empty(Read(text).Event.Data.Keys);

    [Fact]
    public void Threads_that_read_at_the_same_time_do_not_share_buffers()
    {
        Parallel.For(0, 2000, i =>
        {
            var size = 10 + (i % 50 * 200);
            var text = "{\"data\":{\"n\":" + i + ",\"text\":\"" + new string((char)('a' + (i % 26)), size)
                + "\",\"end\":\"\u00e4\u20ac\ud83d\ude00\"}}";
            var data = Read(text).Event.Data;
            Assert.Equal((long)i, data["n"]);
            Assert.Equal(new string((char)('a' + (i % 26)), size), data["text"]);
            Assert.Equal("\u00e4\u20ac\ud83d\ude00", data["end"]);
        });
    }

    [Fact]
    public void A_text_that_breaks_in_the_middle_leaves_the_buffers_clean()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.ThrowsAny<Exception>(() => WireJson.Parse(Bytes("{\"a\":\"" + new string('x', 3000))));
            Assert.Equal("b", ((GwsData)WireJson.Parse(Bytes("{\"a\":\"b\"}"))!)["a"]);
        }
    }

    private static (GwsEvent Event, ParsedNotification Facts) Read(string text) =>
        Fixture.Read("/v2/me/outbound", Bytes(text), default);

    private static ArraySegment<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
