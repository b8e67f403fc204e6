using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Http;

/// <summary>A command whose wait has ended does not leave any more, whatever the login that it waited for comes to.</summary>
public sealed class AbandonedCommandTests
{
    [Fact]
    public async Task A_dial_that_waited_for_the_login_in_vain_is_not_sent_and_the_next_one_is_the_only_call()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var (session, record) = await fixture.WithRecordAsync(Options(fixture, network, null));
        var isBusy = true;
        var turnedAway = 0;
        network.Answer = request =>
        {
            if (!Volatile.Read(ref isBusy))
            {
                return null;
            }

            if (IsOf(request, "Dial") || IsOf(request, "NotReady"))
            {
                Interlocked.Increment(ref turnedAway);
                return ScriptedNetwork.Reply(401);
            }

            return ScriptedNetwork.IsLogin(request) ? ScriptedNetwork.Reply(503, "busy") : null;
        };
        fixture.Simulator.ClearRequests();
        var dialing = session.Outbound.StartCallAsync(Id.Of(record), null,
            new GwsOperationOptions { Timeout = TimeSpan.FromSeconds(5) }, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => Volatile.Read(ref turnedAway) == 1);

        // Beside it a request without a wait of its own: when it is answered, what waited for the same login could have left.
        var other = session.SendAsync(HttpMethod.Post, "/api/v2/me/channels/voice", "{\"operationName\":\"NotReady\"}",
            SimulatorFixture.Stop);
        var error = await Errors.OfAsync(GwsErrorIds.ConnectionFailed, () => dialing);

        Assert.False(error.IsOutcomeUnknown, error.Message);
        Assert.Contains("Nothing was carried out", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, session.Counters.OutcomeUnknown);
        Volatile.Write(ref isBusy, false);
        Assert.Equal(200, (await other).HttpStatus);
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "Dial" && request.StatusCode == 200));
        Assert.Single(fixture.Simulator.Calls);
    }

    [Fact]
    public async Task A_command_whose_time_is_up_while_the_login_fails_says_so_and_leaves_the_journal()
    {
        var path = Path.Combine(Path.GetTempPath(), "gws-" + Guid.NewGuid().ToString("N") + ".journal");
        try
        {
            await using var fixture = new SimulatorFixture();
            var network = new ScriptedNetwork();
            var (session, record) = await fixture.WithRecordAsync(Options(fixture, network, path));
            network.Answer = request => ScriptedNetwork.IsLogin(request) ? ScriptedNetwork.Reply(503, "busy")
                : IsOf(request, "RejectRecord") ? ScriptedNetwork.Reply(401) : null;

            var error = await Errors.OfAsync(GwsErrorIds.ConnectionFailed, () => session.Outbound.RejectRecordAsync(
                Id.Of(record), new GwsOperationOptions { Timeout = TimeSpan.FromSeconds(5) }, SimulatorFixture.Stop));

            Assert.Contains("HTTP 503", error.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was carried out", error.Message, StringComparison.Ordinal);
            Assert.Equal("RejectRecord", error.Operation);
            Assert.Equal(503, error.HttpStatus);
            Assert.Equal(record.RecordHandle, error.RecordHandle);
            Assert.NotNull(error.ReferenceId);
            Assert.Empty(session.UnansweredRequests);
            Assert.Empty(session.Records.Find(record.RecordHandle)!.Unanswered);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_abandoned_while_it_waited_for_the_login_is_not_sent_after_it(bool isAbandoned)
    {
        var server = new TurningAway();
        var login = new TaskCompletionSource<GwsResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var authenticator = new Authenticator(
            _ =>
            {
                begun.TrySetResult(true);
                return login.Task;
            },
            static _ => true, static _ => { }, SimulatorFixture.Stop);
        authenticator.NoteReply(isSuccess: true);
        using var handler = new ReauthenticationHandler(authenticator, 1024, readsReplies: true, server);
        using var invoker = new HttpMessageInvoker(handler);
        using var content = new OnceContent("{}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/") { Content = content };

        var sending = invoker.SendAsync(request, SimulatorFixture.Stop);
        await begun.Task.WaitAsync(SimulatorFixture.Patience, SimulatorFixture.Stop);
        if (isAbandoned)
        {
            Assert.True(content.Abandon());
        }

        login.SetResult(new GwsResponse { HttpStatus = 200 });
        if (isAbandoned)
        {
            await Errors.OfAsync(GwsErrorIds.ConnectionFailed, () => sending);
            Assert.Equal(1, server.Received);
        }
        else
        {
            using var response = await sending;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(2, server.Received);
            Assert.False(content.Abandon());
        }
    }

    [Fact]
    public async Task What_was_abandoned_on_its_way_is_not_sent_again_when_it_is_turned_away()
    {
        var server = new TurningAway();
        var authenticator = new Authenticator(
            static _ => Task.FromResult(new GwsResponse { HttpStatus = 200 }), static _ => true, static _ => { },
            SimulatorFixture.Stop);
        authenticator.NoteReply(isSuccess: true);
        using var handler = new ReauthenticationHandler(authenticator, 1024, readsReplies: true, server);
        using var invoker = new HttpMessageInvoker(handler);
        using var content = new OnceContent("{}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/") { Content = content };

        // It has begun to leave, so that its outcome is unknown at this moment.
        server.Arrived = () => Assert.False(content.Abandon());
        using var response = await invoker.SendAsync(request, SimulatorFixture.Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(1, server.Received);
    }

    [Fact]
    public async Task A_body_that_nobody_waits_for_does_not_begin_to_leave()
    {
        using var content = new OnceContent("{}");
        Assert.True(content.Abandon());
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(Stream.Null, SimulatorFixture.Stop));
        Assert.False(content.Started);
    }

    private static bool IsOf(HttpRequestMessage request, string operation) => request.Content is OnceContent content
        && content.Text().Contains($"\"{operation}\"", StringComparison.Ordinal);

    private static GwsSessionOptions Options(SimulatorFixture fixture, ScriptedNetwork network, string? journal) =>
        fixture.Options(timeout: TimeSpan.FromSeconds(30)) with
        {
            HandlerFactory = network.Handler,
            JournalPath = journal,
            TuneNotifications = wire => wire.BackoffInitial = TimeSpan.FromMilliseconds(50),
        };

    /// <summary>A server that turns away the first request, and answers every later one.</summary>
    private sealed class TurningAway : HttpMessageHandler
    {
        public int Received { get; private set; }

        /// <summary>Called when a request has arrived, before it is answered.</summary>
        public Action Arrived { get; set; } = static () => { };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            Received++;
            Arrived();
            return ScriptedNetwork.Reply(Received == 1 ? 401 : 200, "{\"statusCode\":0}");
        }
    }
}
