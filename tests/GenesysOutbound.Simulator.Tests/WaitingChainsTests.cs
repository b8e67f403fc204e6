using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Simulator.Outbound;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The waiting chains against the plain search that they replace.</summary>
public sealed class WaitingChainsTests
{
    private static readonly string[] Agents = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_chain_for_each_agent_is_that_of_a_plain_search(int seed)
    {
        var random = new Random(seed);
        var list = new CallingList("List", 1);
        var chains = Enumerable.Range(1, 300).Select(id => list.GetOrAddChain(id)).ToArray();
        var waiting = new WaitingChains();
        var expected = new HashSet<RecordChain>();
        for (var step = 0; step < 3000; step++)
        {
            var chain = chains[random.Next(chains.Length)];
            if (expected.Remove(chain))
            {
                waiting.Remove(chain);
                chain.RejectedBy.Add(Agents[random.Next(Agents.Length)]);
            }
            else
            {
                waiting.Add(chain);
                waiting.Add(chain);
                expected.Add(chain);
            }

            var inOrder = expected.OrderBy(c => c.Order).ToArray();
            Assert.Same(inOrder.FirstOrDefault(), waiting.First(null));
            Assert.All(Agents, agent => Assert.Same(inOrder.FirstOrDefault(c => !c.RejectedBy.Contains(agent)),
                waiting.First(agent)));
        }
    }

    [Fact]
    public void A_chain_that_every_agent_rejected_is_for_a_new_agent_only()
    {
        var list = new CallingList("List", 1);
        var chain = list.GetOrAddChain(1);
        chain.RejectedBy.UnionWith(Agents);
        list.AddWaiting(chain);
        Assert.All(Agents, agent => Assert.Null(list.Next(agent)));
        Assert.Same(chain, list.Next("f"));
        list.RemoveWaiting(chain);
        Assert.Null(list.Next("f"));
    }
}
