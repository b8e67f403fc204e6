using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>What a person can do on the simulator's page, in a real browser.</summary>
public sealed class SimulatorPageTests
{
    [Fact]
    public async Task It_shows_which_agent_holds_which_record()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        await Expect(fixture.Agent("agent1")).ToContainTextAsync("LoggedOut");
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        long handle = await agent.PreviewAsync(fixture.Simulator);
        await Expect(fixture.Agent("agent1")).ToContainTextAsync("NotReady");
        await fixture.Agent("agent1").GetByText($"#{handle}").ClickAsync();
        await Expect(fixture.Dialog).ToContainTextAsync("647000");
        await Expect(fixture.Dialog).ToContainTextAsync("Retrieved");
        await Expect(fixture.Dialog.Locator(".history")).ToContainTextAsync("Delivered");
    }

    [Fact]
    public async Task A_call_rings_and_a_dialled_call_is_answered_as_the_customer()
    {
        await using PageFixture fixture = await PageFixture.StartAsync(
            new GwsSimulatorOptions { DialOutcome = DialOutcome.Rings });
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        await fixture.Button("Ring a call at agent1").ClickAsync();
        await fixture.Dialog.GetByLabel("Calling number").FillAsync("+44 20 1");
        await fixture.Dialog.GetByText("Add a pair").ClickAsync();
        await fixture.Dialog.GetByLabel("Key", Exact).FillAsync("Segment");
        await fixture.Dialog.GetByLabel("Value of the new pair").FillAsync("Gold");
        await fixture.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ring", Exact = true }).ClickAsync();
        await Expect(fixture.Agent("agent1").GetByLabel("Calls of agent1")).ToHaveTextAsync("1");
        SimulatedInteraction ringing = Assert.Single(fixture.Simulator.Calls);
        Assert.Equal("Ringing", ringing.State);

        await agent.DialAsync("555");
        string dialled = fixture.Simulator.Calls.Single(c => c.State == "Dialing").Id;
        await fixture.ShowAsync("interactions");
        await fixture.Button($"Answer: Call {dialled}").ClickAsync();
        await Expect(fixture.Page.Locator($"tr[data-id='{dialled}']")).ToContainTextAsync("Established");
        Assert.Equal("Established", fixture.Simulator.Calls.Single(c => c.Id == dialled).State);
        await agent.DialAsync("556");
        string busy = fixture.Simulator.Calls.Single(c => c.State == "Dialing").Id;
        await fixture.Button($"Busy: Call {busy}").ClickAsync();
        await Expect(fixture.Page.Locator($"tr[data-id='{busy}']")).ToContainTextAsync("Released");
        Assert.EndsWith("Released (busy)", fixture.Simulator.Calls.Single(c => c.Id == busy).History[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_is_offered_and_its_data_are_edited()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        await fixture.Button("Offer an e-mail to agent2").ClickAsync();
        await fixture.Dialog.GetByLabel("Subject").FillAsync("Where is it?");
        await fixture.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Offer",
            Exact = true }).ClickAsync();
        await fixture.ShowAsync("interactions");
        ILocator row = fixture.Page.Locator("tr", new PageLocatorOptions { HasText = "Where is it?" });
        await Expect(row).ToContainTextAsync("Invited");
        await row.GetByText("Data (").ClickAsync();
        await fixture.Dialog.GetByLabel("Value of Subject").FillAsync("It is here");
        await fixture.Dialog.GetByLabel("Remove Mailbox").ClickAsync();
        await fixture.Dialog.GetByText("Save").ClickAsync();
        await Expect(fixture.Page.Locator("tr", new PageLocatorOptions { HasText = "It is here" }))
            .ToContainTextAsync("Data (38)");
    }

    [Fact]
    public async Task A_record_is_pushed_and_withdrawn()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        await fixture.Button("Push a record to agent1").ClickAsync();
        await fixture.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Push", Exact = true }).ClickAsync();
        await Expect(fixture.Agent("agent1").GetByText("#1")).ToBeVisibleAsync();
        await fixture.ShowAsync("records");
        await fixture.Button("Push record 3 to an agent").ClickAsync();
        await fixture.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Push", Exact = true }).ClickAsync();
        await Expect(fixture.Page.Locator("tr[data-handle='3']")).ToContainTextAsync("agent1");
        Assert.Equal("agent1", fixture.Simulator.Records.Single(r => r.RecordHandle == 3).Agent);
        await fixture.ShowAsync("overview");
        await fixture.Button("More actions for agent1").ClickAsync();
        await fixture.Dialog.GetByText("Withdraw record 1").ClickAsync();
        await Expect(fixture.Agent("agent1").GetByLabel("Record 1 of agent1")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reject_that_fails_after_it_took_effect_is_seen_with_its_fault_and_what_the_caller_was_told()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        long handle = await agent.PreviewAsync(fixture.Simulator);
        await fixture.ShowAsync("faults");
        await fixture.Page.GetByText("The next reject fails after it took effect").ClickAsync();
        await Expect(fixture.Page.Locator("#fault-count")).ToHaveTextAsync("1 fault in force");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => agent.RecordAsync("RejectRecord", handle, "ref-7"));
        await Expect(fixture.Page.Locator("#fault-count")).ToHaveTextAsync("No faults");

        await fixture.ShowAsync("traffic");
        ILocator row = fixture.Page.Locator("tr", new PageLocatorOptions { HasText = "RejectRecord" });
        await Expect(row).ToContainTextAsync("no answer");
        await Expect(row).ToContainTextAsync("DropAfter");
        await row.Locator("th button").ClickAsync();
        await Expect(fixture.Dialog.Locator(".told")).ToContainTextAsync("took effect, then the connection was reset");
        await Expect(fixture.Dialog.Locator(".trail")).ToContainTextAsync("RecordRejectAcknowledge");
    }

    [Fact]
    public async Task A_reference_id_is_followed_through_request_and_events()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        long handle = await agent.PreviewAsync(fixture.Simulator, referenceId: "first");
        await agent.RecordAsync("UpdateRecord", handle, "second",
            new JObject { ["otherFields"] = new JObject { ["custom1"] = "x" } });
        await fixture.ShowAsync("traffic");
        await fixture.Page.GetByLabel("Operation, path or reference id").FillAsync("second");
        await Expect(fixture.Page.Locator("#view-traffic tbody tr")).ToHaveCountAsync(1);
        await fixture.Page.Locator("#view-traffic tbody").GetByText("second").ClickAsync();
        await Expect(fixture.Dialog.Locator(".trail > li")).ToHaveCountAsync(2);
        await Expect(fixture.Dialog.Locator(".trail > li").Nth(0)).ToContainTextAsync("UpdateRecord");
        await Expect(fixture.Dialog.Locator(".trail > li").Nth(1)).ToContainTextAsync("UpdateCallCompletionStatsAcknowledge");
        await fixture.Dialog.Locator("summary").First.ClickAsync();
        await Expect(fixture.Dialog.Locator("pre").First).ToContainTextAsync("\"referenceId\": \"second\"");
    }

    [Fact]
    public async Task The_clock_is_moved_until_a_callback_is_due_and_delivered()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        long handle = await agent.PreviewAsync(fixture.Simulator);
        var callback = new JObject { ["callbackType"] = "Personal", ["timestamp"] = fixture.Simulator.Now.AddHours(5)
            .ToUnixTimeSeconds() };
        await agent.RecordAsync("RescheduleRecord", handle, "later", callback);
        await agent.RecordAsync("CompleteRecord", handle, "done");
        await fixture.ShowAsync("records");
        await fixture.Page.GetByText("With a callback").ClickAsync();
        await Expect(fixture.Page.Locator("#record-total")).ToHaveTextAsync("1 chains");
        await fixture.Button("Move clock\u2026").ClickAsync();
        await fixture.Page.Locator("#to-next-callback").ClickAsync();
        await fixture.ShowAsync("overview");
        await Expect(fixture.Agent("agent1").GetByText($"#{handle}")).ToBeVisibleAsync();
        Assert.Contains(fixture.Simulator.Records.Single(r => r.RecordHandle == handle).History, e =>
            e.Detail == "ScheduledCall");
    }

    [Fact]
    public async Task A_campaign_is_stopped_unloaded_loaded_and_changes_its_mode()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        ILocator campaign = fixture.Page.Locator("[data-campaign='Campaign1']");
        await Expect(campaign.Locator(".legend")).ToContainTextAsync("16");
        foreach ((string button, string state) in new[] { ("Stop", "Loaded"), ("Unload", "Unloaded"), ("Load", "Loaded"),
            ("Start", "Started") })
        {
            await fixture.Button($"{button} Campaign1").ClickAsync();
            await Expect(campaign.Locator(".pill")).ToHaveTextAsync(state);
        }

        await campaign.GetByLabel("Dialing mode of Campaign1").SelectOptionAsync("PushPreview");
        Assert.True(fixture.Simulator.WaitFor(s =>
            s.Campaigns.Single(c => c.Name == "Campaign1").DialingMode == "PushPreview", TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Reset_goes_back_to_the_start()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        await agent.PreviewAsync(fixture.Simulator);
        fixture.Simulator.RingCall("agent1");
        await Expect(fixture.Agent("agent1").GetByText("#1")).ToBeVisibleAsync();
        await fixture.Page.Locator("#reset").ClickAsync();
        await fixture.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Reset",
            Exact = true }).ClickAsync();
        await Expect(fixture.Agent("agent1")).ToContainTextAsync("LoggedOut");
        await Expect(fixture.Agent("agent1").GetByText("#1")).ToHaveCountAsync(0);
        Assert.Empty(fixture.Simulator.Calls);
        Assert.Empty(fixture.Simulator.Requests);
        Assert.All(fixture.Simulator.Records, r => Assert.Empty(r.History));
    }

    [Fact]
    public async Task Any_fault_is_added_with_all_its_members()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        await fixture.ShowAsync("faults");
        ILocator form = fixture.Page.Locator("#view-faults form");
        await form.GetByLabel("Kind", Exact).SelectOptionAsync("Status");
        await form.GetByLabel("Agent", Exact).SelectOptionAsync("agent2");
        await form.GetByLabel("Method", Exact).SelectOptionAsync("POST");
        await form.GetByLabel("Operation", Exact).FillAsync("CompleteRecord");
        await form.GetByLabel("Path", Exact).FillAsync("/api/*");
        await form.GetByLabel("Let through first", Exact).FillAsync("2");
        await form.GetByLabel("How many are hit", Exact).FillAsync("3");
        await form.GetByLabel("Chance (0 to 1)", Exact).FillAsync("0.5");
        await form.GetByLabel("Delay in seconds", Exact).FillAsync("90061.5");
        await form.GetByLabel("HTTP status (0: the kind\u2019s own)", Exact).FillAsync("503");
        await form.GetByLabel("Retry-After", Exact).FillAsync("7");
        await form.GetByLabel("Body", Exact).FillAsync("{}");
        await form.GetByLabel("Content type", Exact).FillAsync("text/x");
        await form.GetByText("Add the fault").ClickAsync();
        await Expect(fixture.Page.Locator(".fault-list li")).ToHaveCountAsync(1);
        SimulatorFault fault = Assert.Single(fixture.Simulator.Faults.ToList());
        Assert.Equal(
            (SimulatorFaultKind.Status, "agent2", "POST", "CompleteRecord", "/api/*", 2, 3, 0.5, 503, "7", "{}", "text/x"),
            (fault.Kind, fault.Agent, fault.Method, fault.Operation, fault.Path, fault.Skip, fault.Count, fault.Probability,
                fault.StatusCode, fault.RetryAfter, fault.Body, fault.ContentType));
        Assert.Equal(TimeSpan.FromSeconds(90061.5), fault.Delay);
    }

    private static LocatorGetByLabelOptions Exact => new() { Exact = true };
}
