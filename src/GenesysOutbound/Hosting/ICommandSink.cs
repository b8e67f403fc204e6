namespace GenesysOutbound.Hosting;

/// <summary>
/// What the engine's command object does, called on the pipeline thread only. The cmdlet adapter implements it over
/// <see cref="System.Management.Automation.PSCmdlet"/>; tests implement it over lists.
/// </summary>
internal interface ICommandSink
{
    void WriteObject(object? value, bool enumerate);

    void WriteError(CommandError error);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    void WriteDebug(string text);

    void WriteProgress(CommandProgress progress);

    bool ShouldProcess(string target, string action);

    bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll);

    /// <summary>Ends the command. Does not return.</summary>
    void ThrowTerminatingError(CommandError error);
}
