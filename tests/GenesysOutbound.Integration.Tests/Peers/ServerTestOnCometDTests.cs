using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>
/// A server that is a true CometD server and no more of Genesys Web Services than a login: what is CometD's is judged, the rest
/// differs or is not seen, and the test ends in order.
/// </summary>
public sealed class ServerTestOnCometDTests
{
    [Theory]
    [InlineData(true, GwsFactVerdict.Confirmed)]
    [InlineData(false, GwsFactVerdict.Differs)]
    public async Task What_belongs_to_CometD_is_judged(bool ack, GwsFactVerdict acknowledgements)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack, hold: 400);
        var result = await GwsServerTest.RunAsync(Options(server.Url), Test(), PeerFixture.Token);

        Assert.Equal(acknowledgements, Verdict("cometd.ack"));
        Assert.Equal(GwsFactVerdict.Confirmed, Verdict("cometd.endpoint"));
        Assert.Equal(GwsFactVerdict.Confirmed, Verdict("cometd.connect.hold"));
        Assert.Equal(GwsFactVerdict.Confirmed, Verdict("cometd.unknown-client"));
        Assert.Equal(GwsFactVerdict.Confirmed, Verdict("cometd.topic.outbound"));
        Assert.Equal(GwsFactVerdict.Differs, Verdict("cometd.connect.timeout"));
        Assert.NotEqual(GwsFactVerdict.NotSeen, Verdict("cometd.connect.reply"));
        Assert.NotEqual(GwsFactVerdict.NotSeen, Verdict("cometd.transports"));
        Assert.Equal(GwsFactVerdict.Confirmed, Verdict("session.login.basic"));
        Assert.True(result.Performance.PollHeld > TimeSpan.FromMilliseconds(300), result.Performance.ToString());

        // The stub answers without authentication, and every path below its own.
        string[] differ =
            ["session.unauthenticated.status", "session.collection.uris", "session.campaigns", "session.me.everything"];
        Assert.All(differ, id => Assert.Equal(GwsFactVerdict.Differs, Verdict(id)));
        Assert.DoesNotContain(result.Facts, fact =>
            fact.Verdict == GwsFactVerdict.Confirmed && fact.Area is "outbound" or "voice" or "email");

        // In order: the session is gone, and nothing is left open.
        Assert.Equal(1, await server.ReceivedAsync("/meta/disconnect"));
        await server.WaitForStatsAsync(stats => stats.GetProperty("sessions").GetInt32() == 0, "no session");

        GwsFactVerdict Verdict(string id) => result.Facts.Single(fact => fact.Id == id).Verdict;
    }

    [Fact]
    public async Task A_campaign_that_nobody_answers_for_is_a_finding()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        var options = Options(server.Url) with { Timeout = TimeSpan.FromMilliseconds(300) };
        var test = Test() with { CampaignName = "Campaign1", ApplicationId = 134, PollWait = TimeSpan.Zero };
        var result = await GwsServerTest.RunAsync(options, test, PeerFixture.Token);
        Assert.NotEmpty(result.Remarks);
        Assert.DoesNotContain(result.Facts, fact => fact.Verdict == GwsFactVerdict.Confirmed && fact.Area == "outbound");
        Assert.Equal(1, await server.ReceivedAsync("/meta/disconnect"));
    }

    private static GwsServerTestOptions Test() => new() { PollWait = TimeSpan.FromSeconds(30) };

    private static GwsSessionOptions Options(Uri peer) => new()
    {
        Uri = new Uri(peer, "/"),
        UserName = "agent1",
        HandlerFactory = () => new Stub(peer),
    };

    /// <summary>Answers REST requests itself and passes the notification channel on to the peer.</summary>
    private sealed class Stub(Uri peer) : DelegatingHandler(BayeuxClientOptions.CreateHandler(peer))
    {
        private const string User = "{\"statusCode\":0,\"user\":{\"userName\":\"agent1\","
            + "\"features\":[{\"id\":\"api-voice-outbound\"}],"
            + "\"devices\":[{\"id\":\"d1\",\"userState\":{\"state\":\"Ready\"}}]}}";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/notifications", StringComparison.Ordinal))
            {
                request.RequestUri = peer;
                return await base.SendAsync(request, cancellationToken);
            }

            if (request.Content is { } content)
            {
                await content.CopyToAsync(System.IO.Stream.Null, cancellationToken);
            }

            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(User, Encoding.UTF8, "application/json"),
            };
        }
    }
}
