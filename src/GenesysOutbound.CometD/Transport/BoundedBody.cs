using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Platform;

namespace GenesysOutbound.CometD.Transport;

/// <summary>Reads the body of a reply, up to a limit.</summary>
internal static class BoundedBody
{
    private const int FirstSize = 4 * 1024;

    /// <summary>A Content-Length up to this size is allocated at once; beyond it, memory is allocated as bytes arrive.</summary>
    private const int BelievedLength = 8 * 1024 * 1024;

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="length">The length that the server states, or null.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <param name="scratch">A buffer of the caller's, used when the body fits into it; may be empty.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The bytes, in <paramref name="scratch"/> or in an array of their own.</returns>
    /// <exception cref="ReplyTooLargeException">There are more bytes than the limit allows.</exception>
    public static async Task<ArraySegment<byte>> ReadAsync(
        Stream stream, long? length, int limit, byte[] scratch, CancellationToken cancellationToken)
    {
        if (length > limit)
        {
            throw new ReplyTooLargeException(limit);
        }

        // The streams of .NET Framework do not look at the token while they read; closing them ends the read.
        using var stop = DefaultHandler.IsNetFramework
            ? cancellationToken.Register(static state => ((Stream)state!).Dispose(), stream)
            : default;
        var buffer = length <= scratch.Length || (length is null && scratch.Length > 0) ? scratch
            : new byte[length is > 0 and <= BelievedLength ? (int)length.Value : FirstSize];
        var count = 0;
        while (true)
        {
            // Where the length is known, not even the end of the stream has to be asked for.
            if (count == length)
            {
                return new ArraySegment<byte>(buffer, 0, count);
            }

            if (count == buffer.Length)
            {
                var larger = new byte[(int)Math.Min(Math.Max(2L * count, FirstSize), limit + 1L)];
                Buffer.BlockCopy(buffer, 0, larger, 0, count);
                buffer = larger;
            }

            var read = await stream.ReadAsync(buffer, count, buffer.Length - count, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return new ArraySegment<byte>(buffer, 0, count);
            }

            count += read;
            if (count > limit)
            {
                throw new ReplyTooLargeException(limit);
            }
        }
    }
}

/// <summary>A reply is larger than the client may read.</summary>
internal sealed class ReplyTooLargeException(int limit)
    : IOException("The reply is larger than " + limit.ToString(System.Globalization.CultureInfo.InvariantCulture) + " bytes.");
