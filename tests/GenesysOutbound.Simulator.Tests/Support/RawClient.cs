using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Simulator.Tests.Support;

/// <summary>A connection to the simulator without an HTTP client. An end that is not orderly is an error.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawClient(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        return new RawClient(client);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    public async Task<string> ReadSomeAsync()
    {
        var buffer = new byte[4096];
        var count = await _stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    public async Task ReadSomeOrThrowAsync()
    {
        if ((await ReadSomeAsync()).Length == 0)
        {
            throw new EndOfStreamException();
        }
    }

    public async Task<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        await _stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
