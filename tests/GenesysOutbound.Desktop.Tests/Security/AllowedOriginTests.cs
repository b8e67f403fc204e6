using System;
using System.Threading.Tasks;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.Tests.Support;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Security;

public sealed class AllowedOriginTests
{
    [Theory]
    [InlineData("http://crm.example.com", "http://crm.example.com")]
    [InlineData("HTTPS://CRM.Example.com:443/", "https://crm.example.com")]
    [InlineData(" http://127.0.0.1:8080 ", "http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    public void An_origin_is_written_as_browsers_write_it(string text, string origin) =>
        Assert.Equal(origin, AllowedOrigin.Parse(text).Origin);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("crm.example.com")]
    [InlineData("http://crm.example.com/path")]
    [InlineData("http://crm.example.com?x")]
    [InlineData("file:///tmp/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user:secret@crm.example.com")]
    [InlineData("http://crm.example.com (agent.*")]
    [InlineData("http://crm.example.com ()")]
    public void What_is_not_an_origin_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => AllowedOrigin.Parse(text));

    [Fact]
    public void Methods_are_allowed_by_name_by_namespace_or_all()
    {
        var some = AllowedOrigin.Parse("http://x (agent.*, voice.dial)");
        Assert.True(some.Allows("agent.get"));
        Assert.True(some.Allows("voice.dial"));
        Assert.False(some.Allows("voice.dialEx"));
        Assert.False(some.Allows("agents.get"));
        Assert.False(some.Allows("outbound.getCampaigns"));
        Assert.True(AllowedOrigin.Parse("http://x").Allows("outbound.getCampaigns"));
        Assert.True(AllowedOrigin.Parse("http://x (*)").Allows("outbound.getCampaigns"));
        Assert.Equal("http://x (agent.*, voice.dial)", some.ToString());
    }

    [Fact]
    public async Task The_client_page_is_allowed_without_being_named_and_limited_when_it_is()
    {
        await using var fixture = await DesktopFixture.StartAsync(
            new GwsDesktopOptions { ClientUri = new Uri("http://crm.example.com/x"),
            AllowedOrigins = ["https://other.example"] });
        Assert.Equal(["http://crm.example.com", "https://other.example"], fixture.Desktop.AllowedOrigins);
        using var limited = GwsDesktop.Start(
            fixture.Session, new GwsDesktopOptions { ClientUri = new Uri("http://crm.example.com/x"),
                AllowedOrigins = ["http://crm.example.com (agent.get)"] });
        Assert.Equal(["http://crm.example.com (agent.get)"], limited.AllowedOrigins);
        foreach (var address in new[] { "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
            "http://user:secret@x/" })
        {
            Assert.Throws<ArgumentException>(() =>
                GwsDesktop.Start(fixture.Session, new GwsDesktopOptions { ClientUri = new Uri(address) }));
        }

        var relative = new GwsDesktopOptions { ClientUri = new Uri("page.html", UriKind.Relative) };
        Assert.Throws<ArgumentException>(() => GwsDesktop.Start(fixture.Session, relative));
        Assert.Throws<ArgumentException>(() => GwsDesktop.Start(fixture.Session, new GwsDesktopOptions { RateLimit = 0 }));
    }
}
