using System.Runtime.CompilerServices;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Replies;

/// <summary>
/// Gives the same string for the same channel: a session sees a handful of channels in millions of messages. Small, fixed size,
/// not thread-safe.
/// </summary>
internal sealed class ChannelCache
{
    private const int Size = 16;
    private readonly byte[]?[] _keys = new byte[Size][];
    private readonly string?[] _values = new string?[Size];

    /// <summary>The text of the string value at <paramref name="start"/> (quotes included).</summary>
    [MethodImpl(HotPath.Optimised)]
    public string Get(byte[] buffer, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = 0; i < length; i++)
        {
            hash = (hash ^ buffer[start + i]) * 16777619;
        }

        int slot = (int)((hash ^ (hash >> 15)) % Size);
        if (_keys[slot] is byte[] key && Same(key, buffer, start, length))
        {
            return _values[slot]!;
        }

        string value = Utf8Json.AsString(buffer, start, length) ?? string.Empty;
        if (length <= 256)
        {
            byte[] copy = new byte[length];
            System.Buffer.BlockCopy(buffer, start, copy, 0, length);
            _keys[slot] = copy;
            _values[slot] = value;
        }

        return value;
    }

    [MethodImpl(HotPath.Optimised)]
    private static bool Same(byte[] key, byte[] buffer, int start, int length)
    {
        if (key.Length != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (key[i] != buffer[start + i])
            {
                return false;
            }
        }

        return true;
    }
}
