using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.ServiceClientApi;

/// <summary>Marking an interaction done: what is pending on any record of its chain is sent, or the reply says why not.</summary>
public sealed class MarkDoneTests
{
    // Both are records of one chain of this campaign; the first one is delivered.
    private const string Campaign = "Outbound Campaign Custom";
    private const long First = 283;
    private const long Second = 284;

    [Fact]
    public async Task A_callback_of_another_record_of_the_chain_is_sent_before_the_record_is_completed()
    {
        await using var host = await WithChainAsync();
        await host.DataAsync("outbound.rescheduleRecord", "1", Second, "12/31/2099 10:00", "CAMPAIGN");
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("RescheduleRecord", Second), ("CompleteRecord", First)], Changes(host));
        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task Fields_of_the_delivered_record_are_sent_when_another_one_was_dialled()
    {
        await using var host = await WithChainAsync();
        await host.DataAsync("outbound.updateRecordFields", "1", new JObject { ["GSW_FROM"] = "09:30" });
        await CallAsync(host, Second);
        await host.DataAsync("outbound.setCallResult", "1", 33);
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("UpdateRecord", First), ("CompleteRecord", Second)], Changes(host));
        Assert.Equal(34200, host.Simulator.Records.Single(record => record.RecordHandle == First).From);
        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task A_result_of_another_record_of_the_chain_is_not_lost_but_named()
    {
        await using var host = await WithChainAsync();
        await CallAsync(host, First);
        await host.DataAsync("outbound.setCallResult", "1", 6);
        await CallAsync(host, Second);
        await host.DataAsync("outbound.setCallResult", "1", 33);
        var error = await host.ErrorAsync("interaction.markdone", "1");
        Assert.Contains($"record {First} (CallResult", error);
        Assert.Empty(Changes(host));

        host.Session.Outbound.ClearCallResult(new GwsRecordIdentity(First.ToString(CultureInfo.InvariantCulture)));
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("CompleteRecord", Second)], Changes(host));
        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task Do_not_call_of_another_record_of_the_chain_is_named_and_can_be_taken_back()
    {
        await using var host = await WithChainAsync();
        await CallAsync(host, First);
        await host.DataAsync("outbound.setDoNotCall", "1");
        await CallAsync(host, Second);
        Assert.Contains($"record {First} (DoNotCall", await host.ErrorAsync("interaction.markdone", "1"));
        await host.DataAsync("outbound.removeDoNotCall", "1");
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("CompleteRecord", Second)], Changes(host));
    }

    [Fact]
    public async Task Do_not_call_for_the_chain_and_a_callback_in_it_exclude_each_other()
    {
        await using var host = await WithChainAsync();
        await host.DataAsync("outbound.rescheduleRecord", "1", Second, "12/31/2099 10:00", "CAMPAIGN");
        await CallAsync(host, First);
        await host.DataAsync("outbound.setDoNotCall", "1");
        Assert.Contains($"record {Second} (Callback", await host.ErrorAsync("interaction.markdone", "1"));
        Assert.Empty(Changes(host));
        await host.DataAsync("outbound.cancelReschedule", "1");
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("DoNotCallRecord", First)], Changes(host));
    }

    [Fact]
    public async Task A_step_that_fails_says_what_is_left_and_completes_nothing()
    {
        await using var host = await WithChainAsync();
        await host.DataAsync("outbound.rescheduleRecord", "1", Second, "12/31/2099 10:00", "CAMPAIGN");
        host.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 400,
            Operation = "RescheduleRecord" });
        var reply = await host.CallAsync("interaction.markdone", "1");
        Assert.True(reply.ContainsKey("errorCode"));
        Assert.Contains($"Still pending: record {Second} (Callback", (string?)reply["errorMessage"]);
        Assert.DoesNotContain(Changes(host), change => change.Operation == "CompleteRecord");
        await host.DataAsync("interaction.markdone", "1");
        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task A_record_whose_chain_was_completed_elsewhere_does_not_come_back_as_an_interaction()
    {
        await using var host = await WithChainAsync();
        await host.DataAsync("outbound.updateRecordFields", "1", new JObject { ["GSW_FROM"] = "09:30" });
        await CallAsync(host, Second);

        // At the prompt only the record itself is meant.
        await host.Session.Outbound.CompleteRecordAsync(
            new GwsRecordIdentity(Second.ToString(CultureInfo.InvariantCulture)), cancellationToken: SimulatorFixture.Stop);
        Assert.False(Record(host, First).Pending.IsEmpty);
        Assert.Empty(await host.DataAsync("interaction.getInteractions"));
    }

    [Fact]
    public async Task A_last_step_without_an_answer_is_an_unknown_outcome_also_when_the_step_before_took_long()
    {
        await using var host = await WithChainAsync(TimeSpan.FromSeconds(30));
        await host.DataAsync("outbound.updateRecordFields", "1", new JObject { ["GSW_FROM"] = "09:30" });
        host.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent,
            Operation = "UpdateCallCompletionStatsAcknowledge", Delay = TimeSpan.FromSeconds(2) });
        host.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "RecordProcessedAcknowledge" });
        var reply = await host.CallAsync("interaction.markdone", "1");
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, (string?)reply["errorCode"]);
        var unknown = Assert.Single(host.Unknown.ToJson());
        Assert.Equal("CompleteRecord", (string?)unknown["operation"]);
        Assert.False(string.IsNullOrEmpty((string?)unknown["referenceId"]));
    }

    [Fact]
    public async Task Fields_that_were_forced_at_the_prompt_are_sent()
    {
        await using var host = await WithChainAsync();
        host.Session.Outbound.UpdateFields(new GwsRecordIdentity(First.ToString(CultureInfo.InvariantCulture)),
            new Dictionary<string, object?> { ["NOT_IN_THE_LIST"] = "text", ["GSW_FROM"] = "09:30" }, force: true);
        await host.DataAsync("interaction.markdone", "1");
        Assert.Equal([("UpdateRecord", First), ("CompleteRecord", First)], Changes(host));
    }

    private static async Task<HostFixture> WithChainAsync(TimeSpan? timeout = null)
    {
        var host = await HostFixture.StartAsync(timeout: timeout);
        await host.PreviewAsync(Campaign);
        await host.DataAsync("outbound.getChainedRecords", "1");
        return host;
    }

    private static async Task CallAsync(HostFixture host, long handle)
    {
        await host.DataAsync("outbound.callPreviewRecord", "1", handle);
        await host.DataAsync("voice.hangUp", "1");
    }

    private static async Task AssertNothingIsLeftAsync(HostFixture host)
    {
        Assert.True(Record(host, First).IsDone);
        Assert.True(Record(host, Second).IsDone);
        Assert.Empty(await host.DataAsync("interaction.getInteractions"));
    }

    private static (string Operation, long Handle)[] Changes(HostFixture host) => host.Simulator.Requests
        .Where(request => request.Operation is "UpdateRecord" or "RescheduleRecord" or "DoNotCallRecord" or "CompleteRecord")
        .Select(request => (request.Operation!, long.Parse(request.Path.Split('/').Last(), CultureInfo.InvariantCulture)))
        .ToArray();

    private static GwsRecord Record(HostFixture host, long handle) =>
        host.Session.Records.Find(handle.ToString(CultureInfo.InvariantCulture))!;
}
