using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using GenesysOutbound.CometD.Transport;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>What HTTP can do to a request, over real sockets.</summary>
public sealed class TransportTests
{
    internal const string Good =
        "[{\"channel\":\"/a\",\"data\":\"\u00e4\ud83d\ude00\"},{\"channel\":\"/meta/connect\",\"successful\":true}]";

    public static TheoryData<int, string, string> BadReplies => new()
    {
        { 200, "", "Protocol" },
        { 200, "[]", "Protocol" },
        { 200, "<html>login</html>", "Protocol" },
        { 200, "[{\"channel\":\"/a\"", "Protocol" },
        { 200, "{\"timestamp\":1,\"status\":500}", "Protocol" },
        { 204, "", "HttpStatus" },
        { 302, "", "HttpStatus" },
        { 400, "bad", "HttpStatus" },
        { 401, "", "HttpStatus" },
        { 503, "<html>unavailable</html>", "HttpStatus" },
    };

    [Theory]
    [MemberData(nameof(BadReplies))]
    public async Task A_bad_reply_is_a_failure_of_its_kind(int status, string body, string kind)
    {
        TransportOutcome outcome = await AskAsync(new TinyResponse { Status = status, Body = Encoding.UTF8.GetBytes(body),
            ContentType = "text/html" });
        Assert.Equal(kind, outcome.Failure!.Kind.ToString());
        Assert.Equal(status >= 500 || status == 200, outcome.Failure.FateUnknown);
    }

    [Fact]
    public async Task A_reset_and_a_cut_body_are_failures_whose_request_may_have_been_worked_on()
    {
        TransportOutcome reset = await AskAsync(new TinyResponse { Reset = true });
        TransportOutcome cut = await AskAsync(new TinyResponse { Body = Encoding.UTF8.GetBytes(Good), CutAfter = 10 });
        TransportOutcome cutChunk = await AskAsync(
            new TinyResponse { Raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"ch\r\n"u8.ToArray() });
        foreach (TransportOutcome outcome in new[] { reset, cut, cutChunk })
        {
            Assert.Equal((BayeuxErrorKind.Transport, true), (outcome.Failure!.Kind, outcome.Failure.FateUnknown));
        }
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_whose_request_never_left()
    {
        var server = new TinyHttpServer((_, _) => Task.FromResult(TinyResponse.Json("[]")));
        Uri uri = server.Uri;
        server.Dispose();
        TransportOutcome outcome = await AskAsync(new BayeuxClientOptions(uri));
        Assert.Equal((BayeuxErrorKind.Transport, false), (outcome.Failure!.Kind, outcome.Failure.FateUnknown));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_failure_whose_request_never_left()
    {
        TransportOutcome outcome = await AskAsync(new BayeuxClientOptions(new Uri("http://nobody.invalid/x")));
        Assert.Equal(BayeuxErrorKind.Transport, outcome.Failure!.Kind);
        Assert.False(outcome.Failure.FateUnknown);
    }

    [Fact]
    public async Task Stop_and_time_out_are_told_apart()
    {
        using var server = new TinyHttpServer(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return TinyResponse.Json("[]");
        });
        var options = new BayeuxClientOptions(server.Uri);
        Assert.Equal(BayeuxErrorKind.Timeout, (await AskAsync(options, timeout: 50)).Failure!.Kind);
        using var giveUp = new CancellationTokenSource();
        BayeuxRequest request = Request();
        Task<TransportOutcome> asking = AskAsync(options, request, giveUp);
        request.Abandoned = true;
        await giveUp.CancelAsync();
        Assert.Equal(BayeuxErrorKind.Closed, (await asking).Failure!.Kind);
    }

    [Fact]
    public async Task Cookies_of_every_response_are_kept_also_of_errors()
    {
        var seen = new List<TinyRequest>();
        using var server = new TinyHttpServer((request, _) =>
        {
            seen.Add(request);
            var response = TinyResponse.Code(503);
            response.SetCookies.Add("one=1; Path=/");
            return Task.FromResult(response);
        });
        using var transport = new HttpTransport(new BayeuxClientOptions(server.Uri), new SystemClock());
        foreach (ConnectionKind connection in new[] { ConnectionKind.Poll, ConnectionKind.Command })
        {
            using var giveUp = new CancellationTokenSource();
            await transport.SendAsync(new(1, connection, RequestKind.Connect, [], 30_000, []), giveUp);
        }

        Assert.False(seen[0].Headers.ContainsKey("Cookie"));
        Assert.Equal("one=1", seen[1].Headers["Cookie"]);
        Assert.Equal("application/json; charset=UTF-8", seen[0].Headers["Content-Type"]);
        Assert.Equal("POST", seen[0].Method);
        Assert.False(seen[0].Headers.ContainsKey("Expect"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_text_says_where_it_leads()
    {
        int asked = 0;
        using var server = new TinyHttpServer((request, _) =>
        {
            asked++;
            var response = TinyResponse.Code(302);
            response.Headers.Add("Location: http://sso.example.com/login?ticket=secret");
            return Task.FromResult(response);
        });
        TransportOutcome outcome = await AskAsync(new BayeuxClientOptions(server.Uri));
        Assert.Equal(302, outcome.Failure!.HttpStatus);
        Assert.Equal("HTTP 302 (a redirect to http://sso.example.com/login, not followed)", outcome.Failure.Text);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Every_failure_of_the_network_makes_the_next_request_use_a_new_connection()
    {
        int handlers = 0;
        int round = 0;
        using var server = new TinyHttpServer((_, _) =>
            Task.FromResult(++round == 2 ? new TinyResponse { Reset = true } : TinyResponse.Json(Good)));
        var options = new BayeuxClientOptions(server.Uri)
        {
            HandlerFactory = () =>
            {
                handlers++;
                return new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
            },
        };
        using var transport = new HttpTransport(options, new SystemClock());
        for (int i = 0; i < 4; i++)
        {
            using var giveUp = new CancellationTokenSource();
            await transport.SendAsync(Request(), giveUp);
        }

        Assert.Equal(2, handlers);
    }

    [Fact]
    public async Task The_users_handler_carries_proxies_and_certificates()
    {
        string? through = null;
        using var proxy = new TinyHttpServer((request, _) =>
        {
            through = request.Path;
            return Task.FromResult(request.Headers.ContainsKey("Proxy-Authorization")
                ? TinyResponse.Json(Good)
                : new TinyResponse { Status = 407, Headers = { "Proxy-Authenticate: Basic realm=\"p\"" } });
        });
        var options = new BayeuxClientOptions(new Uri("http://gws.invalid/cometd"))
        {
            HandlerFactory = () => new HttpClientHandler
            {
                UseCookies = false,
                UseProxy = true,
                Proxy = new WebProxy(new Uri($"http://127.0.0.1:{proxy.Port}")) { Credentials = new NetworkCredential("u", "p") },
            },
        };
        TransportOutcome outcome = await AskAsync(options);
        Assert.NotNull(outcome.Reply);
        Assert.Equal("http://gws.invalid/cometd", through);
    }

    internal static async Task<TransportOutcome> AskAsync(TinyResponse response)
    {
        using var server = new TinyHttpServer((_, _) => Task.FromResult(response));
        return await AskAsync(new BayeuxClientOptions(server.Uri));
    }

    internal static async Task<TransportOutcome> AskAsync(BayeuxClientOptions options, long timeout = 30_000)
    {
        using var giveUp = new CancellationTokenSource();
        return await AskAsync(options, Request(timeout), giveUp);
    }

    internal static async Task<TransportOutcome> AskAsync(BayeuxClientOptions options, BayeuxRequest request,
        CancellationTokenSource giveUp)
    {
        using var transport = new HttpTransport(options, new SystemClock());
        return await transport.SendAsync(request, giveUp);
    }

    internal static BayeuxRequest Request(long timeout = 30_000) =>
        new(1, ConnectionKind.Poll, RequestKind.Connect, Encoding.ASCII.GetBytes(new JsonArray().ToJsonString()), timeout, []);
}
