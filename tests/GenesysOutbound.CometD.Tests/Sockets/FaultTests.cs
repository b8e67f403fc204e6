using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>The whole client over real sockets while things go wrong.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Server_down_at_the_first_start_throws()
    {
        Uri uri = FreeAddress();
        using var client = new BayeuxClient(new BayeuxClientOptions(uri), new RecordingListener());
        var error = await Assert.ThrowsAsync<BayeuxException>(() => client.ConnectAsync(["/a"], CancellationToken.None));
        Assert.Equal(BayeuxErrorKind.Transport, error.Kind);
        Assert.Equal(BayeuxState.Failed, client.State);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new TinyBayeux();
        server.Intercept = async (_, _, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        using var client = new BayeuxClient(Fast(server.Uri), new RecordingListener());
        Task connecting = client.ConnectAsync([], cancel.Token);
        await WaitForAsync(() => server.Log.Count == 1, "the handshake");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await WaitForAsync(() => client.State == BayeuxState.Disconnected, "the end");
    }

    [Fact]
    public async Task Server_restarted_on_the_same_port_is_found_again_with_all_subscriptions()
    {
        var first = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(first.Uri), listener);
        await client.ConnectAsync(["/a", "/b"], CancellationToken.None);
        first.Dispose();
        await listener.WaitForStateAsync(BayeuxState.Reconnecting);
        using var second = new TinyBayeux(first.Http.Port);
        await listener.WaitForStateAsync(BayeuxState.Connected, 2);
        second.Publish("/a", "1");
        second.Publish("/b", "2");
        await listener.WaitForEventsAsync(2);
        Assert.Equal(1, second.Count("/meta/handshake"));
        Assert.Single(listener.Gaps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_that_was_made_and_then_lost(bool ack)
    {
        using var server = new TinyBayeux { Ack = ack };
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        int lose = 1;
        server.Replace = (_, messages, response) =>
            (string)messages[0]!["channel"]! == "/meta/connect" && response.Body.Length > 200
                && Interlocked.Exchange(ref lose, 0) == 1
                ? new TinyResponse { Body = response.Body, CutAfter = response.Body.Length / 2 }
                : response;
        server.Publish("/a", "1", "2", "3", "4", "\"" + new string('x', 200) + "\"");
        await WaitForAsync(() => Volatile.Read(ref lose) == 0, "the loss");
        await WaitForAsync(() => server.HeldPolls == 1, "the next held poll");
        server.Publish("/a", "6");
        await listener.WaitForAsync(l => l.Data.Contains("6"), "the last event");
        Assert.Equal(1, server.Count("/meta/handshake"));
        if (ack)
        {
            Assert.Equal(["1", "2", "3", "4", "6"], listener.Data.Where(d => d.Length == 1));
            Assert.Equal(6, listener.Data.Length);
            Assert.Empty(listener.Gaps);
        }
        else
        {
            Assert.Equal(["6"], listener.Data);
            Assert.Single(listener.Gaps);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pending_poll_that_is_reset_keeps_the_session_and_what_it_queues(bool ack)
    {
        using var server = new TinyBayeux { Ack = ack };
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        int reset = 0;
        server.Replace = (_, messages, response) =>
            (string)messages[0]!["channel"]! == "/meta/connect" && Interlocked.Increment(ref reset) == 1
            ? new TinyResponse { Reset = true }
            : response;
        server.Deliver("{\"channel\":\"/wake\"}");
        await WaitForAsync(() => reset > 1, "the retry");
        server.Publish("/a", "1", "2", "3");
        await listener.WaitForAsync(l => l.Data.Contains("3"), "the events");
        Assert.Equal(["1", "2", "3"], listener.Data.Where(d => d.Length > 0));
        Assert.Equal(1, server.Count("/meta/handshake"));
        Assert.Equal(ack ? 0 : 1, listener.Gaps.Length);
        Assert.DoesNotContain(listener.Changes, c => c.Current == BayeuxState.Reconnecting);
    }

    [Fact]
    public async Task An_error_status_for_a_while_keeps_the_session_and_asks_a_handful_of_times()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        int refused = 0;
        server.Intercept = (_, _, _) =>
            Task.FromResult(Interlocked.Increment(ref refused) <= 4 ? TinyResponse.Code(503, "<html></html>") : null);
        server.Publish("/a", "0");
        await listener.WaitForStateAsync(BayeuxState.Reconnecting);
        await listener.WaitForStateAsync(BayeuxState.Connected, 2);
        server.Publish("/a", "1");
        await listener.WaitForAsync(l => l.Data.Contains("1"), "events again");
        Assert.Equal(1, server.Count("/meta/handshake"));
    }

    [Fact]
    public async Task A_poll_that_is_never_answered_is_given_up_and_made_again()
    {
        using var server = new TinyBayeux { HandshakeAdvice = "{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":50}" };
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri, o => o.MaxNetworkDelay = TimeSpan.FromSeconds(1)), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await WaitForAsync(() => client.Counters.Retries.ContainsKey(RetryCause.Timeout), "a time-out");
        await WaitForAsync(() => server.Count("/meta/connect") >= 3, "the next poll");
        Assert.Equal(1, server.Count("/meta/handshake"));
    }

    [Fact]
    public async Task A_connection_closed_between_polls_is_invisible()
    {
        using var server = new TinyBayeux();
        server.Replace = (_, _, response) =>
        {
            var head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + response.Body.Length
                + "\r\nConnection: close\r\n\r\n");
            return new TinyResponse { Raw = [.. head, .. response.Body] };
        };
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        for (int i = 0; i < 10; i++)
        {
            server.Publish("/a", i.ToString());
            await listener.WaitForEventsAsync(i + 1);
        }

        Assert.Single(listener.Changes, c => c.Current == BayeuxState.Connected);
        Assert.Empty(client.Counters.Retries);
    }

    [Theory]
    [InlineData("{\"channel\":\"/a\",\"data\":NaN}")]
    [InlineData("{\"channel\":\"/a\",\"data\":1},")]
    public async Task An_event_that_nobody_can_read_costs_the_session_and_not_every_event_after_it(string message)
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        server.Deliver(message);
        await WaitForAsync(() => server.Count("/meta/handshake") == 2, "a new session");
        await listener.WaitForAsync(l => l.Gaps.Length == 1, "the gap");
        await WaitForAsync(() => server.HeldPolls >= 1, "a held poll of the new session");
        server.Publish("/a", "2");
        await listener.WaitForAsync(l => l.Data.Contains("2"), "an event of the new session");
        Assert.Contains("a reply was lost", listener.Gaps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_throws_ends_the_session_and_the_waiting_caller_gets_the_reason()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        int calls = 0;
        using var client = new BayeuxClient(Fast(server.Uri, o => o.ClientIdAssigned = _ =>
            throw (++calls == 1 ? new InvalidOperationException("first") : new FormatException("second"))), listener);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<BayeuxException>(() => client.ConnectAsync(["/a"], limit.Token));
        Assert.IsType<InvalidOperationException>(error.InnerException);
        await listener.WaitForLastStateAsync(BayeuxState.Failed);

        // The event loop still works: another attempt gets an answer of its own, and disconnecting ends.
        error = await Assert.ThrowsAsync<BayeuxException>(() => client.ConnectAsync(["/a"], limit.Token));
        Assert.IsType<FormatException>(error.InnerException);
        await client.DisconnectAsync(limit.Token);
    }

    internal static BayeuxClientOptions Fast(Uri uri, Action<BayeuxClientOptions>? more = null)
    {
        var options = new BayeuxClientOptions(uri)
        {
            BackoffInitial = TimeSpan.FromMilliseconds(20),
            BackoffMaximum = TimeSpan.FromMilliseconds(100),
        };
        more?.Invoke(options);
        return options;
    }

    internal static async Task WaitForAsync(Func<bool> condition, string what)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 6000, "waited in vain for " + what);
            await Task.Delay(10);
        }
    }

    private static Uri FreeAddress()
    {
        var server = new TinyHttpServer((_, _) => Task.FromResult(TinyResponse.Json("[]")));
        Uri uri = server.Uri;
        server.Dispose();
        return uri;
    }
}
