using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// The simulator in a process of its own that publishes record events as fast as it can: for each record a <c>PreviewRecord</c>
/// and a <c>RecordRejectAcknowledge</c>, each with its raw duplicate on <c>/me/internal</c>, as a server sends them; a handle and
/// a reference id of its own each.
/// </summary>
internal static class EventServer
{
    public const string Role = "--as-event-server";

    public static async Task<(LineProcess Process, Uri Url)> StartAsync()
    {
        var process = new LineProcess("dotnet", AppContext.BaseDirectory, [typeof(EventServer).Assembly.Location, Role]);
        JsonElement ready = await process.WaitForAsync("ready");
        return (process, new Uri(ready.GetProperty("url").GetString()!));
    }

    /// <summary>The process itself: a number on its input is how many events to publish.</summary>
    public static int Run()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { RequestLogCapacity = 1 });
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object> { ["event"] = "ready",
            ["url"] = simulator.Uri.ToString() }));
        var handle = 1000;
        while (Console.In.ReadLine() is string line)
        {
            for (int left = int.Parse(line, CultureInfo.InvariantCulture); left > 0; left -= 4)
            {
                PublishRecord(simulator, ++handle);
            }
        }

        return 0;
    }

    private static void PublishRecord(GwsSimulator simulator, int handle)
    {
        string userData = $$"""
            {"GSW_AGENT_ID":"agent1","GSW_APPLICATION_ID":134,"GSW_ATTEMPTS":0,"GSW_CALLING_LIST":"CallingList1","GSW_CALL_ATTEMPT_GUID":"0{{handle}}BZ5O1AF8KIC4S2",
            "GSW_CALL_RESULT":28,"GSW_CAMPAIGN_GROUP_DESCRIPTION":"Campaign1 Group1","GSW_CAMPAIGN_GROUP_NAME":"Group1","GSW_CAMPAIGN_NAME":"Campaign1",
            "GSW_CHAIN_ID":{{handle}},"GSW_FROM":28800,"GSW_PHONE":"55{{handle}}","GSW_PHONE_TYPE":"Home Phone","GSW_RECORD_HANDLE":{{handle}},
            "GSW_SWITCH_DBID":102,"GSW_TZ_NAME":"GMT","GSW_TZ_OFFSET":0,"GSW_UNTIL":64800,"GSW_USER_EVENT":"PreviewRecord","InteractionType":"Outbound"}
            """.ReplaceLineEndings(string.Empty);
        string record = "\"campaignName\":\"Campaign1\",\"callingList\":\"CallingList1\",\"applicationId\":134,\"recordHandle\":"
            + Text(handle);
        string reject = $$"""{"GSW_APPLICATION_ID":134,"GSW_CALLING_LIST":"CallingList1","GSW_RECORD_HANDLE":{{handle}},"GSW_USER_EVENT":"RecordRejectAcknowledge"}""";
        simulator.Publish("agent1", "/v2/me/outbound", Message("PreviewRecord", record, userData, handle));
        simulator.Publish("agent1", "/me/internal", Raw(userData), toUnsubscribed: true);
        simulator.Publish("agent1", "/v2/me/outbound", Message("RecordRejectAcknowledge", record, reject, handle + 1_000_000));
        simulator.Publish("agent1", "/me/internal", Raw(reject), toUnsubscribed: true);
    }

    private static string Message(string type, string record, string userData, int referenceId) =>
        "{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"" + type + "\",\"referenceId\":" + Text(referenceId)
            + ",\"record\":{" + record + ",\"userData\":" + userData + "}}";

    private static string Raw(string userData) =>
        "{\"messageType\":\"DeviceUserEventMessage\",\"deviceId\":\"0c74e9be-6f5b-4d2e-9a51-1b2f3e4d5c6b\"," +
            "\"eventProcessing\":{\"serverGenerationTimestamp\":1700000000000,"
            + "\"nodeProcessingTimeNanos\":123456},\"userData\":" + userData + "}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
