using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GenesysOutbound.Formatting;
using GenesysOutbound.Tests.Contract;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// A runspace of the real engine with all commands of the module, a simulator, and a session of its first agent.
/// </summary>
public sealed class ModuleEngine : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleEngine()
        : this(scenario: null)
    {
    }

    /// <summary>The same with a scenario from a file.</summary>
    internal ModuleEngine(string? scenario)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (CommandModel command in CommandModel.All)
        {
            state.Commands.Add(new SessionStateCmdletEntry(command.Name, command.Type, helpFileName: null));
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Import();
        if (scenario is null)
        {
            Run("$simulator = Start-GwsSimulator; $null = $simulator | Connect-Gws; "
                + "$null = Start-GwsDirectPushPreview Campaign1");
            return;
        }

        Run($"$simulator = Start-GwsSimulator -ScenarioPath '{scenario}'; $null = $simulator | Connect-Gws; "
            + "$null = Wait-GwsEvent -NotificationType CampaignStarted, CampaignLoaded -Count $simulator.Campaigns.Count "
            + "-TimeoutSec 20");
    }

    /// <summary>
    /// Runs a script and returns what it wrote; an error that it wrote or threw is in the list as its ErrorRecord.
    /// </summary>
    public IReadOnlyList<object?> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.All, PipelineResultTypes.Output);
        try
        {
            return [.. shell.Invoke().Select(item => item?.BaseObject is PSCustomObject ? item : item?.BaseObject)];
        }
        catch (RuntimeException e)
        {
            return [e.ErrorRecord];
        }
    }

    /// <summary>Sets a variable of the scripts.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Resets the runspace as a pool does between two scripts.</summary>
    public void Reset() => _runspace.ResetRunspaceState();

    /// <summary>The one error of a script.</summary>
    public ErrorRecord ErrorOf(string script) => Run(script).OfType<ErrorRecord>().Single();

    // What the engine does with a module that it imports.
    private void Import()
    {
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _runspace;
        try
        {
            new ModuleImport().OnImport();
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    public void Dispose()
    {
        Run("Get-GwsSession | Disconnect-Gws; Get-GwsSimulator | Stop-GwsSimulator");
        _runspace.Dispose();
    }
}
