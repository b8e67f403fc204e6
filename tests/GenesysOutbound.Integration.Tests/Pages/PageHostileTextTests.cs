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
        await using PageLab lab = await PageLab.StartAsync(new GwsSimulatorOptions { ScenarioPath = scenario });
        string agentName = lab.Simulator.Agents[0].UserName;
        lab.Simulator.RingCall(agentName, true, Evil, new Dictionary<string, object?> { [Evil] = Evil });
        lab.Simulator.OfferEmail(agentName, Evil, Evil);
        lab.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, Operation = Evil, Path = Evil,
            Agent = Evil, Body = Evil, Count = 5 });
        using RestAgent agent = await RestAgent.LogInAsync(lab.Simulator, agentName);
        long handle = await agent.PreviewAsync(lab.Simulator, Evil, Evil);
        await Expect(lab.Page.Locator("#agents-title")).ToBeVisibleAsync();
        await ExpectEvilAsync(lab, "#view-overview .agents tbody tr th bdi");
        await ExpectEvilAsync(lab, "#view-overview .campaign h3 bdi");
        await lab.Page.Locator(".handles button").First.ClickAsync();
        await Expect(lab.Dialog.Locator("dd bdi", new LocatorLocatorOptions { HasText = "onerror" }).First).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("Escape");

        await lab.ShowAsync("records");
        await ExpectEvilAsync(lab, $"tr[data-handle='{handle}'] td[data-label=Phone] bdi");
        await lab.ShowAsync("interactions");
        await ExpectEvilAsync(lab, "#view-interactions td[data-label='Other party'] bdi");
        await lab.Page.Locator("#view-interactions").GetByText("Data (1)").ClickAsync();
        await Expect(lab.Dialog.Locator(".pair input").First).ToHaveValueAsync(Evil);
        await lab.Page.Keyboard.PressAsync("Escape");

        await lab.ShowAsync("traffic");
        await lab.Page.Locator("tr", new PageLocatorOptions { HasText = "GetPreviewRecord" }).Locator("th button").ClickAsync();
        await Expect(lab.Dialog.Locator("pre").First).ToContainTextAsync("onerror");
        await lab.Dialog.Locator("button.link").First.ClickAsync();
        await Expect(lab.Dialog.Locator("h2")).ToContainTextAsync("onerror");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.ShowAsync("faults");
        await Expect(lab.Page.Locator(".fault-list")).ToContainTextAsync("onerror");

        Assert.False(await lab.Page.EvaluateAsync<bool>("'hit' in window"));
        Assert.Equal(0, await lab.Page.Locator("main img, main script").CountAsync());
        Assert.False(await lab.Page.EvaluateAsync<bool>("/[\\u001b\\u0007\\u202e]/.test(document.body.innerText)"));
    }

    private static async Task ExpectEvilAsync(PageLab lab, string selector)
        => await Expect(lab.Page.Locator(selector,
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
