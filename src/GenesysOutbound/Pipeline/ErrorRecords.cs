using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;

namespace GenesysOutbound.Pipeline;

/// <summary>The one place where a failure becomes an error record: id, category, message, target and advice.</summary>
internal static class ErrorRecords
{
    /// <summary>The id of a failure that is not in the table of errors: a defect of ours or of the platform.</summary>
    public const string UnexpectedId = "UnexpectedFailure";

    /// <summary>The id of a cancellation that the user did not ask for.</summary>
    public const string CancelledId = "OperationCancelled";

    /// <summary>
    /// Whether a failure may be written to the error stream. The exceptions of the engine itself may not (stopping, -ErrorAction
    /// Stop, Select-Object -First), nor may a cancellation that a stop asked for.
    /// </summary>
    public static bool IsReportable(Exception exception, CancellationToken stop) => exception switch
    {
        PipelineStoppedException or FlowControlException => false,
        OperationCanceledException => !stop.IsCancellationRequested,
        _ => true,
    };

    /// <summary>The error record of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The input that the error belongs to.</param>
    public static ErrorRecord From(Exception exception, object? target)
    {
        switch (exception)
        {
            case GwsException gws:
                return Create(gws, gws.ErrorId, CategoryOf(gws), target, ErrorAdvice.For(gws));
            case OperationCanceledException:
                return Create(exception, CancelledId, ErrorCategory.OperationStopped, target);
            case ArgumentException:
                return Create(exception, GwsErrorIds.InvalidParameter, ErrorCategory.InvalidArgument, target,
                    ErrorAdvice.For(GwsErrorIds.InvalidParameter));
            case IContainsErrorRecord { ErrorRecord: { } record }:
                // A script block or a provider that failed: its own error is the better one.
                return Create(exception, record.FullyQualifiedErrorId, record.CategoryInfo.Category, target);
            default:
                return Create(exception, UnexpectedId, ErrorCategory.NotSpecified, target);
        }
    }

    /// <summary>The id under which a failure is reported.</summary>
    public static string IdOf(Exception exception) =>
        exception is GwsException gws ? gws.ErrorId : From(exception, target: null).FullyQualifiedErrorId;

    /// <summary>Makes an error record whose texts are safe to show.</summary>
    public static ErrorRecord Create(Exception exception, string id, ErrorCategory category, object? target,
        string? advice = null)
    {
        var record = new ErrorRecord(exception, id, category, target)
        {
            // The host shows these two in place of the exception's message and the target's text, which may quote a server.
            ErrorDetails = new ErrorDetails(DisplayText.Clean(OneLine(MessageOf(exception)))),
        };
        if (advice is not null)
        {
            record.ErrorDetails.RecommendedAction = DisplayText.Clean(advice);
        }

        if (target is not null)
        {
            record.CategoryInfo.TargetName = DisplayText.Clean(target);
        }

        return record;
    }

    // The platform adds the name of a parameter of the library to the message: that is no parameter of the command.
    private static string MessageOf(Exception exception) =>
        exception is ArgumentException { ParamName: { Length: > 0 } name }
        && exception.Message.LastIndexOf(name, StringComparison.Ordinal) is > 0 and int at
        && exception.Message.LastIndexOfAny(['(', '\n'], at) is > 0 and int begin
            ? exception.Message.Substring(0, begin).TrimEnd() : exception.Message;

    // The engine's own messages may have several lines (a command that a -Filter names and that is not there). The cleaner takes
    // line breaks for what a server may have smuggled in, and would show the mark of a replaced character.
    private static string OneLine(string message) => string.Join(" ",
        message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim(' ')));

    /// <summary>The client's categories are named after PowerShell's; an unknown name becomes "not specified".</summary>
    private static ErrorCategory CategoryOf(GwsException exception) =>
        Enum.TryParse(exception.Category.ToString(), out ErrorCategory same) ? same : ErrorCategory.NotSpecified;
}
