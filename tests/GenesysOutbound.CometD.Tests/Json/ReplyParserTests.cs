using System;
using System.Linq;
using System.Text;
using GenesysOutbound.CometD.Replies;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Json;

public sealed class ReplyParserTests
{
    public static TheoryData<string> Broken => new()
    {
        string.Empty,
        "   \r\n",
        "[]",
        "[ ]",
        "<html><body>503</body></html>",
        "<?xml version=\"1.0\"?>",
        "OK",
        "null",
        "true",
        "17",
        "\"text\"",
        "[{\"channel\":\"/a\",\"data\":1}",
        "[{\"channel\":\"/a\",\"data\":1",
        "[{\"channel\":\"/a\",\"data\":",
        "[{\"channel\":\"/a",
        "[{\"channel\"",
        "[{",
        "[",
        "{",
        "[{\"channel\":\"/a\",}]",
        "[{\"channel\":\"/a\"},]",
        "[{\"channel\":\"/a\"}]]",
        "[{\"channel\":\"/a\"}] x",
        "{\"channel\":\"/a\"} {\"channel\":\"/a\"}",
        "[{channel:\"/a\"}]",
        "[{\"channel\":\"/a\",\"data\":tru}]",
        "[{\"channel\":\"/a\",\"data\":01}]",
        "[{\"channel\":\"/a\",\"data\":1.}]",
        "[{\"channel\":\"/a\",\"data\":1e}]",
        "[{\"channel\":\"/a\",\"data\":-}]",
        "[{\"channel\":\"/a\",\"data\":+1}]",
        "[{\"channel\":\"/a\" \"data\":1}]",
        "[{\"channel\":\"/a\",\"data\":[1,]}]",
        "[{\"channel\":\"/a\",\"data\":{\"x\" 1}}]",
        "[7,null]",
        "[{\"timestamp\":1,\"status\":500,\"error\":\"Internal Server Error\",\"path\":\"/x\"}]",
        "{\"timestamp\":1,\"status\":500,\"error\":\"Internal Server Error\",\"path\":\"/x\"}",
    };

    public static TheoryData<string> DataValues => new()
    {
        "null", "0", "-0", "\"\"", "false", "true", "[]", "{}", "[1,[2,[3]]]", "123456789012345678901234567890", "-1.5E+300",
        "\"\\u0000\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\ud83d\ude00 \u00e4\u00f6\u00fc \u4e2d\"", "\"\\ud83d\\ude00\"", "\"\\\\\"",
            "\"\\\\\\\"\"",
        "{\"channel\":\"/other\",\"data\":1,\"successful\":true}", "\"]}\"", " 7 ",
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_body_that_is_no_reply_is_refused_with_a_reason(string body)
    {
        Assert.Null(Parse(body, out string? error));
        Assert.False(string.IsNullOrEmpty(error));
    }

    [Theory]
    [MemberData(nameof(DataValues))]
    public void Any_json_value_is_data_and_comes_out_as_it_was(string json)
    {
        ParsedReply reply = Parse("[{\"channel\":\"/a\",\"data\":" + json + ",\"id\":\"7\"}]");
        BayeuxMessage message = Assert.Single(reply.Events);
        Assert.Equal(json.Trim(), message.GetDataJson());
        Assert.Equal("7", message.Id);
        Assert.Equal("/a", message.Channel);
    }

    [Fact]
    public void Deep_nesting_is_accepted_up_to_a_bound_and_refused_beyond_it_without_a_crash()
    {
        string Nested(int depth) => "[{\"channel\":\"/a\",\"data\":" + new string('[', depth) + new string(']', depth) + "}]";
        Assert.Single(Parse(Nested(200)).Events);
        Assert.Null(Parse(Nested(100_000), out _));
        Assert.Null(Parse(new string('[', 1_000_000), out _));
        Assert.Null(Parse(string.Concat(Enumerable.Repeat("{\"a\":", 500_000)), out _));
    }

    [Fact]
    public void Messages_are_told_apart_by_what_they_hold()
    {
        ParsedReply reply = Parse(
            "[{\"channel\":\"/meta/connect\",\"successful\":true,\"data\":1},"
            + "{\"channel\":\"/p\",\"successful\":true,\"id\":\"3\"},"
            + "{\"channel\":\"/p\",\"successful\":true,\"id\":\"3\",\"data\":0},"
            + "{\"channel\":\"/p\",\"id\":\"3\"},"
            + "{\"data\":\"x\",\"channel\":\"/service/s\"}]");
        Assert.Equal(["/meta/connect", "/p"], reply.Answers.Select(a => a.Channel));
        Assert.Equal(["0", "", "\"x\""], reply.Events.Select(e => e.GetDataJson()));
    }

    [Fact]
    public void Every_member_of_a_message_survives_untouched()
    {
        const string Message =
            "{\"channel\":\"/a\",\"ext\":{\"com.acme\":{\"k\":[1]}},\"data\":{\"v\":1},\"unknown\":\"\\u00e4\"}";
        BayeuxMessage message = Parse("[ " + Message + " ]").Events[0];
        Assert.Equal(Message, message.GetJson());
        Assert.Equal(Message, Encoding.UTF8.GetString(message.Utf8.Array!, message.Utf8.Offset, message.Utf8.Count));
        Assert.Equal("{\"v\":1}", Encoding.UTF8.GetString(message.DataUtf8.Array!, message.DataUtf8.Offset,
            message.DataUtf8.Count));
    }

    [Theory]
    [InlineData("\\/v2\\/me\\/calls", "/v2/me/calls")]
    [InlineData("/v2/me/\\u0063alls", "/v2/me/calls")]
    public void Escapes_in_channels_and_names_are_resolved(string written, string channel)
    {
        BayeuxMessage message = Parse("[{\"ch\\u0061nnel\":\"" + written + "\",\"d\\u0061ta\":5}]").Events[0];
        Assert.Equal((channel, "5"), (message.Channel, message.GetDataJson()));
    }

    [Fact]
    public void White_space_and_a_byte_order_mark_are_no_matter()
    {
        byte[] body = [0xEF, 0xBB, 0xBF,
            .. Encoding.UTF8.GetBytes(
            " \r\n[ { \"channel\" : \"/a\" , \"data\" : { \"x\" : [ 1 , 2 ] } } , {\"channel\":\"/a\"} ]\n")];
        ParsedReply? reply = new ReplyParser().Parse(body, body.Length, true, DateTimeOffset.UtcNow, out _);
        Assert.Equal(2, reply!.Events.Length);
    }

    [Fact]
    public void A_member_that_comes_twice_counts_as_its_last()
    {
        BayeuxMessage message = Parse("[{\"channel\":\"/a\",\"channel\":\"/b\",\"data\":1,\"data\":2}]").Events[0];
        Assert.Equal(("/b", "2"), (message.Channel, message.GetDataJson()));
    }

    [Fact]
    public void Events_stay_valid_when_the_buffer_they_came_in_is_used_again()
    {
        byte[] body = Encoding.UTF8.GetBytes("[{\"channel\":\"/a\",\"data\":\"keep\"}]");
        ParsedReply? reply = new ReplyParser().Parse(body, body.Length, owned: false, DateTimeOffset.UtcNow, out _);
        Array.Clear(body);
        Assert.Equal("\"keep\"", reply!.Events[0].GetDataJson());
    }

    [Fact]
    public void Bytes_beyond_the_count_do_not_belong_to_the_reply()
    {
        byte[] body = Encoding.UTF8.GetBytes("[{\"channel\":\"/a\"}]garbage");
        Assert.NotNull(new ReplyParser().Parse(body, body.Length - 7, false, DateTimeOffset.UtcNow, out _));
        Assert.Null(new ReplyParser().Parse(body, body.Length - 8, false, DateTimeOffset.UtcNow, out _));
    }

    [Fact]
    public void Every_truncation_of_a_reply_is_refused()
    {
        string whole =
            "[{\"channel\":\"/a\",\"data\":{\"t\":\"\u00e4\\\"\",\"n\":-1.5e3,\"b\":[true,false,null]}}," +
            "{\"channel\":\"/meta/connect\",\"successful\":true,\"advice\":{\"timeout\":1}}]";
        byte[] body = Encoding.UTF8.GetBytes(whole);
        for (int i = 0; i < body.Length; i++)
        {
            Assert.Null(new ReplyParser().Parse(body, i, false, DateTimeOffset.UtcNow, out _));
        }

        Assert.NotNull(new ReplyParser().Parse(body, body.Length, false, DateTimeOffset.UtcNow, out _));
    }

    [Fact]
    public void Twenty_thousand_events_in_one_reply_come_out_whole_and_in_order()
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append("{\"channel\":\"/bench\",\"data\":{\"i\":").Append(i).Append(",\"pad\":\"").Append('x', 200)
                .Append("\"}},");
        }

        ParsedReply reply = Parse(text.Append("{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"1\"}]").ToString());
        Assert.Equal(20_000, reply.Events.Length);
        Assert.StartsWith("{\"i\":19999,", reply.Events[^1].GetDataJson(), StringComparison.Ordinal);
        Assert.Same(reply.Events[0].Channel, reply.Events[^1].Channel);
    }

    private static ParsedReply Parse(string body) => Parse(body, out string? error) ?? throw new InvalidOperationException(error);

    private static ParsedReply? Parse(string body, out string? error)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return new ReplyParser().Parse(bytes, bytes.Length, owned: true, DateTimeOffset.UtcNow, out error);
    }
}
