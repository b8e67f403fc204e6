using System.Collections.Generic;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// Buffers for small replies, shared by all connections of the process: one is needed only while a reply is being read, and a
/// session waits for its reply nearly all the time.
/// </summary>
internal static class ScratchBuffers
{
    /// <summary>The reply to an empty poll has a hundred bytes, that to a handshake some hundreds.</summary>
    private const int Size = 4 * 1024;

    private const int MostKept = 16;

    private static readonly Stack<byte[]> s_free = new();

    /// <summary>A buffer of the caller's own until it is given back.</summary>
    public static byte[] Rent()
    {
        lock (s_free)
        {
            if (s_free.Count > 0)
            {
                return s_free.Pop();
            }
        }

        return new byte[Size];
    }

    /// <summary>Gives a buffer back. Nothing may refer to it any more.</summary>
    public static void Return(byte[] buffer)
    {
        lock (s_free)
        {
            if (s_free.Count < MostKept)
            {
                s_free.Push(buffer);
            }
        }
    }
}
