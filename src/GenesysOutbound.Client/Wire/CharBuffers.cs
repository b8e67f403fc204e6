using System;
using Newtonsoft.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// Buffers for reading JSON, used again by the next text of the same thread: two for each of thousands of small messages would be most of what
/// reading them allocates. A thread keeps two, of bounded size.
/// </summary>
internal sealed class CharBuffers : IArrayPool<char>
{
    private const int Least = 1024;
    private const int LargestKept = 32 * 1024;

    [ThreadStatic]
    private static char[]? _first;

    [ThreadStatic]
    private static char[]? _second;

    public static CharBuffers Instance { get; } = new();

    /// <summary>A buffer of at least that length, with anything in it.</summary>
    public char[] Rent(int minimumLength)
    {
        var buffer = _first;
        if (buffer is not null && buffer.Length >= minimumLength)
        {
            _first = null;
            return buffer;
        }

        buffer = _second;
        if (buffer is not null && buffer.Length >= minimumLength)
        {
            _second = null;
            return buffer;
        }

        return new char[Math.Max(Least, minimumLength)];
    }

    /// <summary>Takes a buffer back that nobody uses any more.</summary>
    public void Return(char[]? array)
    {
        if (array is null || array.Length > LargestKept)
        {
            return;
        }

        if (_first is null)
        {
            _first = array;
        }
        else
        {
            _second = array;
        }
    }
}
