using System;
using System.IO;

namespace GenesysOutbound.Client.Wire;

/// <summary>Reads from a part of a buffer, without a string between.</summary>
internal sealed class CharBufferReader(char[] buffer, int length) : TextReader
{
    private int _position;

    public override int Peek() => _position < length ? buffer[_position] : -1;

    public override int Read() => _position < length ? buffer[_position++] : -1;

    // The parameters' names are those of the base class.
    public override int Read(char[] destination, int index, int count)
    {
        var some = Math.Min(count, length - _position);
        Array.Copy(buffer, _position, destination, index, some);
        _position += some;
        return some;
    }
}
