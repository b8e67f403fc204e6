using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>The end: bounded, idempotent, nothing unobserved, nothing left.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task Disconnect_during_a_held_poll_releases_it_and_leaves_no_connection()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await FaultTests.WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        await client.DisconnectAsync(CancellationToken.None);
        int requests = server.Log.Count;
        Assert.Equal(BayeuxState.Disconnected, client.State);
        client.Dispose();
        await FaultTests.WaitForAsync(() => server.Http.Connected == 0, "all connections closed");
        Assert.Equal(requests, server.Log.Count);
    }

    [Fact]
    public async Task Disconnect_is_idempotent_and_works_in_every_state()
    {
        using var server = new TinyBayeux();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        await client.DisconnectAsync(CancellationToken.None);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.DisconnectAsync(CancellationToken.None)));
        await client.DisconnectAsync(CancellationToken.None);
        Assert.Equal(1, server.Count("/meta/disconnect"));
    }

    [Fact]
    public async Task A_client_can_connect_again_after_disconnecting()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        for (int i = 1; i <= 3; i++)
        {
            await client.ConnectAsync(["/a"], CancellationToken.None);
            server.Publish("/a", i.ToString());
            await listener.WaitForEventsAsync(i);
            await client.DisconnectAsync(CancellationToken.None);
        }

        Assert.Equal(["1", "2", "3"], listener.Data);
        Assert.Equal(0, server.SessionCount);
    }

    [Fact]
    public async Task Disconnect_with_the_server_gone_ends_within_its_budget()
    {
        using var server = new TinyBayeux();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o =>
            o.DisconnectTimeout = TimeSpan.FromMilliseconds(200)), new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Intercept = async (_, _, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        await client.DisconnectAsync(CancellationToken.None);
        Assert.Equal(BayeuxState.Disconnected, client.State);
    }

    [Fact]
    public async Task Disconnect_can_be_cut_short()
    {
        using var server = new TinyBayeux();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.DisconnectTimeout = TimeSpan.FromHours(1)),
            new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Intercept = async (_, _, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        using var cancel = new CancellationTokenSource();
        Task disconnecting = client.DisconnectAsync(cancel.Token);
        await FaultTests.WaitForAsync(() => server.Count("/meta/disconnect") == 1, "the disconnect");
        await cancel.CancelAsync();
        await disconnecting;
        Assert.Equal(BayeuxState.Disconnected, client.State);
    }

    [Fact]
    public async Task Disconnect_while_backing_off_and_while_handshaking()
    {
        using var server = new TinyBayeux();
        server.Intercept = async (_, messages, stop) =>
        {
            if ((string)messages[0]!["channel"]! == "/meta/handshake")
            {
                await Task.Delay(Timeout.Infinite, stop);
            }

            return null;
        };
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o =>
            o.BackoffInitial = o.BackoffMaximum = TimeSpan.FromHours(1)), new RecordingListener());
        Task connecting = client.ConnectAsync(["/a"], CancellationToken.None);
        await FaultTests.WaitForAsync(() => server.Count("/meta/handshake") == 1, "the handshake");
        await client.DisconnectAsync(CancellationToken.None);
        await Assert.ThrowsAsync<BayeuxException>(() => connecting);

        server.Intercept = null;
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Intercept = (_, messages, _) =>
            Task.FromResult((string)messages[0]!["channel"]! == "/meta/connect" ? TinyResponse.Code(503) : null);
        server.Publish("/a", "1");
        await FaultTests.WaitForAsync(() => client.State == BayeuxState.Reconnecting, "the back-off");
        await client.DisconnectAsync(CancellationToken.None);
        Assert.Equal(BayeuxState.Disconnected, client.State);
    }

    [Fact]
    public async Task Disconnect_from_inside_the_listener_even_when_it_waits_for_it()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        listener.OnBatch = _ => client.DisconnectAsync(CancellationToken.None).GetAwaiter().GetResult();
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Publish("/a", "1");
        await listener.WaitForStateAsync(BayeuxState.Disconnected);
    }

    [Fact]
    public async Task Disconnect_from_inside_a_state_change()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        listener.StateChanged = change =>
        {
            if (change.Current == BayeuxState.Connected)
            {
                client.DisconnectAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
        };
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await listener.WaitForStateAsync(BayeuxState.Disconnected);
    }

    [Fact]
    public async Task Dispose_without_start_twice_inside_the_listener_and_while_polling()
    {
        using var server = new TinyBayeux { Hold = 200 };
        var idle = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        idle.Dispose();
        idle.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => idle.ConnectAsync([], CancellationToken.None));
        await idle.DisconnectAsync(CancellationToken.None);

        var listener = new RecordingListener();
        var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        listener.OnBatch = _ => client.Dispose();
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Publish("/a", "1");
        await FaultTests.WaitForAsync(() => server.Http.Connected == 0, "all connections closed");
        Assert.Equal(BayeuxState.Disconnected, client.State);
    }

    [Fact]
    public async Task Dispose_ends_a_connect_that_waits()
    {
        using var server = new TinyBayeux();
        server.Intercept = async (_, _, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        var client = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        Task connecting = client.ConnectAsync(["/a"], CancellationToken.None);
        await FaultTests.WaitForAsync(() => server.Log.Count == 1, "the handshake");
        client.Dispose();
        await Assert.ThrowsAsync<BayeuxException>(() => connecting);
    }

    [Fact]
    public async Task Nothing_unobserved_is_left_behind_by_clients_that_end_badly()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.ToString().Contains("GenesysOutbound", StringComparison.Ordinal))
            {
                lock (unobserved)
                {
                    unobserved.Add(e.Exception);
                }
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            for (int i = 0; i < 10; i++)
            {
                await EndBadlyAsync(i);
            }

            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(unobserved);
    }

    [Fact]
    public async Task Many_clients_in_one_process_against_one_host_need_no_thread_each()
    {
        using var server = new TinyBayeux();
        int before = ThreadPool.ThreadCount;
        BayeuxClient[] clients = Enumerable.Range(0, 60)
            .Select(_ => new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener())).ToArray();
        await Task.WhenAll(clients.Select(c => c.ConnectAsync(["/a"], CancellationToken.None)));
        await FaultTests.WaitForAsync(() => server.HeldPolls == 60, "all polls to be held");
        Assert.All(clients, c => Assert.Equal(BayeuxState.Connected, c.State));
        Assert.InRange(ThreadPool.ThreadCount - before, int.MinValue, 40);
        await Task.WhenAll(clients.Select(c => c.DisconnectAsync(CancellationToken.None)));
        Assert.Equal(0, server.SessionCount);
        foreach (BayeuxClient client in clients)
        {
            client.Dispose();
        }
    }

    private static async Task EndBadlyAsync(int number)
    {
        using var server = new TinyBayeux();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        if (number % 2 == 0)
        {
            server.Dispose();
        }
        else
        {
            client.Dispose();
        }

        await client.DisconnectAsync(CancellationToken.None);
    }
}
