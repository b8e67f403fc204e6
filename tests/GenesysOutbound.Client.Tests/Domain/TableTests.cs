using System;
using System.Collections;
using System.Collections.Generic;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

/// <summary>Tables that callers give become plain data in one way, whatever the types of their values.</summary>
public class TableTests
{
    public static TheoryData<object?, string> Values() => new()
    {
        { null, "null" },
        { DBNull.Value, "null" },
        { "7", "\"7\"" },
        { 7, "7" },
        { (byte)7, "7" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1.5f, "1.5" },
        { 1.5m, "1.5" },
        { true, "true" },
        { 'x', "\"x\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { new DateTime(2031, 5, 27, 14, 30, 0, DateTimeKind.Unspecified), "\"2031-05-27 14:30:00\"" },
        { new DateTimeOffset(2031, 5, 27, 14, 30, 0, TimeSpan.FromHours(2)), "\"2031-05-27 14:30:00+02:00\"" },
        { TimeSpan.FromMinutes(90), "\"01:30:00\"" },
        { new object[] { 1, "a" }, "[1,\"a\"]" },
        { new Hashtable { ["b"] = 1 }, "{\"b\":1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_type_has_one_form(object? value, string json) =>
        Assert.Equal("{\"n\":" + json + "}", WireJson.Write(GwsTable.Read(new Hashtable { ["n"] = value }, "OtherFields")));

    public static TheoryData<object> Refused() =>
        new() { double.NaN, float.PositiveInfinity, new object(), new Action(() => { }), typeof(string) };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_has_no_form_is_refused_by_name(object value)
    {
        var error = Errors.Of(GwsErrorIds.InvalidParameter, () =>
            GwsTable.Read(new Hashtable { ["n"] = new[] { value } }, "OtherFields"));
        Assert.Contains("OtherFields.n[0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_contains_itself_is_refused()
    {
        var table = new Hashtable();
        table["self"] = table;
        Errors.Of(GwsErrorIds.InvalidParameter, () => GwsTable.Read(table, "OtherFields"));
    }

    [Fact]
    public void Wrappers_are_taken_off_at_every_depth()
    {
        var table = new Hashtable { ["n"] = new Box(7), ["list"] = new Box(new object[] { new Box("a") }),
            ["t"] = new Box(new Hashtable { ["x"] = new Box(1L) }) };
        var data = GwsTable.Read(table, "OtherFields", static value => value is Box box ? box.Value : value);
        Assert.Equal(7L, data["n"]);
        Assert.Equal(["a"], (object?[])data["list"]!);
        Assert.Equal(1L, ((GwsData)data["t"]!)["x"]);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(4_000)]
    public void Merging_many_keys_takes_a_number_of_steps_that_grows_with_their_number(int keys)
    {
        // The index of names in any case is kept up; it used to be built again for each name that was missing.
        var data = new GwsData();
        for (var i = 0; i < keys; i++)
        {
            Assert.False(data.ContainsKey("key" + i));
            data.Set("Key" + i, i);
            Assert.True(data.ContainsKey("KEY" + i));
        }

        Assert.Equal(keys, new HashSet<string>(data.Keys).Count);
    }

    private sealed record Box(object? Value);
}
