using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Wire;
using Newtonsoft.Json;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>What is written is what Newtonsoft.Json writes, made without its objects.</summary>
public sealed class WireJsonWriteTests
{
    [Fact]
    public void Every_character_is_written_as_the_library_writes_it()
    {
        var all = new string([.. Enumerable.Range(0, 0x3000).Select(code => (char)code)]);
        Assert.Equal(JsonConvert.ToString(all), WireJson.Write(all));
        foreach (var c in all)
        {
            var text = "a" + c + "b";
            Assert.Equal(JsonConvert.ToString(text), WireJson.Write(text));
        }

        Assert.Equal("\"\ud83d\ude00\"", WireJson.Write("\ud83d\ude00"));
    }

    [Theory]
    [InlineData(1L, "1")]
    [InlineData(-1L, "-1")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(7, "7")]
    [InlineData(1.5, "1.5")]
    [InlineData(1.0, "1.0")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    [InlineData(null, "null")]
    [InlineData(GwsChainScope.AllChain, "\"AllChain\"")]
    public void Values(object? value, string json) => Assert.Equal(json, WireJson.Write(value));

    [Fact]
    public void Objects_and_arrays_of_either_kind()
    {
        var data = new GwsData();
        data.Set("a\"b", 1L);
        data.Set("empty", new GwsData());
        data.Set("items", new object?[] { 1L, "x", null, Array.Empty<object?>() });
        data.Set("table", new Hashtable { ["k"] = 18446744073709551616m });
        data.Set("map", new Dictionary<string, object?> { ["k"] = "v" });
        Assert.Equal(
            """{"a\"b":1,"empty":{},"items":[1,"x",null,[]],"table":{"k":18446744073709551616},"map":{"k":"v"}}""",
            WireJson.Write(data));
    }

    [Fact]
    public void What_is_nested_too_deeply_is_refused_and_leaves_nothing_behind()
    {
        object? nested = 1L;
        for (var i = 0; i < 70; i++)
        {
            nested = new[] { nested };
        }

        Assert.Throws<JsonWriterException>(() => WireJson.Write(nested));
        Assert.Equal("[]", WireJson.Write(Array.Empty<object>()));
    }
}
