using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Reads the tables of every command that takes one, without the wrappers that PowerShell puts around what came out of a script.
/// What form a value has on the wire is decided by <see cref="GwsTable"/>.
/// </summary>
internal static class TableValues
{
    /// <summary>Reads a table; a custom object in it counts as one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <exception cref="GwsException">A value has no form in JSON.</exception>
    public static GwsData Read(IDictionary table, string parameter) => GwsTable.Read(table, "-" + parameter, Unwrap);

    /// <summary>Reads any value, and any object as a table of its properties.</summary>
    /// <param name="value">The value.</param>
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <exception cref="GwsException">A value has no form in JSON.</exception>
    public static object? ReadValue(object? value, string parameter) =>
        GwsTable.ReadValue(value, "-" + parameter, UnwrapObject);

    /// <summary>Takes a value out of PowerShell's wrapper; a custom object becomes a table.</summary>
    public static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } custom => FromProperties(custom),
        PSObject wrapped => PlainSwitch(wrapped.BaseObject),
        _ => PlainSwitch(value),
    };

    private static object? UnwrapObject(object? value)
    {
        object? plain = Unwrap(value);
        return plain is null or IEnumerable or IConvertible or IFormattable or Version or Uri or ScriptBlock or Type or Delegate
            or SecureString
            ? plain
            : FromProperties(PSObject.AsPSObject(plain));
    }

    private static object? PlainSwitch(object? value) => value is SwitchParameter flag ? flag.IsPresent : value;

    private static GwsData FromProperties(PSObject source)
    {
        var table = new GwsData();
        foreach (PSPropertyInfo property in source.Properties)
        {
            table.Set(property.Name, property.Value);
        }

        return table;
    }
}
