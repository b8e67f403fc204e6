using System;

namespace GenesysOutbound.Hosting;

/// <summary>Thrown by a command's work to end the whole command with an error of its own id (not only the current record).</summary>
#pragma warning disable CA1032, CA1064 // Never leaves the hosting layer: the pump turns it into the engine's terminating error.
internal sealed class TerminatingErrorException : Exception
#pragma warning restore CA1032, CA1064
{
    public TerminatingErrorException(CommandError error)
        : base(error?.Exception.Message, error?.Exception)
    {
        Error = error ?? throw new ArgumentNullException(nameof(error));
    }

    public CommandError Error { get; }
}
