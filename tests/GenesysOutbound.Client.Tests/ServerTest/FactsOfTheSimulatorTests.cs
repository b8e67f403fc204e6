using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>The simulator is what the facts say, and each of its varieties is found: that one, and no other.</summary>
public class FactsOfTheSimulatorTests
{
    private static IReadOnlyList<FactProbe> Probes => ServerBindings.Default.Facts.Probes;

    public static TheoryData<SimulatorResponseVariants, string> Variants => new()
    {
        { SimulatorResponseVariants.ReferenceIdAsNumber, "outbound.reference-id" },
        { SimulatorResponseVariants.RecordHandleAsText, "outbound.record-handle" },
        { SimulatorResponseVariants.ApplicationIdAsText, "outbound.application-id" },
        { SimulatorResponseVariants.DurationAsNumber, "voice.duration" },
        { SimulatorResponseVariants.ParticipantsAsText, "voice.participants" },
        {
            SimulatorResponseVariants.CustomFields,
            "outbound.preview.members outbound.preview.pairs-place outbound.preview.type"
        },
        { SimulatorResponseVariants.StatusChangedSpelling, "email.status-change voice.status-change" },
        { SimulatorResponseVariants.ChannelWithoutVersion, "cometd.message.channel" },
        { SimulatorResponseVariants.NullLike, "cometd.message.empty-text" },
        { SimulatorResponseVariants.UnknownMembers, "cometd.message.members" },
        { SimulatorResponseVariants.ErrorMessage, "outbound.error.text" },
        { SimulatorResponseVariants.PreviewRecordEmpty, "outbound.no-records" },
        { SimulatorResponseVariants.NoAdvice, "cometd.connect.advice cometd.connect.timeout" },
        { SimulatorResponseVariants.RecordMembers, "outbound.preview.members" },
    };

    [Fact]
    public void Every_variety_is_in_the_table()
    {
        var listed = Variants.Select(row => row.Data.Item1)
            .Aggregate(SimulatorResponseVariants.None, (all, item) => all | item);
        Assert.Equal(SimulatorResponseVariants.All, listed);
    }

    [Fact]
    public async Task Every_fact_is_confirmed()
    {
        var results = (await ServerTestFixture.TestAllAsync(new GwsSimulatorOptions())).ToList();
        Assert.Empty(results.SelectMany(result => result.UnexpectedContent));
        Assert.True(ServerTestFixture.Ids(results, GwsFactVerdict.Differs).Count == 0, ServerTestFixture.Describe(results));
        var expected = Probes.Where(probe => probe.Need != FactNeed.Wait).Select(probe => probe.Id)
            .OrderBy(id => id, StringComparer.Ordinal);
        Assert.Equal(expected, ServerTestFixture.Ids(results, GwsFactVerdict.Confirmed));
    }

    [Fact]
    public async Task A_poll_that_is_held_to_its_end_is_awaited_and_confirmed()
    {
        var options = new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(400) };
        await using var fixture = await ServerTestFixture.StartAsync(options);
        var test = ServerTestFixture.Test() with { PollWait = SimulatorFixture.Patience };
        var result = await GwsServerTest.RunAsync(fixture.Options(), test, SimulatorFixture.Stop);
        Assert.Equal(GwsFactVerdict.Confirmed, result.Facts.Single(fact => fact.Id == "cometd.connect.hold").Verdict);
        Assert.Equal(["cometd.connect.timeout"], ServerTestFixture.Ids([result], GwsFactVerdict.Differs));
        Assert.True(result.Performance.PollHeld >= TimeSpan.FromMilliseconds(300), result.Performance.ToString());
        Assert.Equal(TimeSpan.FromMilliseconds(400), result.Performance.PollAnnounced);
    }

    [Fact]
    public async Task Of_an_open_session_the_next_poll_is_awaited()
    {
        var options = new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(400) };
        await using var fixture = await ServerTestFixture.StartAsync(options);
        var session = await fixture.ConnectAsync();
        var test = ServerTestFixture.Test() with { PollWait = SimulatorFixture.Patience };
        var result = await GwsServerTest.RunAsync(session, test, SimulatorFixture.Stop);
        Assert.Equal(GwsFactVerdict.Confirmed, result.Facts.Single(fact => fact.Id == "cometd.connect.hold").Verdict);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Of_a_variety_exactly_the_facts_that_vary_differ(SimulatorResponseVariants variant, string ids)
    {
        var results = await ServerTestFixture.TestAllAsync(new GwsSimulatorOptions { ResponseVariants = variant });
        var differ = ServerTestFixture.Ids(results, GwsFactVerdict.Differs);
        Assert.True(ids == string.Join(" ", differ), ServerTestFixture.Describe(results));
    }

    [Fact]
    public async Task The_raw_event_of_an_error_may_come_after_it()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Path = "/me/internal",
            Operation = null, Count = int.MaxValue, Delay = TimeSpan.FromMilliseconds(300) });
        var result = await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(ServerTestFixture.Empty),
            SimulatorFixture.Stop);
        Assert.Equal(GwsFactVerdict.Confirmed,
            result.Facts.Single(fact => fact.Id == "outbound.error.message").Verdict);
    }

    [Fact]
    public async Task Without_csrf_protection_its_facts_are_not_seen()
    {
        await using var fixture = await ServerTestFixture.StartAsync(new GwsSimulatorOptions { EnableCsrf = false });
        var result = await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(), SimulatorFixture.Stop);
        Assert.Empty(ServerTestFixture.Ids([result], GwsFactVerdict.Differs));
        Assert.Equal(["session.csrf.header", "session.csrf.lifetime"],
            ServerTestFixture.Ids([result], GwsFactVerdict.NotSeen).Where(id => id.StartsWith("session.",
                StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_needs_a_record_is_skipped_without_a_campaign()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var result = await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(), SimulatorFixture.Stop);
        var expected = Probes.Where(probe => probe.Need == FactNeed.Record).Select(probe => probe.Id)
            .OrderBy(id => id, StringComparer.Ordinal);
        Assert.Equal(expected, ServerTestFixture.Ids([result], GwsFactVerdict.Skipped));
        Assert.Equal(Probes.Select(probe => probe.Id).OrderBy(id => id), result.Facts.Select(fact => fact.Id).OrderBy(id => id));
    }
}
