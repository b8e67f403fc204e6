using System;
using System.Collections.Generic;
using System.IO;
using System.Security;

namespace GenesysOutbound.Client;

/// <summary>
/// Definitions of record fields, per calling list, read from a JSON file. The format is described in docs/fields.md.
/// </summary>
public sealed class GwsFieldSchema
{
    /// <summary>The name of the entry for every calling list that has none of its own.</summary>
    public const string AnyCallingList = "*";

    private readonly Dictionary<string, IReadOnlyList<FieldDefinition>> _lists;
    private readonly Dictionary<string, IReadOnlyList<FieldDefinition>> _listsIgnoringCase =
        new(StringComparer.OrdinalIgnoreCase);

    internal GwsFieldSchema(Dictionary<string, IReadOnlyList<FieldDefinition>> lists)
    {
        _lists = lists;
        foreach (var list in lists)
        {
            _listsIgnoringCase[list.Key] = list.Value;
        }
    }

    /// <summary>The calling lists that have definitions; <c>*</c> stands for all others.</summary>
    public IReadOnlyCollection<string> CallingLists => _lists.Keys;

    /// <summary>Reads definitions.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The definitions.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.FieldSchemaInvalid"/>: the text cannot be used; the message names
    /// the place.</exception>
    public static GwsFieldSchema Parse(string json)
    {
        if (json is null)
        {
            throw new ArgumentNullException(nameof(json));
        }

        return FieldSchemaReader.Read(json, "The field schema");
    }

    /// <summary>Reads definitions from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The definitions.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.FieldSchemaInvalid"/>: the file cannot be read or used; the message
    /// names the file, and the place in it.</exception>
    public static GwsFieldSchema Load(string path)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException)
        {
            throw new GwsException(GwsErrorIds.FieldSchemaInvalid, "The field schema '" + path + "' cannot be read: " + e.Message,
                e);
        }

        return FieldSchemaReader.Read(json, "The field schema '" + path + "'");
    }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(string.Join(", ", _lists.Keys));

    /// <summary>The definitions for a calling list: its own, else those for any list, else none.</summary>
    internal IReadOnlyList<FieldDefinition> Find(string? callingList) =>
        callingList is not null && (_lists.TryGetValue(callingList, out var own)
            || _listsIgnoringCase.TryGetValue(callingList, out own)) ? own
        : _lists.TryGetValue(AnyCallingList, out var any) ? any
        : [];
}
