using System.Management.Automation;

namespace GenesysOutbound.Sessions;

/// <summary>Removing the module closes what this runspace has open, and nothing of any other.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSessions.ForCurrentRunspace.Close();
}
