using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// Reads one JSON value from UTF-8 into plain values (see <see cref="GwsData"/>). It is the only reader of JSON on the way of an
/// event, from the bytes of the reply, and is compiled with all optimisations at its first call: a short script's events are read
/// by code that has hardly run yet. A doubled name counts once, in its first place and with its last value. Control characters
/// inside strings and invalid UTF-8 are tolerated; the grammar is not.
/// </summary>
internal partial struct Utf8DataReader
{
    private const int MaxDepth = 64;

    /// <summary>A value of two bytes on the wire takes many times as much here: a reply of millions of them is refused.</summary>
    private const int MaxValues = 1_000_000;

    private const int LargestKept = 4096;

    /// <summary>From so many members on, names are looked up in an index.</summary>
    private const int Many = 48;

    [ThreadStatic]
    private static List<KeyValuePair<string, object?>>? t_members;

    [ThreadStatic]
    private static List<object?>? t_items;

    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly List<KeyValuePair<string, object?>> _members;
    private readonly List<object?> _items;
    private int _at;
    private int _values;
    private string? _error;

    private Utf8DataReader(ArraySegment<byte> utf8)
    {
        _buffer = utf8.Array ?? [];
        _at = utf8.Offset;
        _end = utf8.Offset + utf8.Count;
        _members = t_members ??= [];
        _items = t_items ??= [];
        _members.Clear();
        _items.Clear();
    }

    /// <summary>Reads the value, or says what is wrong and where.</summary>
    public static bool TryRead(ArraySegment<byte> utf8, out object? value, out string? error)
    {
        var reader = new Utf8DataReader(utf8);
        reader.SkipByteOrderMark();
        reader.SkipBlanks();
        value = reader.Value(0);
        reader.SkipBlanks();
        if (reader._error is null && reader._at < reader._end)
        {
            reader._error = "There is more than one JSON value";
        }

        if (reader._members.Capacity > LargestKept || reader._items.Capacity > LargestKept)
        {
            t_members = null;
            t_items = null;
        }

        error = reader._error is null
            ? null : reader._error + " (byte " + (reader._at - utf8.Offset).ToString(CultureInfo.InvariantCulture) + ").";
        return error is null;
    }

    [MethodImpl(HotPath.Optimised)]
    private object? Value(int depth)
    {
        if (_at >= _end)
        {
            return Fail(_values == 0 ? "There is no JSON value" : "The JSON text ends too early");
        }

        if (depth > MaxDepth)
        {
            return Fail("The JSON text is nested too deeply");
        }

        if (++_values > MaxValues)
        {
            return Fail("The JSON text holds too many values");
        }

        switch (_buffer[_at])
        {
            case (byte)'"':
                return Text();
            case (byte)'{':
                return Object(depth);
            case (byte)'[':
                return Array(depth);
            case (byte)'t':
                return Literal("true") ? SharedValues.True : null;
            case (byte)'f':
                return Literal("false") ? SharedValues.False : null;
            case (byte)'n':
                Literal("null");
                return null;
            default:
                return Number();
        }
    }

    [MethodImpl(HotPath.Optimised)]
    private GwsData? Object(int depth)
    {
        _at++;
        SkipBlanks();
        if (_at < _end && _buffer[_at] == (byte)'}')
        {
            _at++;
            return GwsData.Empty;
        }

        var first = _members.Count;
        ulong seen = 0;
        Dictionary<string, int>? index = null;
        while (true)
        {
            if (_at >= _end || _buffer[_at] != (byte)'"')
            {
                return (GwsData?)Fail("A member's name is missing");
            }

            var name = Text();
            SkipBlanks();
            if (_error is not null || _at >= _end || _buffer[_at] != (byte)':')
            {
                return (GwsData?)Fail("A colon is missing");
            }

            _at++;
            SkipBlanks();
            var value = Value(depth + 1);
            if (_error is not null)
            {
                return null;
            }

            Add(first, name!, value, ref seen, ref index);
            SkipBlanks();
            if (_at < _end && _buffer[_at] == (byte)',')
            {
                _at++;
                SkipBlanks();
                continue;
            }

            if (_at >= _end || _buffer[_at] != (byte)'}')
            {
                return (GwsData?)Fail("The JSON text ends too early");
            }

            _at++;
            return Take(first, index);
        }
    }

    [MethodImpl(HotPath.Optimised)]
    private readonly void Add(int first, string name, object? value, ref ulong seen, ref Dictionary<string, int>? index)
    {
        // Most names are new to their object, and a bit says so without a look at the others.
        var bit = 1UL << (name.Length == 0
            ? 0 : ((name.Length * 7) + (name[0] * 3) + name[name.Length - 1] + name[name.Length / 2]) & 63);
        var isNew = (seen & bit) == 0;
        seen |= bit;
        var count = _members.Count - first;
        if (index is null && count >= Many)
        {
            index = new Dictionary<string, int>(2 * Many, StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                index.Add(_members[first + i].Key, i);
            }
        }

        var known = -1;
        if (index is not null)
        {
            known = index.TryGetValue(name, out var at) ? at : -1;
        }
        else if (!isNew)
        {
            for (var i = 0; i < count && known < 0; i++)
            {
                known = string.Equals(_members[first + i].Key, name, StringComparison.Ordinal) ? i : -1;
            }
        }

        var member = new KeyValuePair<string, object?>(name, value);
        if (known >= 0)
        {
            _members[first + known] = member;
            return;
        }

        index?.Add(name, count);
        _members.Add(member);
    }

    [MethodImpl(HotPath.Optimised)]
    private readonly GwsData Take(int first, Dictionary<string, int>? index)
    {
        var entries = new KeyValuePair<string, object?>[_members.Count - first];
        _members.CopyTo(first, entries, 0, entries.Length);
        _members.RemoveRange(first, entries.Length);
        return new GwsData(entries, index);
    }

    [MethodImpl(HotPath.Optimised)]
    private object?[]? Array(int depth)
    {
        _at++;
        SkipBlanks();
        if (_at < _end && _buffer[_at] == (byte)']')
        {
            _at++;
            return System.Array.Empty<object?>();
        }

        var first = _items.Count;
        while (true)
        {
            var value = Value(depth + 1);
            if (_error is not null)
            {
                return null;
            }

            _items.Add(value);
            SkipBlanks();
            if (_at < _end && _buffer[_at] == (byte)',')
            {
                _at++;
                SkipBlanks();
                continue;
            }

            if (_at >= _end || _buffer[_at] != (byte)']')
            {
                return (object?[]?)Fail("The JSON text ends too early");
            }

            _at++;
            var items = new object?[_items.Count - first];
            _items.CopyTo(first, items, 0, items.Length);
            _items.RemoveRange(first, items.Length);
            return items;
        }
    }

    private bool Literal(string literal)
    {
        if (_end - _at >= literal.Length)
        {
            var i = 0;
            while (i < literal.Length && _buffer[_at + i] == literal[i])
            {
                i++;
            }

            if (i == literal.Length)
            {
                _at += i;
                return true;
            }
        }

        Fail("This is not a JSON value");
        return false;
    }

    private void SkipByteOrderMark()
    {
        if (_end - _at >= 3 && _buffer[_at] == 0xEF && _buffer[_at + 1] == 0xBB && _buffer[_at + 2] == 0xBF)
        {
            _at += 3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks() => _at = Utf8Json.SkipWhiteSpace(_buffer, _at, _end);

    private object? Fail(string error)
    {
        _error ??= error;
        return null;
    }
}
