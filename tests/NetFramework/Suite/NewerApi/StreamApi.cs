using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound;

internal static class StreamApi
{
    extension(Stream stream)
    {
        public void Write(byte[] bytes) => stream.Write(bytes, 0, bytes.Length);

        public Task WriteAsync(byte[] bytes) => stream.WriteAsync(bytes, 0, bytes.Length);

        public Task WriteAsync(byte[] bytes, CancellationToken stop) => stream.WriteAsync(bytes, 0, bytes.Length, stop);

        public Task WriteAsync(Memory<byte> bytes) => stream.WriteAsync(bytes.ToArray(), 0, bytes.Length);

        public Task<int> ReadAsync(byte[] bytes) => stream.ReadAsync(bytes, 0, bytes.Length);

        public Task<int> ReadAsync(byte[] bytes, CancellationToken stop) => stream.ReadAsync(bytes, 0, bytes.Length, stop);
    }

    extension(HttpContent content)
    {
        public Stream ReadAsStream(CancellationToken stop) => content.ReadAsStreamAsync(stop).GetAwaiter().GetResult();

        public Task<Stream> ReadAsStreamAsync(CancellationToken stop) => content.ReadAsStreamAsync().WaitAsync(stop);

        public Task CopyToAsync(Stream stream, CancellationToken stop) => content.CopyToAsync(stream).WaitAsync(stop);
    }
}
