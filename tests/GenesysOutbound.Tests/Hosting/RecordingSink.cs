using System;
using System.Collections.Generic;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>The engine's side of the bridge, over lists. Fails the test when anything comes from another thread than the pipeline's.</summary>
internal sealed class RecordingSink : ICommandSink
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public List<object?> Objects { get; } = [];

    public List<CommandError> Errors { get; } = [];

    /// <summary>Everything, in the order in which it came: "object 1", "verbose x", ...</summary>
    public List<string> Log { get; } = [];

    public Func<object?, Exception?>? Downstream { get; init; }

    public Func<string, bool>? Decide { get; init; }

    public int Questions { get; private set; }

    public void WriteObject(object? value, bool enumerate)
    {
        Note("object " + value);
        if (Downstream?.Invoke(value) is { } failure)
        {
            throw failure;
        }

        Objects.Add(value);
    }

    public void WriteError(CommandError error)
    {
        Note("error " + error.Id);
        Errors.Add(error);
    }

    public void WriteWarning(string text) => Note("warning " + text);

    public void WriteVerbose(string text) => Note("verbose " + text);

    public void WriteDebug(string text) => Note("debug " + text);

    public void WriteProgress(CommandProgress progress) => Note("progress " + progress.Status);

    public bool ShouldProcess(string target, string action)
    {
        Note("should " + action + " " + target);
        return Decide?.Invoke(target) ?? true;
    }

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll)
    {
        Note("continue " + query);
        if (!yesToAll)
        {
            Questions++;
            yesToAll = true;
        }

        return true;
    }

    public void ThrowTerminatingError(CommandError error)
    {
        Note("terminating " + error.Id);
        throw new EngineTerminatedException(error);
    }

    private void Note(string entry)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("The engine was called from thread " + Environment.CurrentManagedThreadId + ".");
        }

        Log.Add(entry);
    }
}

/// <summary>Stands for what the engine throws out of ThrowTerminatingError.</summary>
internal sealed class EngineTerminatedException(CommandError error) : Exception(error.Id)
{
    public CommandError Error { get; } = error;
}
