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
        await using PageFixture fixture = await PageFixture.StartAsync();
        fixture.ExpectsErrors = true;
        ILocator connection = fixture.Page.Locator("#connection");
        fixture.Simulator.DropConnections();
        await fixture.IsLiveAsync();
        fixture.Simulator.Suspend();
        await Expect(connection).ToHaveTextAsync("Reconnecting\u2026");
        fixture.Simulator.RingCall("agent1");
        fixture.Simulator.Resume();
        await fixture.IsLiveAsync();
        await Expect(fixture.Agent("agent1").GetByLabel("Calls of agent1")).ToHaveTextAsync("1");
        await Expect(fixture.Page.Locator(".toast")).ToContainTextAsync("restarted or reset");
    }

    [Fact]
    public async Task Another_simulator_on_the_same_port_is_noticed()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        fixture.ExpectsErrors = true;
        fixture.Simulator.Stop();
        using var another = GwsSimulator.Start(new GwsSimulatorOptions { Port = fixture.Simulator.Port, EnableControl = true });
        await Expect(fixture.Page.Locator("[role=alert]")).ToContainTextAsync("it was started again");
        await Expect(fixture.Page.Locator("[role=alert]")).ToContainTextAsync("Show-GwsSimulator");
    }

    [Theory]
    [InlineData("", "has no control token")]
    [InlineData("#token=0123456789abcdef0123456789abcdef", "refuses the control token")]
    [InlineData("#other=1", "has no control token")]
    public async Task Without_the_right_token_the_page_says_how_to_get_it(string fragment, string message)
    {
        await using PageFixture fixture = await PageFixture.StartAsync(open: false);
        fixture.ExpectsErrors = true;
        _ = fixture.Simulator.PageUri;
        await fixture.OpenAsync(new Uri(fixture.Simulator.Uri, fragment));
        await Expect(fixture.Page.Locator("[role=alert]")).ToContainTextAsync(message);
        await Expect(fixture.Page.Locator("[role=alert]")).ToContainTextAsync("$simulator.PageUri");
    }

    [Fact]
    public async Task The_token_is_in_no_request_line()
    {
        await using PageFixture fixture = await PageFixture.StartAsync(open: false);
        var leaked = 0;
        fixture.Page.Request += (_, request) =>
        {
            bool inReferer = request.Headers.TryGetValue("referer", out string? referer)
                && referer.Contains(fixture.Simulator.ControlToken, StringComparison.Ordinal);
            if (request.Url.Split('#')[0].Contains(fixture.Simulator.ControlToken, StringComparison.Ordinal) || inReferer)
            {
                leaked++;
            }
        };
        await fixture.OpenAsync(fixture.Simulator.PageUri);
        await fixture.IsLiveAsync();
        foreach (string view in new[] { "records", "interactions", "traffic", "faults" })
        {
            await fixture.ShowAsync(view);
        }

        await Expect(fixture.Page.Locator("#view-faults .presets")).ToBeVisibleAsync();
        Assert.Equal(0, leaked);
    }
}
