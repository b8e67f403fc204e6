using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.ServiceClientApi;
using GenesysOutbound.Desktop.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.ServiceClientApi;

/// <summary>The host answers the requests of the Service Client API Reference with its samples.</summary>
public sealed class SampleTests
{
    // What names one run: ids that a server or a desktop makes.
    private static readonly string[] OfOneRun =
        ["GSW_AGENT_ID", "GSW_CALL_ATTEMPT_GUID", "GSW_REFERENCE_ID", "GSW_SWITCH_DBID", "IW_BundleUid", "IW_CaseUid"];

    [Fact]
    public async Task GetListOfCallResults_is_the_sample_to_the_letter()
    {
        await using var host = await HostFixture.StartAsync();
        var sample = Fixture.Read("list-of-call-results.response.json");
        var reply = Fixture.AsClientsSeeIt(await host.CallAsync("outbound.getListOfCallResults"));
        Assert.Equal(sample.ToString(), reply.ToString());
        Assert.Equal(39, ((JObject)reply["data"]!).Count);
    }

    [Fact]
    public async Task GetCallResult_is_the_sample_to_the_letter()
    {
        await using var host = await HostFixture.StartAsync();
        var called = await host.CalledAsync();
        await host.DataAsync("outbound.setCallResult", (string)called["interactionId"]!, "6");
        var reply = Fixture.AsClientsSeeIt(await host.CallAsync("outbound.getCallResult", (string)called["interactionId"]!));
        Assert.Equal(Fixture.Read("get-call-result.response.json").ToString(), reply.ToString());
    }

    [Fact]
    public async Task GetChainedRecords_is_the_sample_but_for_the_ids_of_one_run()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync("Outbound Campaign Custom");
        Assert.Equal("1", (string?)preview["interactionId"]);

        var sample = Fixture.Read("chained-records.response.json");
        var reply = Fixture.AsClientsSeeIt(await host.CallAsync("outbound.getChainedRecords", "1"));
        Assert.Equal(sample.Properties().Select(item => item.Name), reply.Properties().Select(item => item.Name));
        var data = Assert.Single((JArray)reply["data"]!);
        Assert.Equal(["records"], ((JObject)data).Properties().Select(item => item.Name));
        var expected = (JArray)sample["data"]![0]!["records"]!;
        var actual = (JArray)data["records"]!;
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Fixture.AssertSame((JObject)expected[i], (JObject)actual[i], OfOneRun);
        }

        Assert.True(Guid.TryParse((string?)actual[0]["IW_CaseUid"], out _));
        Assert.True(Guid.TryParse((string?)actual[0]["IW_BundleUid"], out _));
    }

    [Fact]
    public void The_fields_of_getRecordFields_are_those_of_the_sample()
    {
        foreach (var sample in Fixture.Read("record-fields.response.json")["data"]!.Cast<JObject>())
        {
            var field = new GwsRecordField
            {
                Name = (string)sample["name"]!,
                DisplayName = (string?)sample["displayName"] ?? (string)sample["name"]!,
                Value = (string?)sample["value"],
                IsEditable = (bool)sample["isEditable"]!,
                IsMandatory = (bool)sample["isMandatory"]!,
                Options = (sample["options"] as JObject)?.Properties()
                    .ToDictionary(item => item.Name, item => (string)item.Value!)
                    ?? [],
                FieldType = (string)(sample["fieldType"] ?? sample["type"])!,
                ValueType = (string)sample["valueType"]!,
            };

            // The first field of the sample has "type" where the type definition and the other fields have "fieldType".
            var expected = (JObject)sample.DeepClone();
            if (expected["type"] is { } type)
            {
                expected.Remove("type");
                expected["fieldType"] = type;
            }

            Fixture.AssertSame(expected, FieldShape.Field(field), []);
        }
    }

    [Fact]
    public async Task GetRecordFields_shows_the_phone_type_with_the_options_of_the_sample()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync();
        var fields = (JArray)await host.DataAsync("outbound.getRecordFields", (string)preview["interactionId"]!);
        var sample = Fixture.Read("record-fields.response.json")["data"]!
            .Single(item => (string?)item["name"] == "GSW_PHONE_TYPE");
        var field = (JObject)fields.Single(item => (string?)item["name"] == "GSW_PHONE_TYPE");
        Assert.Equal(1, (int)field["value"]!);
        field.Remove("value");
        Assert.Equal(
            sample["options"]!.Children<JProperty>().OrderBy(item => item.Name).Select(item => item.ToString()),
            field["options"]!.Children<JProperty>().OrderBy(item => item.Name).Select(item => item.ToString()));
        field.Remove("options");
        ((JObject)sample).Remove("options");
        Fixture.AssertSame((JObject)sample, field, []);
        Assert.Equal("time", (string?)fields.Single(item => (string?)item["name"] == "GSW_FROM")["fieldType"]);
    }

    [Fact]
    public async Task UpdateRecordFields_takes_the_request_of_the_sample()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync();
        var id = (string)preview["interactionId"]!;
        var request = Fixture.Read("update-record-fields.request.json");
        var parameters = (JArray)request["parameters"]!;
        var values = (JObject)parameters[1]!.DeepClone();

        // The record of the built-in scenario has no such field; the others are the system's.
        Assert.True(values.Remove("GSW_CUSTOM_STRING"));
        await host.DataAsync("outbound.updateRecordFields", id, values);
        var fields = (JArray)await host.DataAsync("outbound.getRecordFields", id);
        Assert.Equal("10:15", (string?)Value(fields, "GSW_FROM"));
        Assert.Equal("23:45", (string?)Value(fields, "GSW_UNTIL"));
        Assert.Equal(9, (int)Value(fields, "GSW_PHONE_TYPE")!);

        // The whole request names a field that this record lacks: all of it fails.
        var error = await host.ErrorAsync("outbound.updateRecordFields", id,
            new JObject { ["GSW_FROM"] = "09:00", ["GSW_CUSTOM_STRING"] = "Custom message" });
        Assert.Contains("GSW_CUSTOM_STRING", error);
        fields = (JArray)await host.DataAsync("outbound.getRecordFields", id);
        Assert.Equal("10:15", (string?)Value(fields, "GSW_FROM"));
    }

    [Theory]
    [InlineData("05/27/2021 10:55")]
    [InlineData("5/27/2021 10:55")]
    public async Task RescheduleRecord_takes_the_request_of_the_sample_in_the_records_zone(string date)
    {
        await using var host = await HostFixture.StartAsync(timeOfDay: () =>
            new DateTimeOffset(2021, 5, 27, 8, 0, 0, TimeSpan.Zero));
        var preview = await host.PreviewAsync();
        var id = (string)preview["interactionId"]!;
        Assert.Equal("1", id);
        var handle = (long)preview["userData"]!["GSW_RECORD_HANDLE"]!;
        await host.DataAsync("outbound.rescheduleRecord", id, handle, date, "PERSONAL");
        var schedule = host.Session.Records.Find(
            handle.ToString(System.Globalization.CultureInfo.InvariantCulture))!.Pending.Schedule!;
        Assert.Equal(GwsCallbackType.Personal, schedule.CallbackType);
        Assert.Equal("05/27/2021 10:55", schedule.RecordTime);
        Assert.Equal(TimeSpan.FromSeconds((long)preview["userData"]!["GSW_TZ_OFFSET"]!), schedule.At.Offset);
        await host.DataAsync("outbound.cancelReschedule", id);
        Assert.Null(host.Session.Records.Find(
            handle.ToString(System.Globalization.CultureInfo.InvariantCulture))!.Pending.Schedule);
    }

    [Fact]
    public async Task The_request_of_the_sample_with_a_single_digit_hour_and_minute_is_read()
    {
        await using var host = await HostFixture.StartAsync(timeOfDay: () =>
            new DateTimeOffset(2021, 5, 1, 0, 0, 0, TimeSpan.Zero));
        var preview = await host.PreviewAsync();
        var handle = (long)preview["userData"]!["GSW_RECORD_HANDLE"]!;
        await host.DataAsync("outbound.rescheduleRecord", "1", handle, "5/7/2021 9:5", "campaign");
        var schedule = host.Session.Records.Snapshot()[0].Pending.Schedule!;
        Assert.Equal("05/07/2021 09:05", schedule.RecordTime);
        Assert.Equal(GwsCallbackType.Campaign, schedule.CallbackType);
    }

    private static JToken? Value(IEnumerable<JToken> fields, string name) =>
        fields.Single(item => (string?)item["name"] == name)["value"];
}
