using System.IO;
using System.IO.Compression;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using GenesysOutbound.CometD.Transport;
using Xunit;
using static GenesysOutbound.CometD.Tests.Sockets.TransportTests;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>Bodies of every shape and size.</summary>
public sealed class BodyTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 7)]
    public async Task Characters_split_over_segments_and_chunks_come_out_whole(bool chunked, int segment)
    {
        TransportOutcome outcome = await AskAsync(new TinyResponse { Body = Encoding.UTF8.GetBytes(Good), Chunked = chunked,
            Segment = segment });
        Assert.Equal("\"\u00e4\ud83d\ude00\"", Assert.Single(outcome.Reply!.Events).GetDataJson());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/json;charset=UTF-8")]
    [InlineData("application/octet-stream")]
    public async Task A_good_reply_with_a_wrong_content_type_is_accepted(string type)
    {
        TransportOutcome outcome = await AskAsync(new TinyResponse { Body = Encoding.UTF8.GetBytes(Good), ContentType = type });
        Assert.Single(outcome.Reply!.Events);
    }

    [Fact]
    public async Task A_reply_without_a_content_type_is_accepted()
    {
        byte[] raw = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Good);
        Assert.Single((await AskAsync(new TinyResponse { Raw = raw })).Reply!.Events);
    }

    [Fact]
    public async Task A_compressed_reply_is_understood()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Good));
        }

        var response = new TinyResponse { Body = packed.ToArray() };
        response.Headers.Add("Content-Encoding: gzip");
        Assert.Single((await AskAsync(response)).Reply!.Events);
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_in_time()
    {
        byte[] half = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{"u8.ToArray();
        using var server = new StallingServer(half);
        TransportOutcome outcome = await AskAsync(new BayeuxClientOptions(server.Uri), timeout: 100);
        Assert.Equal(BayeuxErrorKind.Timeout, outcome.Failure!.Kind);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(81_920)]
    [InlineData(300_000)]
    [InlineData(9_000_000)]
    public async Task Bodies_of_every_size_are_read_whole_with_and_without_a_stated_length(int size)
    {
        string head = "[{\"channel\":\"/a\",\"data\":\"";
        string body = head + new string('x', size - head.Length - 3) + "\"}]";
        Assert.Equal(size, body.Length);
        foreach (bool chunked in new[] { false, true })
        {
            var response = new TinyResponse { Body = Encoding.ASCII.GetBytes(body), Chunked = chunked, Segment = chunked
                ? 50_000 : 0 };
            TransportOutcome outcome = await AskAsync(response);
            Assert.Equal(size - head.Length - 1, Assert.Single(outcome.Reply!.Events).DataUtf8.Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_over_the_limit_is_refused_with_and_without_a_stated_length(bool chunked)
    {
        var response = new TinyResponse { Body = new byte[200_000], Chunked = chunked };
        using var server = new TinyHttpServer((_, _) => Task.FromResult(response));
        TransportOutcome outcome = await AskAsync(new BayeuxClientOptions(server.Uri) { MaxReplyBytes = 150_000 });
        Assert.Equal(BayeuxErrorKind.ReplyTooLarge, outcome.Failure!.Kind);
    }

    [Fact]
    public async Task A_reply_of_exactly_the_limit_is_read()
    {
        var response = new TinyResponse { Body = Encoding.UTF8.GetBytes(Good) };
        using var server = new TinyHttpServer((_, _) => Task.FromResult(response));
        Assert.NotNull((await AskAsync(new BayeuxClientOptions(server.Uri) { MaxReplyBytes = response.Body.Length })).Reply);
        Assert.NotNull((await AskAsync(new BayeuxClientOptions(server.Uri) { MaxReplyBytes =
            response.Body.Length - 1 })).Failure);
    }
}
