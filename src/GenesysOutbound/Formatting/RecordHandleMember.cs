using System.Globalization;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>
/// The RecordHandle that scripts see: a number when the handle is one, so that it sorts, compares and exports as a number. The .NET objects carry
/// text, because a server may use any text.
/// </summary>
public static class RecordHandleMember
{
    /// <summary>Gets the handle of a record, call, operation result or record field; called by the engine.</summary>
    /// <param name="instance">The object.</param>
    /// <returns>The number, the text, or null.</returns>
    public static object? Get(PSObject? instance) => instance?.BaseObject switch
    {
        GwsRecord record => ToObject(record.RecordHandle),
        GwsCall call => ToObject(call.RecordHandle),
        GwsOperationResult result => ToObject(result.RecordHandle),
        GwsRecordField field => ToObject(field.RecordHandle),
        _ => null,
    };

    private static object? ToObject(string? handle) =>
        long.TryParse(handle, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == handle
            ? number
            : handle;
}
