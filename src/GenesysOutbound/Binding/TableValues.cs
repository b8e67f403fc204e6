using System.Collections;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Reads the tables of every command that takes one, without the wrappers that PowerShell puts around what came out of a script.
/// </summary>
internal static class TableValues
{
    /// <summary>Reads a table; a custom object counts as one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    public static GwsData Read(IDictionary table, string parameter) => GwsTable.Read(table, "-" + parameter, Unwrap);

    private static object? Unwrap(object? value)
    {
        if (value is not PSObject wrapped)
        {
            return value;
        }

        if (wrapped.BaseObject is not PSCustomObject)
        {
            return wrapped.BaseObject;
        }

        var table = new GwsData();
        foreach (PSPropertyInfo property in wrapped.Properties)
        {
            table.Set(property.Name, property.Value);
        }

        return table;
    }
}
