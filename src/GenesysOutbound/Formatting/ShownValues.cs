using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>
/// The values of an object as the views show them, by the name of the property or of a computed value: safe text, never data that
/// steers the terminal. It is a dictionary because a script may read a key of one with a dot in constrained language as well,
/// where it may call no method. It reads properties by name, so an object that came from a file or a job is shown like a live
/// one.
/// </summary>
internal sealed class ShownValues(PSObject instance) : IDictionary
{
    /// <summary>What the engine puts before the type name of an object from a file or a job.</summary>
    internal const string DeserializedPrefix = "Deserialized.";

    /// <summary>
    /// How the engine writes a moment beyond the depth to which it serializes: a job and a remote session go one level deep.
    /// </summary>
    private const string SerializedMoment = "MM/dd/yyyy HH:mm:ss zzz";

    /// <summary>Values are aligned behind names of up to so many characters.</summary>
    private const int LongestName = 32;

    /// <inheritdoc/>
    public int Count => 0;

    /// <inheritdoc/>
    public bool IsFixedSize => true;

    /// <inheritdoc/>
    public bool IsReadOnly => true;

    /// <inheritdoc/>
    public bool IsSynchronized => false;

    /// <inheritdoc/>
    public ICollection Keys => Array.Empty<object>();

    /// <inheritdoc/>
    public object SyncRoot => this;

    /// <inheritdoc/>
    public ICollection Values => Array.Empty<object>();

    /// <summary>The text of a property, or of a computed value.</summary>
    /// <param name="key">The name.</param>
    public object? this[object key]
    {
        get => key is not string name ? null
            : name == "Pairs" ? PairLines()
            : GwsText.Clean(Computed(name) ?? Text(Value(name)));
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public bool Contains(object key) => key is string;

    /// <inheritdoc/>
    public void Add(object key, object? value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Clear() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void CopyTo(Array array, int index)
    {
    }

    /// <inheritdoc/>
    public IDictionaryEnumerator GetEnumerator() => new Hashtable().GetEnumerator();

    /// <inheritdoc/>
    public void Remove(object key) => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? Computed(string name) => name switch
    {
        "IsCurrent" => SessionMembers.Mark(instance),
        "UnexpectedCount" => Value("UnexpectedContent") is { } content && Items(content).Count() is var count and > 0
            ? count.ToString(CultureInfo.CurrentCulture) : string.Empty,
        "Target" => First("RecordHandle", "CallId", "EmailId", "CampaignName"),
        "About" => About(),
        "Topic" => Text(Value("Channel")) is var channel ? channel.Substring(channel.LastIndexOf('/') + 1) : null,
        "TimeReceived" => Time(Value("ReceivedAt")),
        "TimeOfRequest" => Time(Value("At")),
        "ElapsedMilliseconds" => Value("Elapsed") is TimeSpan elapsed
            ? DisplayText.Milliseconds(elapsed) : string.Empty,
        "PerSecond" => Value("Rate") is double rate ? rate.ToString("0.#", CultureInfo.CurrentCulture) : string.Empty,
        "FailedInputCount" => Value("FailedInput") is { } inputs
            ? Items(inputs).Count().ToString(CultureInfo.CurrentCulture) : string.Empty,
        "AgentNames" => Names("Agents", "UserName"),
        "CampaignNames" => Names("Campaigns", "Name"),
        _ => null,
    };

    /// <summary>
    /// What an event is about: its gap, or the record, call, e-mail or campaign that it names, with state and error.
    /// </summary>
    private string About()
    {
        if (Value("IsGap") is true)
        {
            return "gap: " + Text(Value("GapReason"));
        }

        string about = Text(Value("RecordHandle")) is { Length: > 0 } record ? "record " + record
            : Text(Value("CallId")) is { Length: > 0 } call ? "call " + call
            : Text(Value("EmailId")) is { Length: > 0 } email ? "e-mail " + email
            : Text(Value("CampaignName"));
        object? interaction = Wrapped("Call") ?? Wrapped("Email");
        if (interaction is not null && Text(Property(PSObject.AsPSObject(interaction), "State")) is { Length: > 0 } state)
        {
            about = state + ", " + about;
        }

        string error = Text(Value("Error"));
        return error.Length == 0 ? about : (about + ": " + error).TrimStart(':', ' ');
    }

    /// <summary>Names and values as lines, the values aligned.</summary>
    /// <param name="pairs">Safe texts.</param>
    internal static string Lines(IReadOnlyList<(string Name, string Value)> pairs)
    {
        int width = pairs.Count == 0 ? 0 : Math.Min(pairs.Max(pair => pair.Name.Length), LongestName);
        return string.Join("\n", pairs.Select(pair => $"{pair.Name.PadRight(width)} : {pair.Value}"));
    }

    /// <summary>The pairs of a dictionary, one a line.</summary>
    private string PairLines() => instance.BaseObject is IDictionary table
        ? Lines([.. Pairs(table).Select(pair => (GwsText.Clean(pair.Name), GwsText.Clean(pair.Value)))])
        : string.Empty;

    private string First(params string[] names) =>
        names.Select(name => Text(Value(name))).FirstOrDefault(text => text.Length > 0) ?? string.Empty;

    private string Names(string property, string member) => Value(property) is { } many
        ? string.Join(", ", Items(many).Where(item => item is not null).Select(item =>
            Text(PSObject.AsPSObject(item!) is var wrapped && wrapped.Properties[member] is not null
                ? Property(wrapped, member) : item)))
        : string.Empty;

    private object? Wrapped(string name) => instance.Properties[name]?.Value;

    private object? Value(string name) => Property(instance, name);

    /// <summary>The value of a property, without its wrapper unless the wrapper carries what was deserialized.</summary>
    private static object? Property(PSObject owner, string name)
    {
        object? value = owner.Properties[name]?.Value;
        return value is string text && IsCopy(owner) && DateTimeOffset.TryParseExact(
                text, SerializedMoment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written) ? written
            : value is not PSObject wrapped ? value
            : !IsDeserialized(wrapped) ? wrapped.BaseObject
            : wrapped.TypeNames[0] == DeserializedPrefix + typeof(DateTimeOffset).FullName
                && wrapped.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value is DateTime moment
                ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc))
            : value;
    }

    /// <summary>Whether an object came from a file, a job or another machine. Of a live object the names are not read.</summary>
    private static bool IsCopy(PSObject owner) => owner.BaseObject is PSCustomObject && IsDeserialized(owner);

    private static bool IsDeserialized(PSObject value) =>
        value.TypeNames.Count > 0 && value.TypeNames[0].StartsWith(DeserializedPrefix, StringComparison.Ordinal);

    private static IEnumerable<object?> Items(object value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is IEnumerable many and not string
            ? many.Cast<object?>() : [value];

    private static string Text(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => string.Empty,
            string text => text,
            IDictionary table => string.Join("; ", Pairs(table).Select(pair => pair.Name + " = " + pair.Value)),
            IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
            _ when plain is not DateTimeOffset && value is PSObject copy => copy.ToString() ?? string.Empty,
            _ => DisplayText.Of(plain),
        };
    }

    /// <summary>The pairs in the order of the table; a hash table, as one comes from a file, has none and is sorted.</summary>
    private static List<(string Name, string Value)> Pairs(IDictionary table)
    {
        var pairs = new List<(string Name, string Value)>(table.Count);
        foreach (DictionaryEntry entry in table)
        {
            pairs.Add((entry.Key.ToString() ?? string.Empty, Text(entry.Value)));
        }

        if (table is Hashtable)
        {
            pairs.Sort((one, other) => StringComparer.Ordinal.Compare(one.Name, other.Name));
        }

        return pairs;
    }

    private static string Time(object? value) => value switch
    {
        DateTimeOffset moment when moment != default =>
            moment.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        null or DateTimeOffset => string.Empty,
        _ => Text(value),
    };
}
