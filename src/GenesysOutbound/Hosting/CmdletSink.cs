using System.Management.Automation;

namespace GenesysOutbound.Hosting;

/// <summary>The engine's side of the bridge, over a real cmdlet. Pipeline thread only.</summary>
internal sealed class CmdletSink : ICommandSink
{
    /// <summary>One bar a command: PowerShell tells bars apart by command as well, so one number serves all.</summary>
    private const int ActivityId = 7301;

    private readonly Cmdlet _cmdlet;

    public CmdletSink(Cmdlet cmdlet) => _cmdlet = cmdlet;

    public void WriteObject(object? value, bool enumerate) => _cmdlet.WriteObject(value, enumerate);

    public void WriteError(CommandError error) => _cmdlet.WriteError(error.ToErrorRecord());

    public void WriteWarning(string text) => _cmdlet.WriteWarning(text);

    public void WriteVerbose(string text) => _cmdlet.WriteVerbose(text);

    public void WriteDebug(string text) => _cmdlet.WriteDebug(text);

    public void WriteProgress(CommandProgress progress) => _cmdlet.WriteProgress(
        new ProgressRecord(ActivityId, progress.Activity, progress.Status)
        {
            PercentComplete = progress.PercentComplete,
            SecondsRemaining = progress.SecondsRemaining,
            RecordType = progress.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });

    public bool ShouldProcess(string target, string action) => _cmdlet.ShouldProcess(target, action);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        _cmdlet.ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    public void ThrowTerminatingError(CommandError error) => _cmdlet.ThrowTerminatingError(error.ToErrorRecord());
}
