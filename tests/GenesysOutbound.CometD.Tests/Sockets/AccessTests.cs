using System;
using System.Linq;
using System.Net.Http;
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
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        Assert.Equal(BayeuxState.Connected, client.State);
        TinyRequest poll = server.Log.First(l => l.Channel == "/meta/connect").Request;
        Assert.Equal("/cometd", poll.Path);
        Assert.Contains("BAYEUX_BROWSER=cookie1", poll.Headers["Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_with_cookies_of_their_own_are_two_browsers()
    {
        using var server = new TinyBayeux { NeedsCookie = true };
        var item = new RecordingListener();
        var two = new RecordingListener();
        using var first = new BayeuxClient(FaultTests.Fast(server.Uri), item);
        using var second = new BayeuxClient(FaultTests.Fast(server.Uri), two);
        await first.ConnectAsync(["/a"], CancellationToken.None);
        await second.ConnectAsync(["/b"], CancellationToken.None);
        server.Publish("/a", "1");
        server.Publish("/b", "2");
        await item.WaitForEventsAsync(1);
        await two.WaitForEventsAsync(1);
        Assert.Equal(["1"], item.Data);
        Assert.Equal(["2"], two.Data);
    }

    [Fact]
    public async Task Every_request_goes_through_the_handlers_of_the_caller()
    {
        using var server = new TinyBayeux();
        server.Intercept = (request, _, _) => Task.FromResult(
            request.Headers.TryGetValue("Authorization", out string? text) && text == "Basic dTpw"
                ? null : TinyResponse.Code(401));
        using var client = new BayeuxClient(
            FaultTests.Fast(server.Uri, o => o.HandlerFactory = () => new Basic(BayeuxClientOptions.CreateHandler(server.Uri))),
                new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await client.DisconnectAsync(CancellationToken.None);

        using var stranger = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        var error = await Assert.ThrowsAsync<BayeuxException>(() => stranger.ConnectAsync([], CancellationToken.None));
        Assert.Equal((BayeuxErrorKind.Unauthorized, 401), (error.Kind, error.HttpStatus));
    }

    [Fact]
    public async Task A_handler_that_says_unauthorized_ends_the_session_at_once_with_its_words()
    {
        using var server = new TinyBayeux();
        bool refuse = false;
        var listener = new RecordingListener();
        using var client = new BayeuxClient(
            FaultTests.Fast(server.Uri, o => o.HandlerFactory = () =>
                new Refusing(BayeuxClientOptions.CreateHandler(server.Uri), () => Volatile.Read(ref refuse))),
            listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        Volatile.Write(ref refuse, true);
        server.Publish("/a", "1");
        await listener.WaitForStateAsync(BayeuxState.Failed);
        Assert.Contains("no more", listener.Changes[^1].Reason, StringComparison.Ordinal);
        Assert.Equal(BayeuxErrorKind.Unauthorized, listener.Changes[^1].Error!.Kind);
    }

    private sealed class Basic(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("u:p")));
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Refusing(HttpMessageHandler inner, Func<bool> refuse) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            refuse() ? throw new BayeuxException(BayeuxErrorKind.Unauthorized, "no more")
                : base.SendAsync(request, cancellationToken);
    }
}
