using System.Globalization;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Operations;

/// <content>The errors of operations: what is known of the outcome, and how it is said.</content>
internal sealed partial class OperationRunner
{
    private GwsException TimedOut(PendingOperation operation, WireRequest request, GwsOperationOptions options) => new(
        GwsErrorIds.AcknowledgementTimeout,
        request.Operation + ": no acknowledgement in "
            + TimeoutOf(options).TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s" + Reference(operation)
            + "; the outcome is unknown and the request is not sent again.")
    {
        Operation = request.Operation,
        ReferenceId = operation.ReferenceId,
        RecordHandle = operation.RecordHandle,
    };

    private static GwsException Stopped(PendingOperation operation, WireRequest request) => new(
        GwsErrorIds.AcknowledgementTimeout,
        request.Operation + ": the wait was stopped before the acknowledgement came"
            + Reference(operation) + "; the outcome is unknown and the request is not sent again.")
    {
        Operation = request.Operation,
        ReferenceId = operation.ReferenceId,
        RecordHandle = operation.RecordHandle,
    };

    private static string Reference(PendingOperation operation) =>
        operation.ReferenceId is null ? string.Empty : " (reference id " + operation.ReferenceId + ")";

    // The time is up, and the request is known to be not carried out.
    private GwsException NotSent(
        OnceContent content, PendingOperation operation, WireRequest request, GwsOperationOptions options) =>
        Unusable(
            content.WaitsForLogin ? http.NotLoggedInInTime() : new GwsException(
                GwsErrorIds.ConnectTimeout,
                "No connection to the server could take the request in "
                    + TimeoutOf(options).TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s; nothing was sent."),
            operation, request);

    // The session is at its end, and the request is known to be not carried out.
    private GwsException Ended(GwsException error, PendingOperation operation, WireRequest request)
    {
        try
        {
            gate.EnsureOpen();
        }
        catch (GwsException ended)
        {
            return Unusable(new GwsException(ended.ErrorId, ended.Message.TrimEnd('.') + "; nothing was carried out.", error),
                operation, request);
        }

        return error;
    }

    private static void EnsureAccepted(GwsResponse response, PendingOperation operation, WireRequest request) =>
        response.EnsureCarriedOut(request.Operation, operation.ReferenceId, operation.RecordHandle);

    // The error of a request that has no usable reply, as the operation's own.
    private static GwsException Unusable(GwsException error, PendingOperation operation, WireRequest request)
    {
        // The request was accepted by somebody; only what came back cannot be used.
        var id = error.ErrorId == GwsErrorIds.ReplyTooLarge ? GwsErrorIds.OutcomeUnknown : error.ErrorId;
        return new GwsException(id, request.Operation + ": " + error.Message, error)
        {
            Operation = request.Operation,
            ReferenceId = operation.ReferenceId,
            RecordHandle = operation.RecordHandle,
        };
    }

    private static GwsRefusedException Refused(GwsEvent answer, PendingOperation operation, WireRequest request)
    {
        var id = answer.Kind == NotificationKind.NoRecords ? GwsErrorIds.NoRecordsAvailable
            : answer.CallId is null && answer.EmailId is null ? GwsErrorIds.OutboundServerError
            : GwsErrorIds.OperationFailed;
        var subject = operation.RecordHandle is not null ? " of record " + operation.RecordHandle
            : operation.CampaignName is not null ? " of campaign " + operation.CampaignName
            : string.Empty;
        return new GwsRefusedException(id,
            $"{request.Operation}{subject}: {answer.Error ?? answer.NotificationType ?? "refused"}.", answer)
        {
            Operation = request.Operation,
            ReferenceId = operation.ReferenceId,
            RecordHandle = operation.RecordHandle,
        };
    }
}
