using System;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.Tls;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>
/// Whom a session trusts, and what it shows of itself: against a TLS server, with certificates of a private authority.
/// </summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _pki = new();

    public void Dispose() => _pki.Dispose();

    [Fact]
    public async Task A_certificate_of_a_given_root_is_good_for_requests_and_notifications()
    {
        await using var fixture = new SimulatorFixture();
        using var front = new TlsFront(fixture.Simulator.Uri, _pki.Server());

        var session = await fixture.ConnectAsync(Options(fixture, front, roots: [_pki.Root]));

        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.True(front.Connections >= 2, "The poll has a connection of its own.");
        await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        var record = await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        Assert.NotNull(record.Phone);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "not of the machine's roots", "not trusted" },
        { "expired", "expired" },
        { "another host", "another host" },
        { "self-signed", "self-signed" },
        { "another root", "not trusted|not issued" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_certificate_that_is_not_good_is_refused_before_anything_is_sent(string which, string why)
    {
        await using var fixture = new SimulatorFixture();
        using var stranger = new TestCertificates("Somebody else");
        var (certificate, roots) = which switch
        {
            "expired" => (_pki.ExpiredServer(), new[] { _pki.Root }),
            "another host" => (_pki.ServerOfAnotherHost(), [_pki.Root]),
            "self-signed" => (TestCertificates.SelfSigned(_pki), []),
            "another root" => (_pki.Server(), [stranger.Root]),
            _ => (_pki.Server(), []),
        };
        using var front = new TlsFront(fixture.Simulator.Uri, certificate);

        var error = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(Options(fixture, front, roots: roots)));

        Assert.Equal(GwsErrorIds.CertificateRefused, error.ErrorId);
        Assert.Contains(why.Split('|'), part => error.Message.Contains(part, StringComparison.Ordinal));
        Assert.Empty(fixture.Simulator.Requests);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("another host")]
    [InlineData("self-signed")]
    public async Task Without_the_check_any_certificate_will_do_in_that_session_only(string which)
    {
        await using var fixture = new SimulatorFixture();
        var certificate = which switch
        {
            "expired" => _pki.ExpiredServer(),
            "another host" => _pki.ServerOfAnotherHost(),
            _ => TestCertificates.SelfSigned(_pki),
        };
        using var front = new TlsFront(fixture.Simulator.Uri, certificate);

        var session = await fixture.ConnectAsync(Options(fixture, front, skip: true));
        Assert.Equal(GwsSessionState.Connected, session.State);

        var error = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(Options(fixture, front)));
        Assert.Equal(GwsErrorIds.CertificateRefused, error.ErrorId);

        using var bystander = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => bystander.GetAsync(front.Uri, SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_client_certificate_gets_it_on_every_connection()
    {
        await using var fixture = new SimulatorFixture();
        using var client = _pki.Client("runbook");
        using var front = new TlsFront(fixture.Simulator.Uri, _pki.Server(), client.Thumbprint);

        var session = await fixture.ConnectAsync(Options(fixture, front, roots: [_pki.Root], client: client));

        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.True(front.Connections >= 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_right_client_certificate_there_is_no_connection(bool another)
    {
        await using var fixture = new SimulatorFixture();
        using var client = _pki.Client("runbook");
        using var wrong = _pki.Client("nobody");
        using var front = new TlsFront(fixture.Simulator.Uri, _pki.Server(), client.Thumbprint);

        var error = await Assert.ThrowsAsync<GwsException>(() =>
            fixture.ConnectAsync(Options(fixture, front, roots: [_pki.Root], client: another ? wrong : null)));

        Assert.Contains(error.ErrorId, new[] { GwsErrorIds.CertificateRefused, GwsErrorIds.ConnectionFailed });
        Assert.Empty(fixture.Simulator.Requests);
    }

    [Fact]
    public async Task Old_versions_of_the_protocol_are_not_spoken()
    {
        await using var fixture = new SimulatorFixture();
#pragma warning disable SYSLIB0039, CA5397 // The point of the test.
        using var front = new TlsFront(fixture.Simulator.Uri, _pki.Server(),
            protocols: System.Security.Authentication.SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397

        var error = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(Options(fixture, front, skip: true)));

        Assert.Contains(error.ErrorId, new[] { GwsErrorIds.CertificateRefused, GwsErrorIds.ConnectionFailed });
        Assert.Empty(fixture.Simulator.Requests);
    }

    [Fact]
    public async Task Certificates_on_a_plain_address_are_an_error()
    {
        await using var fixture = new SimulatorFixture();
        var error = await Assert.ThrowsAsync<GwsException>(() => fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()),
            RootCertificates = [_pki.Root],
        }));
        Assert.Equal(GwsErrorIds.InvalidParameter, error.ErrorId);
        Assert.Empty(fixture.Simulator.Requests);
    }

    private static GwsSessionOptions Options(SimulatorFixture fixture, TlsFront front, X509Certificate2[]? roots = null,
        bool skip = false, X509Certificate2? client = null) => new()
    {
        Uri = front.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Password()),
        RootCertificates = roots ?? [],
        SkipCertificateCheck = skip,
        ClientCertificate = client,
        NoProxy = true,
    };
}
