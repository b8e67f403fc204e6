using System;
using System.Linq;
using GenesysOutbound.Simulator.Outbound;
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

    private RecordChain Add(CallingList list, int seconds, string? agent)
    {
        var chain = list.GetOrAddChain(++_last);
        var record = new OutboundRecord { Chain = chain };
        chain.Records.Add(record);
        chain.Schedule = new RecordSchedule(record, Start.AddSeconds(seconds), agent, _last);
        _queue.Add(chain);
        return chain;
    }
}
