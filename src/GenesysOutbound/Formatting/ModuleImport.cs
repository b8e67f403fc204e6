using System;
using System.Management.Automation;

namespace GenesysOutbound.Formatting;

/// <summary>Gives the module's objects their type data when the module is imported; called by the engine.</summary>
/// <remarks>
/// The manifest does not name a types file (TypesToProcess), because the engine reads it before any code of the module runs and
/// fails with a long error when another copy of the module has added the same members already.
/// </remarks>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    // By its type the command is found without a search, which would import the whole Utility module.
    private const string CommandType =
        "Microsoft.PowerShell.Commands.UpdateTypeDataCommand, Microsoft.PowerShell.Commands.Utility";

    private const string CommandName = "Update-TypeData";

    /// <inheritdoc/>
    public void OnImport()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        _ = Type.GetType(CommandType) is { } type
            ? shell.AddCommand(new CmdletInfo(CommandName, type))
            : shell.AddCommand("Microsoft.PowerShell.Utility\\" + CommandName);
        shell.AddParameter("TypeData", TypeDataList.Read())

            // Another copy of the module may have added the same members; without it they would be errors.
            .AddParameter("Force")

            // The caller's preference variables must not change the import.
            .AddParameter("WhatIf", false)
            .AddParameter("Confirm", false)
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke();
    }
}
