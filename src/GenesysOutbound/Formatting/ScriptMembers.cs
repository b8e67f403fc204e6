using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>
/// Properties that scripts see in another form than .NET: RecordHandle as a number when it is one, so that it sorts, compares and
/// exports as a number (the .NET objects carry text, because a server may use any text), and Pending as null when nothing is
/// pending, so that a script can test it.
/// </summary>
public static class ScriptMembers
{
    /// <summary>Gets the handle of a record, call, operation result or record field; called by the engine.</summary>
    /// <param name="instance">The object.</param>
    /// <returns>The number, the text, or null.</returns>
    public static object? RecordHandle(PSObject? instance) => instance?.BaseObject switch
    {
        GwsRecord record => ToObject(record.RecordHandle),
        GwsCall call => ToObject(call.RecordHandle),
        GwsOperationResult result => ToObject(result.RecordHandle),
        GwsRecordField field => ToObject(field.RecordHandle),
        _ => null,
    };

    /// <summary>Gets what is pending on a record; called by the engine.</summary>
    /// <param name="instance">The record.</param>
    /// <returns>The changes (<see cref="GwsPendingChanges"/>), or null when there are none.</returns>
    public static object? Pending(PSObject? instance) =>
        instance?.BaseObject is GwsRecord { Pending: { IsEmpty: false } pending } ? pending : null;

    /// <summary>Gets the values of an object as the views show them; called by the engine for the format file.</summary>
    /// <param name="instance">The object.</param>
    /// <returns>A dictionary of safe texts by property name; null without an object.</returns>
    public static object? Shown(PSObject? instance) => instance is null ? null : new ShownValues(instance);

    /// <summary>
    /// Gets the main values of an object as lines of safe text; called by the engine for an object among objects of other types.
    /// </summary>
    /// <param name="instance">The object.</param>
    /// <returns>The text; null without an object.</returns>
    public static object? Listed(PSObject? instance)
    {
        if (instance is null || TypeDataList.DisplayOf(instance) is not { } items)
        {
            return null;
        }

        var shown = new ShownValues(instance);
        string[][] pairs = [.. items.Select(item => item.Split('='))];
        return pairs[0][0] == "_"
            ? shown[pairs[0][1]]
            : ShownValues.Lines([.. pairs.Select(pair => (pair[0], (string)shown[pair[pair.Length - 1]]!))]);
    }

    private static object? ToObject(string? handle) =>
        long.TryParse(handle, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == handle
            ? number
            : handle;
}
