using System.Runtime.CompilerServices;

namespace GenesysOutbound.CometD.Json;

/// <summary>Marks the methods that see every byte or every event.</summary>
internal static class HotPath
{
    /// <summary>
    /// Compiled with all optimisations at the first call. The modern runtime compiles a method quickly and badly first and well
    /// only when it has been called often, on another thread, which takes longer than a short script runs: its first 20,000
    /// events cost five times the processor time of later ones. .NET Standard 2.0 lacks the name (<c>AggressiveOptimization</c>),
    /// the runtimes know the number; .NET Framework, which always optimises, ignores it.
    /// </summary>
    public const MethodImplOptions Optimised = (MethodImplOptions)512;
}
