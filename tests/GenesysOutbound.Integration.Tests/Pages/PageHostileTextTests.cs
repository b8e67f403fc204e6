using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>
/// Texts of customers and servers are shown as text: no markup, no direction, no escape of theirs takes effect.
/// </summary>
public sealed class PageHostileTextTests
{
    private const string Evil = "<img src=x onerror=hit=1><script>hit=1</script>\"'&amp;\u202egnp.exe\u001b[2J\u0007{{7*7}}";

    [Fact]
    public async Task Hostile_texts_are_shown_as_text_everywhere()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.File("scenario.json");
        await System.IO.File.WriteAllTextAsync(scenario, Scenario(), TestContext.Current.CancellationToken);
        await using PageFixture fixture = await PageFixture.StartAsync(new GwsSimulatorOptions { ScenarioPath = scenario });
        string agentName = fixture.Simulator.Agents[0].UserName;
        fixture.Simulator.RingCall(agentName, true, Evil, new Dictionary<string, object?> { [Evil] = Evil });
        fixture.Simulator.OfferEmail(agentName, Evil, Evil);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, Operation = Evil, Path = Evil,
            Agent = Evil, Body = Evil, Count = 5 });
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, agentName);
        long handle = await agent.PreviewAsync(fixture.Simulator, Evil, Evil);
        await Expect(fixture.Page.Locator("#agents-title")).ToBeVisibleAsync();
        await ExpectEvilAsync(fixture, "#view-overview .agents tbody tr th bdi");
        await ExpectEvilAsync(fixture, "#view-overview .campaign h3 bdi");
        await fixture.Page.Locator(".handles button").First.ClickAsync();
        await Expect(fixture.Dialog.Locator("dd bdi", new LocatorLocatorOptions { HasText = "onerror" }).First)
            .ToBeVisibleAsync();
        await fixture.Page.Keyboard.PressAsync("Escape");

        await fixture.ShowAsync("records");
        await ExpectEvilAsync(fixture, $"tr[data-handle='{handle}'] td[data-label=Phone] bdi");
        await fixture.ShowAsync("interactions");
        await ExpectEvilAsync(fixture, "#view-interactions td[data-label='Other party'] bdi");
        await fixture.Page.Locator("#view-interactions").GetByText("Data (1)").ClickAsync();
        await Expect(fixture.Dialog.Locator(".pair input").First).ToHaveValueAsync(Evil);
        await fixture.Page.Keyboard.PressAsync("Escape");

        await fixture.ShowAsync("traffic");
        await fixture.Page.Locator("tr", new PageLocatorOptions { HasText = "GetPreviewRecord" })
            .Locator("th button").ClickAsync();
        await Expect(fixture.Dialog.Locator("pre").First).ToContainTextAsync("onerror");
        await fixture.Dialog.Locator("button.link").First.ClickAsync();
        await Expect(fixture.Dialog.Locator("h2")).ToContainTextAsync("onerror");
        await fixture.Page.Keyboard.PressAsync("Escape");
        await fixture.Page.Keyboard.PressAsync("Escape");
        await fixture.ShowAsync("faults");
        await Expect(fixture.Page.Locator(".fault-list")).ToContainTextAsync("onerror");

        Assert.False(await fixture.Page.EvaluateAsync<bool>("'hit' in window"));
        Assert.Equal(0, await fixture.Page.Locator("main img, main script").CountAsync());
        Assert.False(await fixture.Page.EvaluateAsync<bool>("/[\\u001b\\u0007\\u202e]/.test(document.body.innerText)"));
    }

    private static async Task ExpectEvilAsync(PageFixture fixture, string selector)
        => await Expect(fixture.Page.Locator(selector,
            new PageLocatorOptions { HasText =
            "<img src=x onerror=hit=1><script>hit=1</script>\"'&amp;\u27e8202E\u27e9gnp.exe\u27e8001B\u27e9[2J" }).First)
            .ToBeVisibleAsync();

    private static string Scenario() => new JObject
    {
        // A colon would end the name in the credentials.
        ["agents"] = new JArray(new JObject { ["userName"] = Evil.Replace(":", string.Empty, StringComparison.Ordinal),
            ["firstName"] = Evil, ["lastName"] = Evil, ["phoneNumber"] = Evil }),
        ["callingLists"] = new JArray(new JObject
        {
            ["name"] = "CallingList1",
            ["records"] = new JArray(new JObject { ["contact_info"] = Evil, ["tz_name"] = Evil, [Evil] = Evil }),
        }),
        ["campaigns"] = new JArray(new JObject { ["name"] = Evil, ["description"] = Evil,
            ["callingLists"] = new JArray("CallingList1") }),
    }.ToString();
}
