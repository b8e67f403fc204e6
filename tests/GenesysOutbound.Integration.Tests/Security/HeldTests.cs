using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.NetworkFaults;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>Attacks that were tried and did not go through: each stays tried.</summary>
public sealed class HeldTests
{
    private const string Devices = "/api/v2/me/devices";

    public static TheoryData<string, int, string> Redirects()
    {
        var rows = new TheoryData<string, int, string>();
        foreach (string method in (string[])["GET", "POST", "PUT", "DELETE"])
        {
            foreach (int status in (int[])[301, 302, 303, 307, 308])
            {
                rows.Add(method, status, "http://127.0.0.1:{0}/api/v2/me");
            }

            rows.Add(method, 307, "//127.0.0.1:{0}/api/v2/me");
            rows.Add(method, 307, "http://agent1:secret@127.0.0.1:{0}/");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task No_redirect_to_another_origin_is_followed_by_any_method(string method, int status, string location)
    {
        await using var fixture = new SimulatorFixture();
        await using var other = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        var target = string.Format(System.Globalization.CultureInfo.InvariantCulture, location, other.Simulator.Port);
        proxy.Add(Reply(Devices, $"HTTP/1.1 {status} Elsewhere\r\nLocation: {target}\r\n", []));

        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(new HttpMethod(method), Devices, method == "GET" ? null : "{}", SimulatorFixture.Stop));

        Assert.Equal(GwsErrorIds.RedirectRefused, error.ErrorId);
        Assert.Empty(other.Simulator.Requests);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop)).HttpStatus);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_ends_at_the_limit_of_what_it_would_become(string encoding)
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        byte[] bomb = Pack(encoding, 256);
        Assert.InRange(bomb.Length, 1, 4 * 1024 * 1024);
        proxy.Add(Reply(Devices, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\n", bomb));

        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop));

        Assert.Equal(GwsErrorIds.ReplyTooLarge, error.ErrorId);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop)).HttpStatus);
    }

    [Fact]
    public async Task A_compressed_reply_to_a_poll_does_too_and_the_session_goes_on()
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        const string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n";
        var met = proxy.Add(Reply("/meta/connect", head, Pack("gzip", 256)));
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"Lost\"}");
        await met.Met.WaitAsync(SimulatorFixture.Patience, SimulatorFixture.Stop);

        // The server has given away what was in it: that is said, and what comes later is seen.
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot().Any(item => item.IsGap)
            && session.State == GwsSessionState.Connected);
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"After\"}");
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Events.Snapshot().Any(item => item.MessageType == "After"));
        Assert.DoesNotContain(session.Events.Snapshot(), item => item.Json.Length > 1024 * 1024);
    }

    [Theory]
    [InlineData("/api/v2/me\r\nX-Evil: 1")]
    [InlineData("/api/v2/me HTTP/1.1\r\nHost: elsewhere\r\n\r\nGET /api/v2/evil")]
    [InlineData("/api/v2/me?x=\r\n\r\nGET /evil HTTP/1.1")]
    [InlineData("/api/v2/me\n\n")]
    [InlineData("/api/v2/\0me")]
    [InlineData("/api/v2/me#\r\nX-Evil: 1")]
    public async Task A_line_break_in_a_path_makes_no_second_line_of_the_request(string path)
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync(Options(fixture.Simulator.Uri, SimulatorFixture.Secret(fixture.Password())));
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(HttpMethod.Get, path, null, SimulatorFixture.Stop));

        Assert.Equal(GwsErrorIds.InvalidParameter, error.ErrorId);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.DoesNotContain(fixture.Simulator.Requests, request =>
            request.Path.Contains("evil", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>So many MiB of blanks and a good answer, compressed.</summary>
    private static byte[] Pack(string encoding, int mebibytes)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest)
            : new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < mebibytes; i++)
            {
                stream.Write(blanks);
            }

            stream.Write("{\"statusCode\":0}"u8);
        }

        return packed.ToArray();
    }

    private static FaultRule Reply(string match, string head, byte[] body) => new()
    {
        Fault = NetworkFault.Change,
        Match = match,
        Change = _ => [.. Encoding.ASCII.GetBytes(head + $"Content-Length: {body.Length}\r\n\r\n"), .. body],
    };

    private static GwsSessionOptions Options(Uri uri, System.Security.SecureString password) => new()
    {
        Uri = uri,
        UserName = "agent1",
        Password = password,
        Timeout = SimulatorFixture.Patience,
        NoProxy = true,
    };

    private static Task<GwsSession> ConnectAsync(SimulatorFixture fixture, FaultProxy proxy) =>
        fixture.ConnectAsync(Options(proxy.Url, SimulatorFixture.Secret(fixture.Password())));
}
