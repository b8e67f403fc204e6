using System;
using System.Collections;
using System.Collections.Generic;
using GenesysOutbound.Client.Wire;
using Newtonsoft.Json;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

public class DataTests
{
    [Fact]
    public void Members_keep_their_names_order_and_types_and_are_found_without_regard_to_case()
    {
        var data = (GwsData)WireJson.Parse(
            "{\"b\":1,\"A\":\"2011-01-01T00:00:00Z\",\"a\":1.5,\"c\":null,\"d\":[true,{\"e\":9007199254740993}]," +
            "\"f\":18446744073709551616}")!;
        Assert.Equal(["b", "A", "a", "c", "d", "f"], data.Keys);
        Assert.Equal("2011-01-01T00:00:00Z", data["A"]);
        Assert.Equal(1.5, data["a"]);
        Assert.Equal(1L, data["B"]);
        Assert.Null(data["nowhere"]);
        Assert.True(data.ContainsKey("c"));
        Assert.Equal(9007199254740993L, ((GwsData)((object?[])data["d"]!)[1]!)["e"]);
        Assert.Equal(18446744073709551616m, data["f"]);
        Assert.Throws<NotSupportedException>(() => data.Set("x", 1));
        Assert.Equal(1L, ((IDictionary)data)["b"]);
        var seen = new List<object>();
        foreach (DictionaryEntry entry in (IDictionary)data)
        {
            seen.Add(entry.Key);
        }

        Assert.Equal(6, seen.Count);
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":[1,2.5,null,true,\"x\\u0000\\\"\"],\"c\":{\"d\":{}}}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void What_is_read_is_written_again(string json) => Assert.Equal(json, WireJson.Write(WireJson.Parse(json)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1}{")]
    [InlineData("<html>")]
    [InlineData("{\"a\":}")]
    [InlineData("[1,2")]
    public void What_is_no_json_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => WireJson.Parse(json));
        Assert.False(WireJson.TryParse(json, out _));
    }

    [Fact]
    public void Json_without_bottom_is_refused() => Assert.False(WireJson.TryParse(new string('[', 100_000), out _));
}
