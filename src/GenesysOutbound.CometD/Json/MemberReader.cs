using System.Runtime.CompilerServices;

namespace GenesysOutbound.CometD.Json;

/// <summary>
/// Walks over the members of one JSON object. After the last member <see cref="End"/> tells where the object ended.
/// </summary>
internal struct MemberReader
{
    private readonly byte[] _buffer;
    private readonly int _limit;
    private int _position;
    private int _nameStart;
    private int _nameLength;
    private bool _first;

    /// <summary>Starts at the opening brace.</summary>
    public MemberReader(byte[] buffer, int start, int limit)
    {
        _buffer = buffer;
        _limit = limit;
        _position = start < limit && buffer[start] == (byte)'{' ? start : -1;
        _nameStart = _nameLength = ValueStart = ValueLength = 0;
        _first = true;
        End = -1;
    }

    public int ValueStart { get; private set; }

    public int ValueLength { get; private set; }

    /// <summary>The position after the closing brace; -1 when the object is broken or not yet read to its end.</summary>
    public int End { get; private set; }

    [MethodImpl(HotPath.Optimised)]
    public bool MoveNext()
    {
        if (_position < 0)
        {
            return false;
        }

        bool first = _first;
        _first = false;
        int at = Utf8Json.SkipWhiteSpace(_buffer, first ? _position + 1 : _position, _limit);
        if (at < _limit && _buffer[at] == (byte)'}')
        {
            End = at + 1;
            return Stop();
        }

        if (!first)
        {
            if (at >= _limit || _buffer[at] != (byte)',')
            {
                return Stop();
            }

            at = Utf8Json.SkipWhiteSpace(_buffer, at + 1, _limit);
        }

        return ReadMember(at);
    }

    /// <summary>Whether the member just read has this name; the name must be ASCII.</summary>
    [MethodImpl(HotPath.Optimised)]
    public readonly bool NameIs(string name)
    {
        if (_nameLength == name.Length)
        {
            int i = 0;
            while (i < name.Length && _buffer[_nameStart + i] == name[i])
            {
                i++;
            }

            if (i == name.Length)
            {
                return true;
            }
        }

        // A name may be written with escapes. Nobody does, but it is the same name.
        return _nameLength > name.Length
            && System.Array.IndexOf(_buffer, (byte)'\\', _nameStart, _nameLength) >= 0
            && Utf8Json.AsString(_buffer, _nameStart - 1, _nameLength + 2) == name;
    }

    [MethodImpl(HotPath.Optimised)]
    private bool ReadMember(int at)
    {
        if (at >= _limit || _buffer[at] != (byte)'"')
        {
            return Stop();
        }

        int afterName = Utf8Json.SkipString(_buffer, at, _limit);
        if (afterName < 0)
        {
            return Stop();
        }

        _nameStart = at + 1;
        _nameLength = afterName - at - 2;
        int colon = Utf8Json.SkipWhiteSpace(_buffer, afterName, _limit);
        if (colon >= _limit || _buffer[colon] != (byte)':')
        {
            return Stop();
        }

        ValueStart = Utf8Json.SkipWhiteSpace(_buffer, colon + 1, _limit);
        int afterValue = Utf8Json.SkipValue(_buffer, ValueStart, _limit, depth: 2);
        if (afterValue < 0)
        {
            return Stop();
        }

        ValueLength = afterValue - ValueStart;
        _position = afterValue;
        return true;
    }

    private bool Stop()
    {
        _position = -1;
        return false;
    }
}
