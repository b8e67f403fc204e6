using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Outbound;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

public sealed class CallbackQueueTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CallingList _list = new("List", 1);
    private readonly CallingList _other = new("Other", 2);
    private readonly CallbackQueue _queue = new();
    private int _last;

    [Fact]
    public void What_is_due_is_found_by_its_agent_or_its_list_the_oldest_first()
    {
        var late = Add(_list, 30, null);
        var early = Add(_list, 10, null);
        var elsewhere = Add(_other, 5, null);
        var personal = Add(_list, 20, "agent1");
        Assert.Equal(Start.AddSeconds(5), _queue.NextAt);
        Assert.Null(_queue.FirstDueOf([_list, _other]));

        _queue.Advance(Start.AddSeconds(20));
        Assert.Equal(Start.AddSeconds(30), _queue.NextAt);
        Assert.Same(elsewhere, _queue.FirstDueOf([_list, _other]));
        Assert.Same(early, _queue.FirstDueOf(_list));
        Assert.Equal([personal], _queue.DueOf("agent1"));
        Assert.Equal(["agent1"], _queue.AgentsWithDue);

        _queue.Remove(early);
        Assert.Null(_queue.FirstDueOf(_list));
        _queue.Remove(personal);
        Assert.Empty(_queue.AgentsWithDue);
        _queue.Remove(late);
        Assert.Null(_queue.NextAt);
    }

    [Fact]
    public void Callbacks_of_the_same_time_come_in_the_order_in_which_they_were_set()
    {
        var chains = Enumerable.Range(0, 50).Select(_ => Add(_list, 10, "agent1")).ToArray();
        _queue.Advance(Start.AddSeconds(10));
        Assert.Equal(chains, _queue.DueOf("agent1"));
    }

    [Theory]
    [InlineData("AllChain", 0, 0)]
    [InlineData("RecordOnly", 0, 1)]
    [InlineData("RecordOnly", 1, 1)]
    public async Task A_number_that_must_not_be_called_takes_its_callback_along(string scope, int number, int left)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        var chain = simulator.Records.Where(r => r.CallingList == "CallingList1" && r.ChainId == 1).ToArray();
        await agent.RecordAsync("RescheduleRecord", handle,
            new JObject { ["callbackType"] = "Personal", ["timestamp"] = simulator.Now.AddHours(1).ToUnixTimeSeconds() });
        await agent.RecordAsync("CompleteRecord", handle);
        var reply = await agent.PostAsync("/api/v2/me/outbound-records", new JObject
        {
            ["operationName"] = "DoNotCallRecord",
            ["applicationId"] = 134,
            ["campaignName"] = "Campaign1",
            ["devicePath"] = agent.DevicePath,
            ["phoneNumber"] = chain[number].Phone,
            ["chainAttribute"] = scope,
            ["referenceId"] = "dnc",
        });
        Assert.Equal(0, (int)reply["statusCode"]!);

        simulator.AdvanceClock(TimeSpan.FromHours(2));
        Assert.Equal(left, simulator.Records.Count(r => r.CallingList == "CallingList1" && r.ChainId == 1
            && (r.Status == "Ready" || r.Status == "Retrieved")));
        Assert.Equal(number == 1 ? [handle] : [], simulator.RecordsOf("agent1").Select(r => r.RecordHandle));
        await agent.PreviewAsync();
        simulator.AdvanceClock(TimeSpan.FromHours(2));
    }

    private RecordChain Add(CallingList list, int seconds, string? agent)
    {
        var chain = list.GetOrAddChain(++_last);
        var record = new OutboundRecord { Chain = chain };
        chain.Records.Add(record);
        chain.Schedule = new RecordSchedule(record, Start.AddSeconds(seconds), agent, new Campaign(), _last);
        _queue.Add(chain);
        return chain;
    }
}
