using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>Cookies, credentials and headers over real sockets.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task The_cookie_without_a_path_from_the_handshake_reaches_the_poll()
    {
        using var server = new TinyBayeux { NeedsCookie = true };
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.AppendMessageTypeToUrl = true), new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        Assert.Equal(BayeuxState.Connected, client.State);
        TinyRequest poll = server.Log.First(l => l.Channel == "/meta/connect").Request;
        Assert.Equal("/cometd/connect", poll.Path);
        Assert.Contains("BAYEUX_BROWSER=cookie1", poll.Headers["Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_with_jars_of_their_own_are_two_browsers()
    {
        using var server = new TinyBayeux { NeedsCookie = true };
        var one = new RecordingListener();
        var two = new RecordingListener();
        using var first = new BayeuxClient(FaultTests.Fast(server.Uri), one);
        using var second = new BayeuxClient(FaultTests.Fast(server.Uri), two);
        await first.ConnectAsync(["/a"], CancellationToken.None);
        await second.ConnectAsync(["/b"], CancellationToken.None);
        server.Publish("/a", "1");
        server.Publish("/b", "2");
        await one.WaitForDataAsync(1);
        await two.WaitForDataAsync(1);
        Assert.Equal(["1"], one.Data);
        Assert.Equal(["2"], two.Data);
    }

    [Fact]
    public async Task Unauthorized_in_the_middle_repairs_the_session_with_new_headers()
    {
        string valid = "t1";
        string mine = "t1";
        using var server = new TinyBayeux();
        server.Intercept = (request, _, _) => Task.FromResult(request.Headers["X-Token"] == Volatile.Read(ref valid) ? null : TinyResponse.Code(403, "Missing or invalid Csrf token"));
        var listener = new RecordingListener();
        int repairs = 0;
        using var client = new BayeuxClient(
            FaultTests.Fast(server.Uri, o =>
            {
                o.PrepareRequest = m => m.Headers.Add("X-Token", mine);
                o.ReauthenticateAsync = (_, _) =>
                {
                    repairs++;
                    mine = Volatile.Read(ref valid);
                    return Task.FromResult(true);
                };
            }),
            listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        Volatile.Write(ref valid, "t2");
        Assert.True((await client.PublishAsync("/a", "1", CancellationToken.None)).Successful);
        await listener.WaitForDataAsync(1);
        server.Publish("/a", "2");
        await listener.WaitForDataAsync(2);
        Assert.Equal(1, server.Count("/meta/handshake"));
        Assert.InRange(repairs, 1, 2);
    }

    [Fact]
    public async Task Basic_authentication_goes_with_every_request()
    {
        using var server = new TinyBayeux();
        server.Intercept = (request, _, _) => Task.FromResult(
            request.Headers.TryGetValue("Authorization", out string? text) && text == "Basic dTpw" ? null : TinyResponse.Code(401));
        using var client = new BayeuxClient(
            FaultTests.Fast(server.Uri, o => o.PrepareRequest = m => m.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("u:p")))),
            new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await client.DisconnectAsync(CancellationToken.None);

        using var stranger = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        var error = await Assert.ThrowsAsync<BayeuxException>(() => stranger.ConnectAsync([], CancellationToken.None));
        Assert.Equal((BayeuxErrorKind.Unauthorized, 401), (error.Kind, error.HttpStatus));
    }

    [Fact]
    public async Task A_hook_that_throws_while_repairing_fails_the_session_with_a_clear_error()
    {
        using var server = new TinyBayeux();
        server.Intercept = (_, _, _) => Task.FromResult<TinyResponse?>(TinyResponse.Code(401));
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.ReauthenticateAsync = (_, _) => throw new InvalidOperationException("no")), new RecordingListener());
        var error = await Assert.ThrowsAsync<BayeuxException>(() => client.ConnectAsync([], CancellationToken.None));
        Assert.Equal((BayeuxErrorKind.Unauthorized, 401), (error.Kind, error.HttpStatus));
        Assert.Equal("no", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }
}
