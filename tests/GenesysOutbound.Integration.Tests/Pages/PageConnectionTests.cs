using System;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>
/// The page's connection: a lost stream, a restart, another simulator on the same port, tokens that are wrong or missing.
/// </summary>
public sealed class PageConnectionTests
{
    [Fact]
    public async Task A_lost_stream_is_shown_and_taken_up_again()
    {
        await using PageLab lab = await PageLab.StartAsync();
        lab.ExpectsErrors = true;
        ILocator connection = lab.Page.Locator("#connection");
        lab.Simulator.DropConnections();
        await lab.IsLiveAsync();
        lab.Simulator.Suspend();
        await Expect(connection).ToHaveTextAsync("Reconnecting\u2026");
        lab.Simulator.RingCall("agent1");
        lab.Simulator.Resume();
        await lab.IsLiveAsync();
        await Expect(lab.Agent("agent1").GetByLabel("Calls of agent1")).ToHaveTextAsync("1");
        await Expect(lab.Page.Locator(".toast")).ToContainTextAsync("restarted or reset");
    }

    [Fact]
    public async Task Another_simulator_on_the_same_port_is_noticed()
    {
        await using PageLab lab = await PageLab.StartAsync();
        lab.ExpectsErrors = true;
        lab.Simulator.Stop();
        using var another = GwsSimulator.Start(new GwsSimulatorOptions { Port = lab.Simulator.Port, EnableControl = true });
        await Expect(lab.Page.Locator("[role=alert]")).ToContainTextAsync("it was started again");
        await Expect(lab.Page.Locator("[role=alert]")).ToContainTextAsync("Show-GwsSimulator");
    }

    [Theory]
    [InlineData("", "has no control token")]
    [InlineData("#token=0123456789abcdef0123456789abcdef", "refuses the control token")]
    [InlineData("#other=1", "has no control token")]
    public async Task Without_the_right_token_the_page_says_how_to_get_it(string fragment, string message)
    {
        await using PageLab lab = await PageLab.StartAsync(open: false);
        lab.ExpectsErrors = true;
        _ = lab.Simulator.PageUri;
        await lab.OpenAsync(new Uri(lab.Simulator.Uri, fragment));
        await Expect(lab.Page.Locator("[role=alert]")).ToContainTextAsync(message);
        await Expect(lab.Page.Locator("[role=alert]")).ToContainTextAsync("$simulator.PageUri");
    }

    [Fact]
    public async Task The_token_is_in_no_request_line()
    {
        await using PageLab lab = await PageLab.StartAsync(open: false);
        var leaked = 0;
        lab.Page.Request += (_, request) =>
        {
            bool inReferer = request.Headers.TryGetValue("referer", out string? referer)
                && referer.Contains(lab.Simulator.ControlToken, StringComparison.Ordinal);
            if (request.Url.Split('#')[0].Contains(lab.Simulator.ControlToken, StringComparison.Ordinal) || inReferer)
            {
                leaked++;
            }
        };
        await lab.OpenAsync(lab.Simulator.PageUri);
        await lab.IsLiveAsync();
        foreach (string view in new[] { "records", "interactions", "traffic", "faults" })
        {
            await lab.ShowAsync(view);
        }

        await Expect(lab.Page.Locator("#view-faults .presets")).ToBeVisibleAsync();
        Assert.Equal(0, leaked);
    }
}
