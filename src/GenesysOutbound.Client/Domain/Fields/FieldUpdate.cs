using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// Checks changes of fields, all of them, before any is made. The result is what the wire carries: <c>GSW_FROM</c> and
/// <c>GSW_UNTIL</c> in seconds, the phone type as its number, every other field in the form in which the record carries it.
/// Source: Service Client API Reference, updateRecordFields (fails as a whole) and type Field.
/// </summary>
internal static class FieldUpdate
{
    /// <summary>Checks changes.</summary>
    /// <param name="fields">The record's fields, from <see cref="RecordFieldSet"/>.</param>
    /// <param name="values">The new values by field name.</param>
    /// <param name="force">Accepts read-only and unknown fields; the server decides on them.</param>
    /// <returns>
    /// The values for the wire, by the fields' own names, in the order of <paramref name="values"/>; read-only.
    /// </returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.FieldInvalid"/>: at least one value cannot be taken; the message
    /// names all that cannot.</exception>
    public static GwsData Validate(IReadOnlyList<GwsRecordField> fields, IDictionary values, bool force = false)
    {
        var changes = Check(fields, values, force, out var problems);
        if (problems.Count == 0)
        {
            return changes;
        }

        var handle = fields.Count > 0 ? StoredValue.Text(fields[0].RecordHandle) : null;
        var message = problems.Count == 1
            ? "Nothing was changed. " + problems[0]
            : "Nothing was changed; " + problems.Count.ToString(CultureInfo.InvariantCulture) + " problems: "
                + string.Join(" ", problems);
        throw new GwsException(GwsErrorIds.FieldInvalid, message)
        {
            RecordHandle = string.IsNullOrEmpty(handle) ? null : handle,
            FieldProblems = problems.GroupBy(problem => problem.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Reason),
        };
    }

    /// <summary>Checks changes without an error.</summary>
    /// <inheritdoc cref="Validate"/>
    /// <param name="fields">The record's fields.</param>
    /// <param name="values">The new values by field name.</param>
    /// <param name="force">Lets read-only and unknown fields pass.</param>
    /// <param name="problems">What is wrong, one entry a field; empty when all is well.</param>
    /// <returns>The values for the wire; not to be used when there are problems.</returns>
    public static GwsData Check(IReadOnlyList<GwsRecordField> fields, IDictionary values, bool force,
        out IReadOnlyList<FieldProblem> problems)
    {
        var found = new List<FieldProblem>();
        var changes = new GwsData();
        foreach (DictionaryEntry entry in values)
        {
            // A field may have blanks at the ends of its name; where none has, they are a slip.
            var given = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            var field = Find(fields, given) ?? Find(fields, given.Trim()) ?? (force && given.Length > 0
                ? new GwsRecordField { Name = given, IsEditable = true } : null);
            if (field is null)
            {
                found.Add(new FieldProblem(given, "The record has no such field."));
            }
            else if (Problem(field, entry.Value, force, changes, out var value) is { } problem)
            {
                found.Add(new FieldProblem(field.Name, problem));
            }
            else
            {
                changes.Set(field.Name, value);
            }
        }

        if (values.Count == 0)
        {
            found.Add(new FieldProblem(string.Empty, "No field was given."));
        }

        problems = found;
        return changes.Freeze();
    }

    private static string? Problem(GwsRecordField field, object? given, bool force, GwsData changes, out object? value)
    {
        value = null;
        if (changes.ContainsKey(field.Name))
        {
            return "The field was given twice.";
        }

        if (!field.IsEditable && !force)
        {
            return "The field is not editable.";
        }

        if (!FieldInput.IsEmpty(field, given))
        {
            return FieldInput.Read(field, given!, force, out value);
        }

        // Records know no null: what is empty is an empty text there. The phone type has a choice for it.
        var isPhoneType = field.Name == SystemFields.PhoneType;
        value = isPhoneType ? 0L : string.Empty;
        return field.IsMandatory || IsNeverEmpty(field.Name) || (isPhoneType && !field.Options.ContainsKey("0"))
            ? "The field is mandatory and cannot be empty." : null;
    }

    // Whatever a schema says: the API has no way to express it.
    private static bool IsNeverEmpty(string name) => name is SystemFields.From or SystemFields.Until or SystemFields.Phone;

    private static GwsRecordField? Find(IReadOnlyList<GwsRecordField> fields, string name) =>
        fields.FirstOrDefault(field => field.Name == name)
        ?? fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (SystemFieldTable.Correct(name) is var correct && correct != name
            ? fields.FirstOrDefault(field => field.Name == correct) : null);
}
