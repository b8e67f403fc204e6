using System;
using System.Management.Automation;

namespace GenesysOutbound.Hosting;

/// <summary>
/// One error as a command reports it, before the engine sees it. Kept apart from <see cref="ErrorRecord"/> so that the whole error
/// table can be tested without an engine.
/// </summary>
internal sealed class CommandError
{
    public CommandError(Exception exception, string id, ErrorCategory category, object? target = null, string? recommendedAction = null)
    {
        Exception = exception ?? throw new ArgumentNullException(nameof(exception));
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Category = category;
        Target = target;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The cause; its message is what the user reads.</summary>
    public Exception Exception { get; }

    /// <summary>Stable PascalCase id; scripts compare it.</summary>
    public string Id { get; }

    public ErrorCategory Category { get; }

    /// <summary>The input the error belongs to.</summary>
    public object? Target { get; }

    /// <summary>What the user can do about it.</summary>
    public string? RecommendedAction { get; }

    public ErrorRecord ToErrorRecord()
    {
        var record = new ErrorRecord(Exception, Id, Category, Target);
        if (RecommendedAction is not null)
        {
            record.ErrorDetails = new ErrorDetails(Exception.Message) { RecommendedAction = RecommendedAction };
        }

        return record;
    }
}
