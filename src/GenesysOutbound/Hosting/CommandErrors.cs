using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>The one place where a failure becomes an error record: id, category, message, target and way out.</summary>
internal static class CommandErrors
{
    /// <summary>The id of a failure that has no row in the table of errors: a fault of ours, or of the platform.</summary>
    public const string UnexpectedId = "UnexpectedFailure";

    /// <summary>The id of a cancellation that the user did not ask for.</summary>
    public const string CancelledId = "OperationCancelled";

    /// <summary>
    /// May the failure be written to the error stream? Not what belongs to the engine (stopping, -ErrorAction Stop, Select-Object -First),
    /// nor what ends the whole command, nor the cancellation that a stop asked for.
    /// </summary>
    public static bool IsReportable(Exception exception, CancellationToken stop) => exception switch
    {
        PipelineStoppedException or FlowControlException or TerminatingErrorException => false,
        OperationCanceledException => !stop.IsCancellationRequested,
        _ => true,
    };

    public static CommandError From(Exception exception, object? target)
    {
        switch (exception)
        {
            case GwsException gws:
                return new CommandError(gws, gws.ErrorId, Category(gws.Category), target, Advice(gws));
            case OperationCanceledException:
                return new CommandError(exception, CancelledId, ErrorCategory.OperationStopped, target);
            case ArgumentException:
                return new CommandError(exception, GwsErrorIds.InvalidParameter, ErrorCategory.InvalidArgument, target);
            case IContainsErrorRecord inner when inner.ErrorRecord is { } record:
                // A script block or provider that failed: its own error is the better one.
                return new CommandError(exception, record.FullyQualifiedErrorId, record.CategoryInfo.Category, target);
            default:
                return new CommandError(exception, UnexpectedId, ErrorCategory.NotSpecified, target);
        }
    }

    /// <summary>An error of the table, made by a command itself.</summary>
    public static CommandError Of(string errorId, string message, object? target) => From(new GwsException(errorId, message), target);

    /// <summary>The engine-free categories are named after PowerShell's; a name it does not have is said as "not specified".</summary>
    private static ErrorCategory Category(GwsErrorCategory category) =>
        Enum.TryParse(category.ToString(), out ErrorCategory same) ? same : ErrorCategory.NotSpecified;

    private static string Advice(GwsException exception) => exception.ReferenceId is { Length: > 0 } reference
        ? string.Format(CultureInfo.InvariantCulture, "{0} (ReferenceId {1})", exception.RecommendedAction, reference)
        : exception.RecommendedAction;
}
