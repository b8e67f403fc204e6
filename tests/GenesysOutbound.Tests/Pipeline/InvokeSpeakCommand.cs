using System.Management.Automation;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>A command without asynchronous work that says one text in every stream.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Speak")]
public sealed class InvokeSpeakCommand : GwsCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Text { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        WriteWarning(Text);
        WriteVerbose(Text);
        WriteDebug(Text);
        WriteProgress(new ProgressRecord(1, Text, Text));
        WriteError("InvalidParameter", Text, Text);
    }
}
