using System;
using System.Linq;
using System.Text;
using GenesysOutbound.Client.Wire;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>
/// The one reader of JSON on the way of an event: what it takes, what it refuses, and that it reads as another implementation
/// does.
/// </summary>
public sealed class Utf8DataReaderTests
{
    public static TheoryData<string, string> Accepted { get; } = new()
    {
        { "{}", "{}" }, { " [ ] ", "[]" }, { "null", "null" }, { "-0", "0" }, { "12345678901234567890", "12345678901234567890" },
        { "-9223372036854775808", "-9223372036854775808" }, { "1.5e3", "1500.0" },
            { "79228162514264337593543950335", "79228162514264337593543950335" },
        { "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}" },
            { "{\"a\":{\"x\":1},\"A\":2,\"a\":{\"y\":2}}", "{\"a\":{\"y\":2},\"A\":2}" },
        { "{\"\\u0061\":1,\"a\":2}", "{\"a\":2}" }, { "\"\\ud83d\\ude00\"", "\"\ud83d\ude00\"" }, { "\"\\ud83d\"", "\"\ufffd\"" },
            { "\"a\\/b\\t\"", "\"a/b\\t\"" },
        { "\"a\tb\"", "\"a\\tb\"" }, { "\ufeff{\"a\":[true,false,null,\"\"]}", "{\"a\":[true,false,null,\"\"]}" },
        { "{\"\":1,\"PSObject\":2}", "{\"\":1,\"PSObject\":2}" },
    };

    public static TheoryData<string> Refused { get; } =
    [
        "", " ", "{", "[", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]", "{} {}", "nul",
            "True", "01", "-", "+1", ".5", "1.", "1e", "NaN",
        "Infinity", "\"open", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "[1]/* comment */", "// comment", "undefined", "\u0000", "]",
            "{\"a\":1]",
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Json_is_read(string json, string written) => Assert.Equal(written, WireJson.Write(WireJson.Parse(json)));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_json_is_refused(string json)
    {
        Assert.False(WireJson.TryParse(json, out var value));
        Assert.Null(value);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.True(WireJson.TryParse(new string('[', 60) + new string(']', 60), out _));
        Assert.False(WireJson.TryParse(new string('[', 70) + new string(']', 70), out _));
    }

    [Fact]
    public void A_reply_of_millions_of_values_is_refused() =>
        Assert.False(WireJson.TryParse("[" + string.Join(",", Enumerable.Repeat("[]", 1_000_001)) + "]", out _));

    [Fact]
    public void Every_cut_of_a_document_is_refused_and_none_disturbs_the_next()
    {
        var json = Encoding.UTF8.GetBytes("{\"a\":[1,{\"b\":\"\u00fc\\u00e4\"},true],\"c\":-1.5,\"d\":{\"e\":null}}");
        for (var length = 0; length < json.Length; length++)
        {
            Assert.False(WireJson.TryParse(new ArraySegment<byte>(json, 0, length), out _), "cut after " + length);
            Assert.True(WireJson.TryParse(new ArraySegment<byte>(json), out _));
        }
    }

    [Fact]
    public void Many_names_are_read_in_a_time_that_grows_with_their_number()
    {
        // Quadratic, this would be a billion comparisons.
        const int names = 60_000;
        var json = "{" + string.Join(",", Enumerable.Range(0, names).Select(i => "\"n" + (i % (names / 2)) + "\":" + i)) + "}";
        var data = (GwsData)WireJson.Parse(json)!;
        Assert.Equal(names / 2, data.Count);
        Assert.Equal((long)names - 1, data["n" + ((names / 2) - 1)]);
        Assert.Equal((long)names / 2, data["N0"]);
    }

    [Fact]
    public void It_reads_random_documents_as_the_library_does()
    {
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var token = Make(random, 0);
            var json = token.ToString(random.Next(2) == 0
                ? Newtonsoft.Json.Formatting.None : Newtonsoft.Json.Formatting.Indented);
            Assert.Equal(token.ToString(Newtonsoft.Json.Formatting.None), WireJson.Write(WireJson.Parse(json)));
        }
    }

    [Fact]
    public void Random_bytes_throw_nothing()
    {
        var random = new Random(6);
        var bytes = Encoding.UTF8.GetBytes(
            "{\"channel\":\"/v2/me/outbound\",\"data\":{\"record\":{\"recordHandle\":68,\"userData\":{\"a\":\"\u00e4\\n\"," +
            "\"b\":[1,2.5,null]}}}}");
        for (var i = 0; i < 20_000; i++)
        {
            var mutated = (byte[])bytes.Clone();
            for (var change = random.Next(4); change >= 0; change--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            _ = WireJson.TryParse(new ArraySegment<byte>(mutated, 0, random.Next(mutated.Length + 1)), out _);
        }
    }

    private static JToken Make(Random random, int depth)
    {
        switch (random.Next(depth > 5 ? 6 : 8))
        {
            case 0:
                return new JValue(random.Next(-2000, 2000));
            case 1:
                return new JValue((((long)random.Next()) << 31) | (uint)random.Next());
            case 2:
                return new JValue(random.NextDouble() * 1000);
            case 3:
                return new JValue(random.Next(2) == 0);
            case 4:
                return JValue.CreateNull();
            case 5:
                return new JValue(Text(random));
            case 6:
                return new JArray(Enumerable.Range(0, random.Next(5)).Select(_ => Make(random, depth + 1)));
            default:
                var data = new JObject();
                for (var i = random.Next(60) * (random.Next(4) / 3); i >= 0; i--)
                {
                    data[Text(random)] = Make(random, depth + 2);
                }

                return data;
        }
    }

    private static string Text(Random random)
    {
        const string letters = "abcGSW_ \"\\/\u0001\n\u00fc\u4e2d";
        return string.Concat(Enumerable.Range(0, random.Next(50) / (1 + random.Next(5)))
            .Select(_ => letters[random.Next(letters.Length)]));
    }
}
