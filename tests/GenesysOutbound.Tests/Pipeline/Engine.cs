using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>A runspace of the real engine that knows one more command, whose asynchronous method is the test's.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine(AnsweringHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Hook", typeof(InvokeHookCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Window", typeof(InvokeWindowCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Speak", typeof(InvokeSpeakCommand), helpFileName: null));
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    /// <summary>Everything that came out of the last run: "object 1", "error Id", "verbose text", in order.</summary>
    public List<string> Log { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    public IEnumerable<string> Objects =>
        Log.Where(line => line.StartsWith("object ", StringComparison.Ordinal)).Select(line => line[7..]);

    /// <summary>What ended the last run, or null.</summary>
    public Exception? Ending { get; private set; }

    public PSInvocationState State { get; private set; }

    /// <summary>Runs a script in which $hook is the method.</summary>
    /// <param name="hook">What Invoke-Hook does with each input.</param>
    /// <param name="script">The pipeline.</param>
    /// <param name="started">Called with what stops the pipeline as Ctrl+C does.</param>
    public Engine Run(
        Func<AsyncPipeline, CancellationToken, Task> hook, string script = "Invoke-Hook $hook", Action<Action>? started = null) =>
        RunScript(script, hook, started);

    /// <summary>Runs a script in which $hook is an object of the test's.</summary>
    public Engine RunScript(string script, object hook, Action<Action>? started = null)
    {
        using PowerShell shell = Shell(script, hook);
        Action stop = () => shell.BeginStop(null, null);
        started?.Invoke(stop);
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => Note(output[added.Index]);
        shell.Streams.Progress.DataAdded += (_, added) => Progress.Add(shell.Streams.Progress[added.Index]);
        try
        {
            shell.Invoke(null, output, new PSInvocationSettings());
        }
        catch (RuntimeException e)
        {
            Ending = e;
        }

        State = shell.InvocationStateInfo.State;
        return this;
    }

    public void Dispose() => _runspace.Dispose();

    private PowerShell Shell(string script, object hook)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript("param($hook) $VerbosePreference = $DebugPreference = 'Continue'; " + script).AddParameter("hook", hook);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.All, PipelineResultTypes.Output);
        return shell;
    }

    private void Note(PSObject item)
    {
        if (item.BaseObject is ErrorRecord error)
        {
            Errors.Add(error);
        }

        Log.Add(item.BaseObject switch
        {
            ErrorRecord e => "error " + e.FullyQualifiedErrorId.Split(',')[0],
            VerboseRecord e => "verbose " + e.Message,
            DebugRecord e => "debug " + e.Message,
            WarningRecord e => "warning " + e.Message,
            object other => "object " + other,
        });
    }
}

/// <summary>A command of the module's kind, with a method given by the test.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Hook", SupportsShouldProcess = true)]
internal sealed class InvokeHookCommand : GwsCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public Func<AsyncPipeline, CancellationToken, Task> Hook { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>How long an ended command waits for its work; long, so that a slow machine changes nothing.</summary>
    [Parameter]
    public int JoinMilliseconds { get; set; } = 30_000;

    private protected override object? ErrorTarget => InputObject;

    protected override void BeginProcessing() => Lifetime = new CommandLifetime(TimeSpan.FromMilliseconds(JoinMilliseconds));

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) => Hook(pipeline, token);
}
