using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// Lists the fields of a record: the four system fields that can be updated, then those that the schema defines for the record's
/// calling list, then everything else that the record shows, in its order.
/// </summary>
internal static class RecordFieldSet
{
    /// <summary>Lists the fields.</summary>
    /// <param name="record">The record, with its pending changes.</param>
    /// <param name="schema">The definitions that were given, or null.</param>
    /// <param name="callingList">The calling list, when the caller named one; null for the record's own.</param>
    public static IReadOnlyList<GwsRecordField> Of(GwsRecord record, GwsFieldSchema? schema, string? callingList = null)
    {
        var defined = schema?.Find(callingList ?? record.CallingList) ?? [];
        var fields = new List<GwsRecordField>();
        var listed = new HashSet<string>(StringComparer.Ordinal);

        void Add(string name, FieldDefinition definition, string source)
        {
            // The record's own spelling is what the server knows; the API has its own members for the four.
            name = SystemFieldTable.IsUpdatable(name) ? definition.Name : Spelling(record.UserData, name);
            if (listed.Add(name))
            {
                fields.Add(Build(record, name, definition, source));
            }
        }

        foreach (var system in SystemFieldTable.Updatables)
        {
            var own = defined.FirstOrDefault(field => field.Name == system.Name);
            Add(system.Name, own?.Over(system) ?? system, own is null ? FieldSource.System : FieldSource.Schema);
        }

        foreach (var field in defined)
        {
            Add(field.Name, SystemFieldTable.Find(field.Name) is { } system ? field.Over(system) : field, FieldSource.Schema);
        }

        foreach (var name in record.UserData.Keys.Concat(record.Pending.Fields.Keys))
        {
            var system = SystemFieldTable.Find(name);
            Add(name, system ?? Guess(name, Raw(record, name) ?? record.Pending.Fields[name]), system is null
                ? FieldSource.Record : FieldSource.System);
        }

        return fields;
    }

    private static GwsRecordField Build(GwsRecord record, string name, FieldDefinition definition, string source)
    {
        var raw = Raw(record, name);
        var isPending = record.Pending.Fields.TryGetValue(name, out var pending);
        var present = isPending ? pending : raw;
        var type = definition.Type ?? FieldDisplay.Infer(raw);
        var valueType = definition.ValueType ?? type.DefaultValueType();
        return new GwsRecordField
        {
            Name = name,
            DisplayName = definition.DisplayName ?? name,
            Value = FieldDisplay.Of(type, valueType, present),
            IsEditable = definition.IsEditable ?? true,
            IsMandatory = definition.IsMandatory ?? false,
            Options = definition.Options ?? OptionTable.Empty,
            FieldType = type.Name(),
            ValueType = valueType.Name(),
            MaxLength = definition.MaxLength,
            Source = source,
            IsPending = isPending,
            RecordHandle = record.RecordHandle,
            RawValue = raw,
            PresentValue = present,
        };
    }

    // A value with members of its own is not a field of a calling list; it cannot be written as one.
    private static FieldDefinition Guess(string name, object? raw) =>
        new(name) { Type = FieldDisplay.Infer(raw), IsEditable = raw is not (GwsData or object?[]) };

    private static object? Raw(GwsRecord record, string name)
    {
        if (record.UserData.TryGetValue(name, out var raw))
        {
            return raw;
        }

        // Some servers tell of these beside the user data.
        return name switch
        {
            SystemFields.Phone => record.Phone,
            SystemFields.PhoneType => record.PhoneType is { } type ? (long)type.Number : null,
            SystemFields.From => record.From is { } from ? (long)from.TotalSeconds : null,
            SystemFields.Until => record.Until is { } until ? (long)until.TotalSeconds : null,
            _ => null,
        };
    }

    private static string Spelling(GwsData data, string name)
    {
        string? similar = null;
        foreach (var key in data.Keys)
        {
            if (key == name)
            {
                return name;
            }

            similar ??= key.Equals(name, StringComparison.OrdinalIgnoreCase) ? key : null;
        }

        return similar ?? name;
    }
}
