using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Desktop.Http;
using GenesysOutbound.Desktop.Page;
using GenesysOutbound.Desktop.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Http;

/// <summary>Who is let in, and what is refused.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task The_token_lets_one_browser_in_once()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        var link = fixture.Desktop.PageUri;
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/action", new JObject { ["action"] = "x" }));
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/api/action", new JObject { ["action"] = "x" }));

        using var other = new PageClient(fixture.Desktop);
        Assert.Equal(HttpStatusCode.Unauthorized,
            await other.StatusAsync("/api/sign-in", new JObject { ["token"] = link.Fragment.Substring(1) }));
        Assert.NotEqual(link.Fragment, fixture.Desktop.PageUri.Fragment);
        await other.SignInAsync();
    }

    [Fact]
    public async Task The_cookie_is_http_only_and_same_site_and_neither_it_nor_the_key_is_enough_alone()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        Assert.Contains("HttpOnly", browser.SetCookie);
        Assert.Contains("SameSite=Strict", browser.SetCookie);
        Assert.StartsWith($"gws-desktop-{fixture.Desktop.Port}=", browser.SetCookie);

        var body = new JObject { ["action"] = "x" };
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/action", body, key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/action", body, key: browser.Key + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/action", body, cookie: null));
        Assert.Equal(HttpStatusCode.Unauthorized,
            await browser.StatusAsync("/api/action", body, cookie: $"gws-desktop-{fixture.Desktop.Port}=wrong"));

        // The secrets of two browsers do not mix.
        using var other = new PageClient(fixture.Desktop);
        await other.SignInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/action", body, key: other.Key));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData("http://localhost")]
    public async Task Another_origin_is_refused_also_with_every_secret(string origin)
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden,
            await browser.StatusAsync("/api/action", new JObject { ["action"] = "x" }, origin: origin));
        Assert.Equal(HttpStatusCode.Forbidden,
            await browser.StatusAsync("/api/action", new JObject { ["action"] = "x" }, origin: null));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task Another_host_is_refused_whatever_it_resolves_to(string host)
    {
        await using var fixture = await DesktopFixture.StartAsync();
        foreach (var path in new[] { "/", "/app.js", "/api/sign-in" })
        {
            var answer = await RawAsync(fixture.Desktop.Port,
                $"GET {path} HTTP/1.1\r\nHost: {host}:{fixture.Desktop.Port}\r\nConnection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[034] ", answer);
            Assert.DoesNotContain("Agent desktop", answer);
        }
    }

    [Fact]
    public async Task A_form_or_a_plain_text_request_is_refused()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data" })
        {
            Assert.Equal(HttpStatusCode.UnsupportedMediaType,
                await browser.StatusAsync("/api/action", new JObject(), contentType: type));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/api/action", new JObject(), site: "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/api/action", new JObject(), site: "same-site"));
    }

    [Fact]
    public async Task Bodies_are_bounded_and_must_be_one_object()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            await browser.StatusAsync("/api/action", new JObject { ["x"] = new string('x', RequestBody.MaxBytes) }));
        foreach (var body in new[] { "", "[]", "{} {}", "{\"a\":", string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1"
            + new string('}', 100) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await browser.StatusAsync("/api/action", body));
        }

        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("/api/nothing", new JObject()));
    }

    [Fact]
    public async Task Every_response_forbids_foreign_content_and_framing()
    {
        await using var fixture = await DesktopFixture.StartAsync(
            new GwsDesktopOptions { ClientUri = new Uri("https://crm.example.com:8443/a/b?c") });
        using var browser = new PageClient(fixture.Desktop);
        foreach (var path in new[] { "/", "/app.js", "/parts/record.js", "/nothing" })
        {
            using var response = await browser.GetAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("script-src 'self'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Contains("frame-src https://crm.example.com:8443", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/../GwsDesktop.cs")).StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        Assert.Throws<HttpListenerException>(() =>
            GwsDesktop.Start(fixture.Session, new GwsDesktopOptions { Port = fixture.Desktop.Port }));
    }

    [Fact]
    public async Task It_ends_with_the_session_and_says_so()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        await stream.NextAsync(line => (string?)line["name"] == "session");
        var ended = new TaskCompletionSource();
        fixture.Desktop.Ended += (_, _) => ended.TrySetResult();
        await fixture.Session.DisconnectAsync(DesktopFixture.Cancellation);
        Assert.Equal("The session was closed.",
            (string?)(await stream.NextAsync(line => (string?)line["type"] == "end"))["reason"]);
        await ended.Task.WaitAsync(SimulatorFixture.Patience, DesktopFixture.Cancellation);
        Assert.False(fixture.Desktop.IsRunning);
        Assert.Equal("The session was closed.", fixture.Desktop.EndReason);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => browser.GetAsync("/"));
    }

    [Fact]
    public async Task Nothing_secret_is_in_what_the_page_gets()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        await browser.ActAsync("campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        await stream.NextAsync(line => (string?)line["type"] == "record");
        var all = stream.Everything;
        Assert.DoesNotContain("password", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("csrf", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("clientId", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("JSESSIONID", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(fixture.Simulator.Agents[0].Password, all);
    }

    [Fact]
    public async Task The_number_of_open_pages_is_bounded()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        var streams = new List<PageClient.StreamReading>();
        for (var i = 0; i < PageFeed.MaxPages; i++)
        {
            var stream = await browser.OpenStreamAsync();
            streams.Add(stream);
            await stream.NextAsync(line => (string?)line["type"] == "hello");
        }

        Assert.Equal(HttpStatusCode.Conflict, await browser.StatusAsync("/api/stream", new JObject()));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    private static async Task<string> RawAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, DesktopFixture.Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), DesktopFixture.Cancellation);
        using var answer = new System.IO.MemoryStream();
        await stream.CopyToAsync(answer, DesktopFixture.Cancellation);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
