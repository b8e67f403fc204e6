using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client;

/// <summary>
/// An object of the wire as plain values: every member under its own name, in the order in which it came, unknown members too.
/// Values are <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="double"/>, <see cref="bool"/>, null,
/// <see cref="GwsData"/> or an array of those. A key is found exactly first, else without regard to case. The object is read-only
/// once the reader has returned it.
/// </summary>
#pragma warning disable CA1710 // The name says what it is to its users; "GwsDataDictionary" says less.
public sealed class GwsData : IDictionary, IReadOnlyDictionary<string, object?>
#pragma warning restore CA1710
{
    /// <summary>
    /// Up to so many members looking through them is quicker than an index, and takes no memory: events have few, and are many.
    /// </summary>
    private const int SearchedThrough = 32;

    private KeyValuePair<string, object?>[] _entries;
    private int _count;
    private Dictionary<string, int>? _exact;
    private Dictionary<string, int>? _folded;
    private bool _readOnly;
    private bool _weighed;

    /// <summary>Makes an empty object.</summary>
    public GwsData() => _entries = [];

    /// <summary>
    /// Takes what a reader has read: names that differ, and their index where they are many. Read-only from the beginning.
    /// </summary>
    internal GwsData(KeyValuePair<string, object?>[] entries, Dictionary<string, int>? index)
    {
        _entries = entries;
        _count = entries.Length;
        _exact = index;
        _readOnly = true;
    }

    /// <summary>Makes a copy of a dictionary, in its order. Nested dictionaries are taken as they are.</summary>
    /// <param name="entries">The entries; keys become text.</param>
    public GwsData(IDictionary entries)
        : this()
    {
        if (entries is null)
        {
            throw new ArgumentNullException(nameof(entries));
        }

        foreach (DictionaryEntry entry in entries)
        {
            Set(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value);
        }
    }

    /// <summary>Makes a copy that can be changed, with room for some more members.</summary>
    internal GwsData(GwsData other, int more)
    {
        _entries = new KeyValuePair<string, object?>[other._count + more];
        Array.Copy(other._entries, _entries, other._count);
        _count = other._count;
        _exact = _count > SearchedThrough ? Index(StringComparer.Ordinal) : null;
    }

    /// <summary>An object without members, read-only.</summary>
    public static GwsData Empty { get; } = new GwsData().Freeze();

    /// <inheritdoc cref="IReadOnlyCollection{T}.Count"/>
    public int Count => _count;

    /// <summary>The names of the members, in order.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (var i = 0; i < _count; i++)
            {
                yield return _entries[i].Key;
            }
        }
    }

    /// <summary>The values, in order.</summary>
    public IEnumerable<object?> Values
    {
        get
        {
            for (var i = 0; i < _count; i++)
            {
                yield return _entries[i].Value;
            }
        }
    }

    /// <summary>True when the object cannot be changed any more.</summary>
    public bool IsReadOnly => _readOnly;

    bool IDictionary.IsFixedSize => _readOnly;

    ICollection IDictionary.Keys => new List<string>(Keys);

    ICollection IDictionary.Values => new List<object?>(Values);

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    /// <summary>The value of a member, or null when there is none.</summary>
    /// <param name="key">The member's name.</param>
    public object? this[string key] => TryGetValue(key, out var value) ? value : null;

    object? IDictionary.this[object key]
    {
        get => key is string name ? this[name] : null;
        set => Set((string)key, value);
    }

    /// <summary>Says whether there is such a member.</summary>
    /// <param name="key">The member's name.</param>
    /// <returns>True when there is one, exactly so or in another case.</returns>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <summary>Finds a value.</summary>
    /// <param name="key">The member's name; an exact match wins over one in another case.</param>
    /// <param name="value">The value, or null.</param>
    /// <returns>True when the member exists.</returns>
    public bool TryGetValue(string key, out object? value)
    {
        var index = Find(key);
        value = index < 0 ? null : _entries[index].Value;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
        {
            yield return _entries[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IDictionary)this).GetEnumerator();

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Enumerator(this);

    bool IDictionary.Contains(object key) => key is string name && ContainsKey(name);

    void IDictionary.Add(object key, object? value)
    {
        if (ContainsKey((string)key))
        {
            throw new ArgumentException("There is such a member already.", nameof(key));
        }

        Set((string)key, value);
    }

    void IDictionary.Clear() => throw new NotSupportedException("Members are not removed.");

    void IDictionary.Remove(object key) => throw new NotSupportedException("Members are not removed.");

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (var entry in this)
        {
            array.SetValue(new DictionaryEntry(entry.Key, entry.Value), index++);
        }
    }

    /// <summary>Sets a member.</summary>
    /// <param name="key">The member's name, exactly.</param>
    /// <param name="value">A plain value.</param>
    /// <exception cref="NotSupportedException">The object is read-only.</exception>
    public void Set(string key, object? value)
    {
        if (_readOnly)
        {
            throw new NotSupportedException("The object is read-only.");
        }

        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        var index = FindExactly(key);
        if (index >= 0)
        {
            _entries[index] = new KeyValuePair<string, object?>(key, value);
            return;
        }

        // The indexes are kept up: building them again for each of many members takes time that grows with the square of their
        // number.
        _exact?.Add(key, _count);
        if (_folded is not null && !_folded.ContainsKey(key))
        {
            _folded.Add(key, _count);
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, 2 * _count));
        }

        _entries[_count++] = new KeyValuePair<string, object?>(key, value);
        if (_exact is null && _count > SearchedThrough)
        {
            _exact = Index(StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean("{" + string.Join(", ", Keys) + "}");

    /// <summary>The member at a place, from 0.</summary>
    internal KeyValuePair<string, object?> MemberAt(int index) => _entries[index];

    internal bool TryGetExactly(string key, out object? value)
    {
        var index = FindExactly(key);
        value = index < 0 ? null : _entries[index].Value;
        return index >= 0;
    }

    /// <summary>True once, for callers who count the memory that is kept: an object in several places counts once.</summary>
    internal bool TryMarkWeighed()
    {
        var isFirst = !_weighed;
        _weighed = true;
        return isFirst;
    }

    internal GwsData Freeze()
    {
        _readOnly = true;
        return this;
    }

    private int Find(string key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        if (_exact is null)
        {
            return Search(key);
        }

        if (_exact.TryGetValue(key, out var index))
        {
            return index;
        }

        // Built on the first miss only; a race builds it twice, with the same content.
        _folded ??= Index(StringComparer.OrdinalIgnoreCase);
        return _folded.TryGetValue(key, out index) ? index : -1;
    }

    private int FindExactly(string key)
    {
        if (_exact is not null)
        {
            return _exact.TryGetValue(key, out var index) ? index : -1;
        }

        for (var i = 0; i < _count; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Looks through the members once, for the exact name and for the first in another case. Equal names have equal lengths.
    /// </summary>
    [MethodImpl(HotPath.Optimised)]
    private int Search(string key)
    {
        var folded = -1;
        for (var i = 0; i < _count; i++)
        {
            var name = _entries[i].Key;
            if (name.Length != key.Length)
            {
                continue;
            }

            if (ReferenceEquals(name, key) || string.Equals(name, key, StringComparison.Ordinal))
            {
                return i;
            }

            if (folded < 0 && string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
            {
                folded = i;
            }
        }

        return folded;
    }

    private Dictionary<string, int> Index(StringComparer comparer)
    {
        var index = new Dictionary<string, int>(_count, comparer);
        for (var i = 0; i < _count; i++)
        {
            // Of names that differ in case only, the first.
            if (!index.ContainsKey(_entries[i].Key))
            {
                index.Add(_entries[i].Key, i);
            }
        }

        return index;
    }

    private sealed class Enumerator(GwsData data) : IDictionaryEnumerator
    {
        private int _index = -1;

        public DictionaryEntry Entry => new(data._entries[_index].Key, data._entries[_index].Value);

        public object Key => data._entries[_index].Key;

        public object? Value => data._entries[_index].Value;

        public object Current => Entry;

        public bool MoveNext() => ++_index < data._count;

        public void Reset() => _index = -1;
    }
}
