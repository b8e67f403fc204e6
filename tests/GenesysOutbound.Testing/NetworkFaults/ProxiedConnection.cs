using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.NetworkFaults;

/// <summary>One connection of a client, and the one to the server that belongs to it.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, TcpClient client, Uri upstream) : IDisposable
{
    private readonly TcpClient _server = new() { NoDelay = true };

    public async Task RunAsync(CancellationToken stop)
    {
        client.NoDelay = true;
        NetworkStream toClient = client.GetStream();
        var requests = new HttpMessageReader(toClient);
        await _server.ConnectAsync(upstream.Host, upstream.Port, stop);
        NetworkStream toServer = _server.GetStream();
        var replies = new HttpMessageReader(toServer);
        while (await requests.ReadAsync(isReply: false, stop) is byte[] request)
        {
            string text = Encoding.UTF8.GetString(request);
            bool outstanding = proxy.Begin(text);
            void Over()
            {
                proxy.End(outstanding);
                outstanding = false;
            }

            try
            {
                if (!await ExchangeAsync(request, text, Over))
                {
                    return;
                }
            }
            finally
            {
                Over();
            }
        }

        // A poll is over before the client can know it: its next one may come on another connection before this one has looked
        // again.
        async Task<bool> ExchangeAsync(byte[] request, string text, Action over)
        {
            if (proxy.RuleFor(text, null) is FaultRule before)
            {
                over();
                return await BreakRequestAsync(before, toClient, requests, stop);
            }

            await toServer.WriteAsync(request, stop);
            Task<byte[]?> reading = replies.ReadAsync(isReply: true, stop);

            // A client that hangs up takes its request with it; the server must see that.
            Task<bool> more = requests.MoreAsync(stop);
            if (await Task.WhenAny(reading, more) == more && !await more)
            {
                return false;
            }

            byte[] reply = await reading ?? throw new EndOfStreamException();
            over();
            if (proxy.RuleFor(text, Encoding.UTF8.GetString(reply)) is FaultRule after)
            {
                return await BreakReplyAsync(after, reply, toClient, requests, stop);
            }

            await toClient.WriteAsync(reply, stop);
            return true;
        }
    }

    /// <summary>Ends both connections at once and impolitely.</summary>
    public void Reset()
    {
        ResetOne(client);
        ResetOne(_server);
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private static void ResetOne(TcpClient side)
    {
        try
        {
            side.Client?.Close(0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It was faster.
        }
    }

    /// <summary>Waits until the client gives the connection up.</summary>
    private static async Task UntilGoneAsync(HttpMessageReader requests, CancellationToken stop)
    {
        while (await requests.MoreAsync(stop))
        {
            // What it still sends goes nowhere.
        }
    }

    // Never all of it.
    private static ReadOnlyMemory<byte> Part(byte[] reply, FaultRule rule) =>
        reply.AsMemory(0, Math.Clamp(rule.Bytes < 0 ? reply.Length + rule.Bytes : rule.Bytes, 0, reply.Length - 1));

    private bool Cut(FaultRule rule)
    {
        if (rule.Reset)
        {
            Reset();
        }

        return false;
    }

    private async Task<bool> BreakRequestAsync(FaultRule rule, NetworkStream toClient, HttpMessageReader requests,
        CancellationToken stop)
    {
        switch (rule.Fault)
        {
            case NetworkFault.Stall:
                await UntilGoneAsync(requests, stop);
                return false;
            case NetworkFault.Answer:
                string page = $"<html><body>{rule.Status}</body></html>";
                await toClient.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {rule.Status} Fault\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\n\r\n{page}"),
                        stop);
                return true;
            default:
                return Cut(rule);
        }
    }

    private async Task<bool> BreakReplyAsync(FaultRule rule, byte[] reply, NetworkStream toClient, HttpMessageReader requests,
        CancellationToken stop)
    {
        switch (rule.Fault)
        {
            case NetworkFault.CutWithin:
                await toClient.WriteAsync(Part(reply, rule), stop);
                return Cut(rule);
            case NetworkFault.StallWithin:
                await toClient.WriteAsync(Part(reply, rule), stop);
                await UntilGoneAsync(requests, stop);
                return false;
            case NetworkFault.HalfClose:
                await toClient.WriteAsync(reply.AsMemory(0, reply.Length - 1), stop);
                client.Client.Shutdown(SocketShutdown.Send);
                await UntilGoneAsync(requests, stop);
                return false;
            case NetworkFault.Delay:
                await Task.Delay(rule.Time, stop);
                await toClient.WriteAsync(reply, stop);
                return true;
            case NetworkFault.Trickle:
                for (int at = 0; at < reply.Length; at += rule.Bytes)
                {
                    await toClient.WriteAsync(reply.AsMemory(at, Math.Min(rule.Bytes, reply.Length - at)), stop);
                    await Task.Delay(rule.Time, stop);
                }

                return true;
            case NetworkFault.Change:
                await toClient.WriteAsync(rule.Change(reply), stop);
                return true;
            case NetworkFault.CloseAfter:
                await toClient.WriteAsync(reply, stop);
                return false;
            default:
                return Cut(rule);
        }
    }
}
