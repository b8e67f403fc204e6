using System;
using System.Collections.Generic;
using static GenesysOutbound.Client.GwsErrorCategory;
using Id = GenesysOutbound.Client.GwsErrorIds;

namespace GenesysOutbound.Client;

/// <summary>
/// The one table of errors. docs/errors.md shows the same rows. The meanings of <c>statusCode</c> 1 to 20 are those of the
/// vendor's page on return values.
/// </summary>
public static class GwsErrors
{
    private const string Client = "client";
    private const string Http = "HTTP";
    private const string Gws = "GWS";
    private const string Ocs = "OCS";

    private static readonly GwsErrorInfo[] Rows =
    [
        // Reaching the server.
        new(Id.ConnectionFailed, ConnectionError, Client, "The server could not be reached; nothing was sent."),
        new(Id.ConnectTimeout, OperationTimeout, Client, "The server did not answer in time."),
        new(Id.CertificateRefused, SecurityError, Client, "No trustworthy encrypted connection could be made; nothing was sent."),
        new(Id.ProxyRefused, AuthenticationError, Client,
            "The proxy refused to pass the request on; it did not reach the server."),
        new(Id.AuthenticationFailed, AuthenticationError, Http, "The server refused the user name or the password."),
        new(Id.UnencryptedAuthentication, SecurityError, Client, "A password would travel unencrypted."),
        new(Id.AccessDenied, PermissionDenied, Http, "The server forbids the request to this user."),
        new(Id.CsrfRefused, PermissionDenied, Http, "The server refused the CSRF token, also after it was renewed."),
        new(Id.RedirectRefused, SecurityError, Http, "The server redirected to another address; credentials do not follow."),
        new(Id.TooManyRequests, LimitsExceeded, Http,
            "The server refused the request because there were too many (HTTP 429); it was not carried out."),
        new(Id.HttpError, ProtocolError, Http, "The server answered with an HTTP error."),
        new(Id.NotJson, InvalidResult, Http, "The answer is not JSON."),
        new(Id.ReplyTooLarge, LimitsExceeded, Http, "The answer is larger than the limit."),
        new(Id.UnexpectedReply, InvalidResult, Http, "The answer lacks what the operation needs."),
        new(Id.NotificationsFailed, ConnectionError, Http, "The notification channel (CometD) could not be set up."),
        new(Id.SubscriptionRefused, PermissionDenied, Http, "The server refused the subscription to a channel."),

        // The session.
        new(Id.SessionLost, ConnectionError, Client, "The session with the server is lost."),
        new(Id.SessionClosed, InvalidOperation, Client, "The session is closed."),
        new(Id.SessionReconnecting, ConnectionError, Client,
            "The session is reconnecting, so no answer could arrive; nothing was sent."),
        new(Id.ContactCenterSessionEnded, InvalidOperation, Client,
            "Another session of the agent, or the contact center, logged the agent out."),
        new(Id.SessionNotFound, ObjectNotFound, Client, "No session has this name or id."),
        new(Id.NoSession, InvalidOperation, Client, "There is no session."),
        new(Id.FeatureMissing, PermissionDenied, Client,
            "The user lacks the feature that the operation needs; nothing was sent."),

        new(Id.JournalFailed, ResourceUnavailable, Client,
            "The journal cannot be read or written; what it could not keep was not done."),
        new(Id.JournalInUse, ResourceBusy, Client, "Another session has the journal."),
        new(Id.JournalMismatch, InvalidArgument, Client, "The file is not a journal of this user and server."),
        new(Id.RequestUnanswered, InvalidOperation, Client,
            "The same request was sent before and never answered; it may have been carried out. It was not sent again."),

        // statusCode 1 to 20.
        new(Id.ParameterMissing, InvalidArgument, Gws, "statusCode 1: a required parameter is missing."),
        new(Id.InvalidState, InvalidOperation, Gws, "statusCode 2: not possible in the current state."),
        new(Id.OperationForbidden, PermissionDenied, Gws, "statusCode 3: the operation is forbidden."),
        new(Id.InternalError, InvalidResult, Gws, "statusCode 4: an internal error of the server or of one behind it."),
        new(Id.PermissionMissing, PermissionDenied, Gws, "statusCode 5: the user lacks a permission."),
        new(Id.ResourceNotFound, ObjectNotFound, Gws, "statusCode 6: the server does not know the resource."),
        new(Id.PartialSuccess, InvalidResult, Gws, "statusCode 7: a part of the request failed."),
        new(Id.PasswordChangeRequired, AuthenticationError, Gws, "statusCode 8: the password must be changed first."),
        new(Id.ProcessingIncomplete, InvalidOperation, Gws, "statusCode 9: processing is incomplete."),
        new(Id.ValueOutOfRange, InvalidData, Gws, "statusCode 10: a value is outside its range."),
        new(Id.PropertyReadOnly, InvalidOperation, Gws, "statusCode 11: the property cannot be changed."),
        new(Id.CannotRetrieve, ObjectNotFound, Gws, "statusCode 12: the resource cannot be retrieved."),
        new(Id.CannotCreate, InvalidOperation, Gws, "statusCode 13: the resource cannot be created."),
        new(Id.CannotDelete, InvalidOperation, Gws, "statusCode 14: the resource cannot be deleted."),
        new(Id.CannotUpdate, InvalidOperation, Gws, "statusCode 15: the resource cannot be updated."),
        new(Id.CannotAssign, InvalidOperation, Gws, "statusCode 16: the resource cannot be assigned."),
        new(Id.CannotUnassign, InvalidOperation, Gws, "statusCode 17: the resource cannot be unassigned."),
        new(Id.ResourceExists, GwsErrorCategory.ResourceExists, Gws, "statusCode 18: the resource exists already."),
        new(Id.ResourceInUse, ResourceBusy, Gws, "statusCode 19: the resource is in use."),
        new(Id.NotAuthenticated, AuthenticationError, Gws, "statusCode 20: not authenticated."),
        new(Id.UnknownStatus, NotSpecified, Gws, "A statusCode that the vendor's documentation does not list."),

        // The outbound server's answers.
        new(Id.OutboundServerError, InvalidOperation, Ocs,
            "The outbound server refused the request (GSW_ERROR, or an event of type Error)."),
        new(Id.NoRecordsAvailable, ResourceUnavailable, Ocs, "The campaign has no record for this agent at present."),
        new(Id.OperationFailed, InvalidOperation, Ocs, "The server accepted the request, and then an event said that it failed."),

        // Fate unknown.
        new(Id.AcknowledgementTimeout, OperationTimeout, Client,
            "No acknowledgement came in time: the outcome is unknown. The request is not sent again."),
        new(Id.OutcomeUnknown, ConnectionError, Client,
            "The connection broke after the request was written: the outcome is unknown. The request is not sent again."),
        new(Id.WaitTimeout, OperationTimeout, Client, "No matching event came in time."),

        // What the caller gave.
        new(Id.MissingIdentity, InvalidArgument, Client,
            "The session does not know a part of the record's identity, and it was not given."),
        new(Id.InvalidParameter, InvalidArgument, Client, "A parameter cannot be used as it is."),
        new(Id.ReferenceIdInUse, InvalidArgument, Client, "A request with this reference id is still waiting for its answer."),
        new(Id.CampaignUnknown, ObjectNotFound, Client, "The session knows no campaign of this name."),
        new(Id.DeviceUnknown, ObjectNotFound, Client, "The session knows no such voice device."),
        new(Id.RecordNotHeld, ObjectNotFound, Client, "The session does not hold a record with this handle."),
        new(Id.RecordDone, InvalidOperation, Client, "The record is done: nothing can follow."),
        new(Id.CallUnknown, ObjectNotFound, Client, "The session knows no call with this id."),
        new(Id.CallNotRejectable, InvalidOperation, Gws,
            "Only a ringing call that came from a queue can be rejected; a direct call cannot."),
        new(Id.CallNotActive, InvalidOperation, Client, "The call is over."),
        new(Id.CallNotRinging, InvalidOperation, Client, "The call is not ringing."),
        new(Id.EmailUnknown, ObjectNotFound, Client, "The session knows no e-mail with this id."),
        new(Id.EmailNotInvited, InvalidOperation, Client,
            "Only an e-mail that is offered, and not yet accepted, can be accepted or rejected."),
        new(Id.CallResultInvalid, InvalidArgument, Client, "This is neither the name nor the number of a call result."),
        new(Id.PhoneTypeInvalid, InvalidArgument, Client, "This is neither the number, the label nor the name of a phone type."),
        new(Id.ScheduleInvalid, InvalidData, Client, "The time of the callback cannot be read."),
        new(Id.ScheduleInPast, InvalidArgument, Client, "The time of the callback is in the past."),
        new(Id.TimeZoneUnknown, InvalidOperation, Client,
            "The record's time zone offset is not known, so its local time cannot be converted."),
        new(Id.FieldInvalid, InvalidData, Client, "A field cannot be updated like this; nothing was changed."),
        new(Id.FieldSchemaInvalid, InvalidData, Client, "The file with field definitions cannot be used."),

        // The desktop's rules.
        new(Id.DoNotCallSet, InvalidOperation, Client, "Do Not Call is set on the record, so it can have no call result."),
        new(Id.RecordNotCalled, InvalidOperation, Client, "The record has no active or completed call."),
        new(Id.CallStillActive, InvalidOperation, Client, "The record's call is still active."),
        new(Id.RecordBusy, ResourceBusy, Client, "Another operation on this record is still under way."),
    ];

    private static readonly Dictionary<string, GwsErrorInfo> ById = Index();

    private static readonly string[] ByStatusCode =
    [
        string.Empty, Id.ParameterMissing, Id.InvalidState, Id.OperationForbidden, Id.InternalError, Id.PermissionMissing,
            Id.ResourceNotFound,
        Id.PartialSuccess, Id.PasswordChangeRequired, Id.ProcessingIncomplete, Id.ValueOutOfRange, Id.PropertyReadOnly,
            Id.CannotRetrieve,
        Id.CannotCreate, Id.CannotDelete, Id.CannotUpdate, Id.CannotAssign, Id.CannotUnassign, Id.ResourceExists,
            Id.ResourceInUse,
        Id.NotAuthenticated,
    ];

    /// <summary>All rows, in the order of the documentation.</summary>
    public static IReadOnlyList<GwsErrorInfo> All => Rows;

    /// <summary>Finds a row.</summary>
    /// <param name="errorId">The identifier, exactly as in <see cref="GwsErrorIds"/>.</param>
    /// <returns>The row, or null.</returns>
    public static GwsErrorInfo? Find(string errorId)
    {
        if (errorId is null)
        {
            throw new ArgumentNullException(nameof(errorId));
        }

        return ById.TryGetValue(errorId, out var row) ? row : null;
    }

    /// <summary>The identifier for a <c>statusCode</c> other than 0.</summary>
    /// <param name="statusCode">The code of the server's answer.</param>
    /// <returns>An identifier of the table; <see cref="GwsErrorIds.UnknownStatus"/> for a code that is not documented.</returns>
    public static string IdOfStatusCode(int statusCode) =>
        statusCode > 0 && statusCode < ByStatusCode.Length ? ByStatusCode[statusCode] : Id.UnknownStatus;

    private static Dictionary<string, GwsErrorInfo> Index()
    {
        var index = new Dictionary<string, GwsErrorInfo>(Rows.Length, StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            index.Add(row.Id, row);
        }

        return index;
    }
}
