using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>
/// The host of the Service Client API in a real browser, with a client page of another origin, and with pages that mean harm.
/// </summary>
public sealed class ClientPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_client_page_drives_all_17_methods_through_a_whole_record()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);
        await client.EvaluateAsync("subscribe(['agent', 'interaction', 'media', 'outbound', 'system', 'markdone'])");

        var campaigns = await CallAsync(client, "outbound.getCampaigns");
        Assert.Contains(campaigns.EnumerateArray(), one => one.GetProperty("name").GetString() == "Outbound Campaign Custom");
        await CallAsync(client, "outbound.startDirectPushPreview");
        Assert.Equal(39, (await CallAsync(client, "outbound.getListOfCallResults")).EnumerateObject().Count());
        var preview = await CallAsync(client, "outbound.getPreviewRecord", "Outbound Campaign Custom");
        var id = preview.GetProperty("interactionId").GetString()!;
        var handle = preview.GetProperty("userData").GetProperty("GSW_RECORD_HANDLE").GetInt32();
        var records = (await CallAsync(client, "outbound.getChainedRecords", id))[0].GetProperty("records");
        Assert.Equal(2, records.GetArrayLength());
        Assert.Contains((await CallAsync(client, "outbound.getRecordFields", id)).EnumerateArray(), one =>
            one.GetProperty("name").GetString() == "GSW_FROM");
        await CallAsync(client, "outbound.updateRecordFields", id, new { GSW_FROM = "10.15", GSW_PHONE_TYPE = 9 });
        await CallAsync(client, "outbound.rescheduleRecord", id, handle, "12/31/2099 9:5", "PERSONAL");
        await CallAsync(client, "outbound.cancelReschedule", id);

        var call = await CallAsync(client, "outbound.callPreviewRecord", id, handle);
        var callId = call.GetProperty("interactionId").GetString()!;
        Assert.NotEqual(id, callId);
        await CallAsync(client, "outbound.setDoNotCall", id);
        Assert.Contains("Do Not Call", await ErrorAsync(client, "outbound.setCallResult", callId, 6));
        await CallAsync(client, "outbound.removeDoNotCall", callId);
        await CallAsync(client, "outbound.setCallResult", callId, 6);
        Assert.Equal(6, (await CallAsync(client, "outbound.getCallResult", callId)).GetInt32());
        await page.GetByRole(AriaRole.Tab).Filter(new() { HasText = "+33647005" }).ClickAsync();
        await Expect(page.Locator(".pending")).ToContainTextAsync("Result Busy");
        await CallAsync(client, "voice.hangUp", callId);
        await CallAsync(client, "interaction.markdone", callId);
        Assert.Equal(6, fixture.Simulator.Records.Single(one => one.RecordHandle == handle).CallResult);
        await Expect(client.Locator("#log")).ToContainTextAsync("interaction MARK_DONE");
        await Expect(client.Locator("#log")).ToContainTextAsync("markdone");

        // Reject and cancel, with and without an interaction id. What was pushed meanwhile goes back first.
        await CallAsync(client, "outbound.stopDirectPushPreview");
        foreach (var pushed in (await CallAsync(client, "interaction.getInteractions")).EnumerateArray())
        {
            await CallAsync(client, "outbound.rejectPreviewRecord", pushed.GetProperty("interactionId").GetString());
        }

        await CallAsync(client, "outbound.getPreviewRecord", DesktopFixture.Campaign);
        var rejected = await CallAsync(client, "outbound.rejectPreviewRecord");
        Assert.Equal(JsonValueKind.Null, rejected.ValueKind);
        var second = await CallAsync(client, "outbound.getPreviewRecord", DesktopFixture.Campaign);
        await CallAsync(client, "outbound.cancelPreviewRecord", second.GetProperty("interactionId").GetString());
        Assert.Contains(fixture.Simulator.Requests, one => one.Operation == "CancelRecord");
        Assert.Contains(fixture.Simulator.Requests, one => one.Operation == "EndPreviewSession");

        // What is not there is answered at once.
        Assert.Contains("not available", await ErrorAsync(client, "sipEndpoint.muteMicrophone"));
        Assert.Equal(fixture.Desktop.Uri.GetLeftPart(UriPartial.Authority),
            await client.EvaluateAsync<string>("window.hostOrigin"));
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_direct_push_reaches_the_client_page_as_an_event()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);
        await client.EvaluateAsync("subscribe('interaction')");
        await CallAsync(client, "outbound.startDirectPushPreview");
        await Expect(client.Locator("#log")).ToContainTextAsync("interaction PREVIEW");
        var pushed = fixture.Session.Records.Snapshot().Single(one => one.State == GwsRecordState.Preview);
        Assert.Equal("Push Campaign", pushed.CampaignName);
        await Expect(page.Locator(".phone")).ToHaveTextAsync(pushed.Phone!);
    }

    [Fact]
    public async Task A_page_of_an_origin_that_is_not_allowed_gets_no_answer()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var hostile = await ClientSite.StartAsync();

        // The client page leads to another site. The policy of the page does not let the frame go there at all.
        await using var leading = await ClientSite.StartAsync($"<script>location = '{hostile.Uri}'</script>");
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = leading.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Expect(page.Locator(".client-frame")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("document.querySelector('.client-frame') !== null");
        Assert.DoesNotContain(page.Frames, frame => frame.Url.StartsWith(hostile.Origin, StringComparison.Ordinal));
        Assert.Equal(0, fixture.Session.Counters.Acknowledged);
    }

    [Fact]
    public async Task Another_window_cannot_speak_to_the_desktop()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);

        // The page itself and a frame inside the client page are not the framed window.
        var requests = 0;
        page.Request += (_, request) => requests += request.Url.EndsWith("/api/client", StringComparison.Ordinal) ? 1 : 0;
        await page.EvaluateAsync(
            "window.postMessage({ request: 'outbound.getPreviewRecord', parameters: ['Campaign1'], referenceId: '1', " +
                "userAgent: 'WWE Client' }, '*')");
        await client.EvaluateAsync(
            """
            new Promise(resolve => {
              const inner = document.createElement('iframe');
              inner.srcdoc = `<script>top.postMessage({ request: 'outbound.getPreviewRecord', parameters: ['Campaign1'], referenceId: '2', userAgent: 'WWE Client' }, '*');
                parent.postMessage('sent', '*')</` + 'script>';
              window.addEventListener('message', event => { if (event.data === 'sent') resolve(); });
              document.body.append(inner);
            })
            """);

        // A request of the client page comes after both; when it is answered, they would have been sent.
        await CallAsync(client, "outbound.getCampaigns");
        Assert.Equal(1, requests);
        Assert.Empty(fixture.Session.Records.Snapshot());
    }

    [Fact]
    public async Task Another_site_can_neither_ask_nor_frame_the_desktop_nor_learn_what_lets_a_browser_in()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await ClientAsync(page, site);
        var stranger = await window.NewPageAsync();
        await stranger.GotoAsync(site.Uri.AbsoluteUri);
        var address = fixture.Desktop.Uri.AbsoluteUri;
        var asked = await stranger.EvaluateAsync<string>(
            $$"""
            (async () => {
              const results = [];
              for (const options of [
                { method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json', 'X-Desktop-Key': 'x' }, body: '{}' },
                { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{"action":"campaign.next","campaign":"Campaign1"}' },
                { credentials: 'include' }]) {
                try {
                  const response = await fetch('{{address}}api/action', options);
                  results.push(`${response.type} ${response.status}`);
                } catch { results.push('refused'); }
              }
              return results.join();
            })()
            """);
        Assert.Matches("^refused,(refused|opaque 0),refused$", asked);
        Assert.Empty(fixture.Session.Records.Snapshot());

        await stranger.EvaluateAsync(
            $"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{address}', id: 'framed' }}))");
        var framed = await (await stranger.WaitForSelectorAsync("#framed"))!.ContentFrameAsync();
        await framed!.WaitForFunctionAsync("location.href !== 'about:blank' && document.readyState === 'complete'");
        Assert.Equal(0, await framed.Locator("#header").CountAsync());

        // Browsers send cookies to every port of a host, so the site sees the cookie's value; without the key it is of no use.
        using var thief = new PageClient(fixture.Desktop);
        Assert.Equal(
            System.Net.HttpStatusCode.Unauthorized,
            await thief.StatusAsync("/api/action", new Newtonsoft.Json.Linq.JObject(), key: "guess",
                cookie: site.Cookies.Split(';')[0]));
    }

    [Fact]
    public async Task The_frame_is_sandboxed_and_cannot_lead_the_desktop_away()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);
        Assert.Equal("allow-scripts allow-same-origin allow-forms", await page.Locator(".client-frame")
            .GetAttributeAsync("sandbox"));
        await client.EvaluateAsync("try { top.location = 'about:blank' } catch { }");
        Assert.Equal("refused",
            await client.EvaluateAsync<string>("(() => { try { return top.document.title } catch { return 'refused' } })()"));
        await CallAsync(client, "outbound.getCampaigns");
        Assert.StartsWith(fixture.Desktop.Uri.AbsoluteUri, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_is_put_into_quarantine_and_the_page_goes_on()
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(
            new GwsDesktopOptions { ClientUri = site.Uri, RateLimit = 5, RateLimitQuarantine = TimeSpan.FromHours(1) });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);
        var refused = await client.EvaluateAsync<int>(
            """
            (async () => {
              const all = await Promise.allSettled(Array.from({ length: 200 }, () => call('outbound.getListOfCallResults')));
              return all.filter(one => one.status === 'rejected').length;
            })()
            """);
        Assert.True(refused >= 150, $"{refused} of 200 were refused.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next record of Campaign1", Exact = true }).ClickAsync();
        await Expect(page.Locator(".phone")).ToHaveTextAsync("647000");
    }

    [Theory]
    [InlineData("'1', { far: 1e300 }", "HTTP 400")]
    [InlineData("'1', { deep: JSON.parse('['.repeat(50) + ']'.repeat(50)) }", "HTTP 400")]
    [InlineData("'1', { long: 'ü'.repeat(150000) }", "HTTP 413")]
    [InlineData("'1', { longer: 'x'.repeat(250000) }", "too large")]
    [InlineData("'1', { big: 10n }", "cannot be written as JSON")]
    [InlineData("'1', globalThis.ring = { get self() { return globalThis.ring; } }", "cannot be written as JSON")]
    public async Task A_request_that_the_desktop_cannot_take_is_answered(string parameters, string message)
    {
        await using var window = await browser.OpenAsync();
        await using var site = await ClientSite.StartAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ClientUri = site.Uri });
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var client = await ClientAsync(page, site);
        var answer = await client.EvaluateAsync<string>(
            $"call('outbound.updateRecordFields', {parameters}).then(() => 'succeeded', error => String(error))");
        Assert.Contains(message, answer, StringComparison.Ordinal);
        await CallAsync(client, "outbound.getCampaigns");
    }

    private static async Task<IFrame> ClientAsync(IPage page, ClientSite site)
    {
        var element = await page.WaitForSelectorAsync(".client-frame");
        var frame = (await element!.ContentFrameAsync())!;

        // Not WaitForURLAsync: it misses a navigation that ends between its look at the address and its subscription.
        await frame.WaitForFunctionAsync("typeof call === 'function' && document.readyState === 'complete'");
        Assert.Equal(site.Uri.AbsoluteUri, await frame.EvaluateAsync<string>("location.href"));
        return frame;
    }

    private static async Task<JsonElement> CallAsync(IFrame client, string method, params object?[] parameters)
    {
        // As text: Playwright's own objects carry members of its own.
        var text = await client.EvaluateAsync<string>(
            "([method, parameters]) => call(method, ...parameters).then(JSON.stringify)", new object[] { method, parameters });
        var reply = JsonDocument.Parse(text).RootElement;
        Assert.Equal(method, reply.GetProperty("request").GetString());
        Assert.Equal("WWE Server", reply.GetProperty("userAgent").GetString());
        return reply.GetProperty("data");
    }

    private static Task<string> ErrorAsync(IFrame client, string method, params object?[] parameters) =>
        client.EvaluateAsync<string>(
        "([method, parameters]) => call(method, ...parameters).then(() => 'succeeded', error => String(error))",
            new object[] { method, parameters });
}
