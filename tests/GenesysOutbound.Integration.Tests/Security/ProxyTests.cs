using System;
using System.Net;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.Tls;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>Sessions through a proxy: all of their connections, or none.</summary>
public sealed class ProxyTests
{
    private const string User = "proxy-user";
    private const string Password = "proxy-secret-4711";

    [Fact]
    public async Task Everything_goes_through_the_proxy_that_was_named()
    {
        await using var fixture = new SimulatorFixture();
        using var proxy = new ForwardProxy();

        await fixture.ConnectAsync(Options(fixture, proxy.Uri));

        Assert.Contains(proxy.Seen, line => line.StartsWith("GET " + fixture.Simulator.Uri + "api/v2/me",
            StringComparison.Ordinal));
        Assert.Contains(proxy.Seen, line =>
            line.StartsWith("POST " + fixture.Simulator.Uri + "api/v2/notifications", StringComparison.Ordinal));
        Assert.True(proxy.Seen.Count >= fixture.Simulator.Requests.Count, "A request found a way around the proxy.");
    }

    [Fact]
    public async Task Through_a_tunnel_the_proxy_sees_no_secret()
    {
        await using var fixture = new SimulatorFixture();
        using var pki = new TestCertificates();
        using var front = new TlsFront(fixture.Simulator.Uri, pki.Server());
        using var proxy = new ForwardProxy(User, Password);

        var session = await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = front.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()),
            RootCertificates = [pki.Root],
            Proxy = proxy.Uri,
            ProxyCredential = new NetworkCredential(User, Password),
        });

        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.All(proxy.Seen, line => Assert.StartsWith("CONNECT ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(proxy.Headers, line => line.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("Cookie:", StringComparison.OrdinalIgnoreCase));

        // The server, in turn, hears nothing of the proxy's password.
        Assert.DoesNotContain(fixture.Simulator.Requests, request => request.Headers.ContainsKey("Proxy-Authorization"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong-password")]
    public async Task A_proxy_that_refuses_is_named_as_the_one_who_did(string? password)
    {
        await using var fixture = new SimulatorFixture();
        using var proxy = new ForwardProxy(User, Password);

        var error = await Assert.ThrowsAsync<GwsException>(() =>
            fixture.ConnectAsync(Options(fixture, proxy.Uri, password is null ? null : new NetworkCredential(User, password))));

        Assert.Equal(GwsErrorIds.ProxyRefused, error.ErrorId);
        Assert.Empty(fixture.Simulator.Requests);
        Assert.DoesNotContain("wrong-password", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_proxy_means_none()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync(new GwsSessionOptions { Uri = fixture.Simulator.Uri, UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()), NoProxy = true });
        Assert.Equal(GwsSessionState.Connected, session.State);
    }

    [Theory]
    [InlineData("http://user:secret@127.0.0.1:3128", GwsErrorIds.InvalidParameter)]
    [InlineData("ftp://127.0.0.1:3128", GwsErrorIds.InvalidParameter)]
    [InlineData("http://proxy.example.com:3128", GwsErrorIds.UnencryptedAuthentication)]
    public async Task A_proxy_that_is_not_safe_is_refused_before_anything_is_sent(string proxy, string id)
    {
        await using var fixture = new SimulatorFixture();
        var error = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(Options(fixture, new Uri(proxy))));
        Assert.Equal(id, error.ErrorId);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static GwsSessionOptions Options(SimulatorFixture fixture, Uri proxy, NetworkCredential? credential = null) => new()
    {
        Uri = fixture.Simulator.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Password()),
        Proxy = proxy,
        ProxyCredential = credential,
    };
}
