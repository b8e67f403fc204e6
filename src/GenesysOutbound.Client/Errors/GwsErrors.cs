using System;
using System.Collections.Generic;
using static GenesysOutbound.Client.GwsErrorCategory;
using Id = GenesysOutbound.Client.GwsErrorIds;

namespace GenesysOutbound.Client;

/// <summary>
/// The one table of errors. docs/errors.md shows the same rows. The meanings of <c>statusCode</c> 1 to 20 are those of the vendor's page on
/// return values.
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
        new(Id.ConnectionFailed, ConnectionError, Client, "The server could not be reached; nothing was sent.", "Check the address, the port and the network, then try again."),
        new(Id.ConnectTimeout, OperationTimeout, Client, "The server did not answer in time.", "Check that the address is that of Genesys Web Services, or allow more time."),
        new(Id.CertificateRefused, SecurityError, Client, "No trustworthy encrypted connection could be made; nothing was sent.", "Give the server's root with -RootCertificate, or a client certificate with -Certificate; check the host name. -SkipCertificateCheck is for laboratories."),
        new(Id.ProxyRefused, AuthenticationError, Client, "The proxy refused to pass the request on; it did not reach the server.", "Check -Proxy and -ProxyCredential. A remote proxy over http gets a Basic password only with -AllowUnencryptedAuthentication."),
        new(Id.AuthenticationFailed, AuthenticationError, Http, "The server refused the user name or the password.", "Check the credential. After several refusals the account may be locked."),
        new(Id.UnencryptedAuthentication, SecurityError, Client, "A password would travel unencrypted.", "Use https, or allow it on purpose with -AllowUnencryptedAuthentication."),
        new(Id.AccessDenied, PermissionDenied, Http, "The server forbids the request to this user.", "Ask the administrator for the role or feature that the operation needs."),
        new(Id.CsrfRefused, PermissionDenied, Http, "The server refused the CSRF token, also after it was renewed.", "Connect again. If it persists, check that a proxy passes cookies and the CSRF headers."),
        new(Id.RedirectRefused, SecurityError, Http, "The server redirected to another address; credentials do not follow.", "Connect to the final address."),
        new(Id.TooManyRequests, LimitsExceeded, Http, "The server refused the request because there were too many (HTTP 429); it was not carried out.", "Wait as long as the message says, then send fewer at once (-ThrottleLimit)."),
        new(Id.HttpError, ProtocolError, Http, "The server answered with an HTTP error.", "Look at the HTTP status and the server's log; try again later if it is 5xx."),
        new(Id.NotJson, InvalidResult, Http, "The answer is not JSON.", "Check that the address is that of Genesys Web Services and not of a proxy or a login page."),
        new(Id.ReplyTooLarge, LimitsExceeded, Http, "The answer is larger than the limit.", "Narrow the request, for example with fields."),
        new(Id.UnexpectedReply, InvalidResult, Http, "The answer lacks what the operation needs.", "Check the version of the server; look at the raw answer with Invoke-GwsRequest."),
        new(Id.NotificationsFailed, ConnectionError, Http, "The notification channel (CometD) could not be set up.", "Check that the server's notification path is reachable and that a proxy lets long polls pass."),
        new(Id.SubscriptionRefused, PermissionDenied, Http, "The server refused the subscription to a channel.", "Ask the administrator for the feature that the channel belongs to."),

        // The session.
        new(Id.SessionLost, ConnectionError, Client, "The session with the server is lost.", "Connect again with Connect-Gws."),
        new(Id.SessionClosed, InvalidOperation, Client, "The session is closed.", "Connect again with Connect-Gws."),
        new(Id.SessionReconnecting, ConnectionError, Client, "The session is reconnecting, so no answer could arrive; nothing was sent.", "Wait until Get-GwsSession shows Connected, then send it again."),
        new(Id.ContactCenterSessionEnded, InvalidOperation, Client, "Another session of the agent, or the contact center, logged the agent out.", "Connect again with Connect-Gws, after the other session is done."),
        new(Id.SessionNotFound, ObjectNotFound, Client, "No session has this name or id.", "Look at the sessions with Get-GwsSession."),
        new(Id.NoSession, InvalidOperation, Client, "There is no session.", "Connect first, with Connect-Gws."),
        new(Id.FeatureMissing, PermissionDenied, Client, "The user lacks the feature that the operation needs; nothing was sent.", "Ask the administrator to assign the feature."),

        new(Id.JournalFailed, ResourceUnavailable, Client, "The journal cannot be read or written; what it could not keep was not done.", "Check the folder, its rights and the free space; or connect without -JournalPath."),
        new(Id.JournalInUse, ResourceBusy, Client, "Another session has the journal.", "Give each session a journal of its own, or end the other session."),
        new(Id.JournalMismatch, InvalidArgument, Client, "The file is no journal of this user and server.", "Give another -JournalPath."),
        new(Id.RequestUnanswered, InvalidOperation, Client, "The same request was sent before and never answered; it may have been carried out. It was not sent again.", "Look at the record with Get-GwsRecord and on the server; then use -Force to send it again, or Clear-GwsPendingChange to forget it."),

        // statusCode 1 to 20.
        new(Id.ParameterMissing, InvalidArgument, Gws, "statusCode 1: a required parameter is missing.", "Give the parameter that the message names."),
        new(Id.InvalidState, InvalidOperation, Gws, "statusCode 2: not possible in the current state.", "Look at the state of the record, call or agent."),
        new(Id.OperationForbidden, PermissionDenied, Gws, "statusCode 3: the operation is forbidden.", "Look at the capabilities of the record or call, and at the user's roles."),
        new(Id.InternalError, InvalidResult, Gws, "statusCode 4: an internal error of the server or of one behind it.", "Try again later; look at the server's log."),
        new(Id.PermissionMissing, PermissionDenied, Gws, "statusCode 5: the user lacks a permission.", "Ask the administrator for it."),
        new(Id.ResourceNotFound, ObjectNotFound, Gws, "statusCode 6: the server does not know the resource.", "Check the handle, id or name."),
        new(Id.PartialSuccess, InvalidResult, Gws, "statusCode 7: a part of the request failed.", "Look at the parts that the message names."),
        new(Id.PasswordChangeRequired, AuthenticationError, Gws, "statusCode 8: the password must be changed first.", "Change the password in the vendor's desktop."),
        new(Id.ProcessingIncomplete, InvalidOperation, Gws, "statusCode 9: processing is incomplete.", "Wait for the events; do not send the request again."),
        new(Id.ValueOutOfRange, InvalidData, Gws, "statusCode 10: a value is outside its range.", "Correct the value."),
        new(Id.PropertyReadOnly, InvalidOperation, Gws, "statusCode 11: the property cannot be changed.", "Leave the property out."),
        new(Id.CannotRetrieve, ObjectNotFound, Gws, "statusCode 12: the resource cannot be retrieved.", "Check the id, and the server's log."),
        new(Id.CannotCreate, InvalidOperation, Gws, "statusCode 13: the resource cannot be created.", "Look at the message, and the server's log."),
        new(Id.CannotDelete, InvalidOperation, Gws, "statusCode 14: the resource cannot be deleted.", "Look at the message, and the server's log."),
        new(Id.CannotUpdate, InvalidOperation, Gws, "statusCode 15: the resource cannot be updated.", "Look at the message, and the server's log."),
        new(Id.CannotAssign, InvalidOperation, Gws, "statusCode 16: the resource cannot be assigned.", "Look at the message, and the server's log."),
        new(Id.CannotUnassign, InvalidOperation, Gws, "statusCode 17: the resource cannot be unassigned.", "Look at the message, and the server's log."),
        new(Id.ResourceExists, GwsErrorCategory.ResourceExists, Gws, "statusCode 18: the resource exists already.", "Use the existing one."),
        new(Id.ResourceInUse, ResourceBusy, Gws, "statusCode 19: the resource is in use.", "Wait until it is free, or choose another place or device."),
        new(Id.NotAuthenticated, AuthenticationError, Gws, "statusCode 20: not authenticated.", "Connect again with Connect-Gws."),
        new(Id.UnknownStatus, NotSpecified, Gws, "A statusCode that the vendor's documentation does not list.", "Look at the message."),

        // The outbound server's answers.
        new(Id.OutboundServerError, InvalidOperation, Ocs, "The outbound server refused the request (GSW_ERROR, or an event of type Error).", "Look at its text; the record may be finished or held by another agent."),
        new(Id.NoRecordsAvailable, ResourceUnavailable, Ocs, "The campaign has no record for this agent at present.", "Try again later, or start the campaign."),
        new(Id.OperationFailed, InvalidOperation, Ocs, "The server accepted the request, and then an event said that it failed.", "Look at the event's text."),

        // Fate unknown.
        new(Id.AcknowledgementTimeout, OperationTimeout, Client, "No acknowledgement came in time: the outcome is unknown. The request is not sent again.", "Look for a late answer with Wait-GwsEvent -ReferenceId, then decide."),
        new(Id.OutcomeUnknown, ConnectionError, Client, "The connection broke after the request was written: the outcome is unknown. The request is not sent again.", "Look for a late answer with Wait-GwsEvent -ReferenceId, then decide."),
        new(Id.WaitTimeout, OperationTimeout, Client, "No matching event came in time.", "Allow more time, or check the filter against Get-GwsEvent."),

        // What the caller gave.
        new(Id.MissingIdentity, InvalidArgument, Client, "The session does not know a part of the record's identity, and it was not given.", "Give the parameter that the message names."),
        new(Id.InvalidParameter, InvalidArgument, Client, "A parameter cannot be used as it is.", "Correct the parameter that the message names."),
        new(Id.ReferenceIdInUse, InvalidArgument, Client, "A request with this reference id is still waiting for its answer.", "Leave -ReferenceId out, or give one that is not in use."),
        new(Id.CampaignUnknown, ObjectNotFound, Client, "The session knows no campaign of this name.", "Look at the campaigns with Get-GwsCampaign; or give -ApplicationId to ask the server all the same."),
        new(Id.DeviceUnknown, ObjectNotFound, Client, "The session knows no such voice device.", "Look at the devices with Get-GwsDevice, and give -DevicePath."),
        new(Id.RecordNotHeld, ObjectNotFound, Client, "The session does not hold a record with this handle.", "Look at the records with Get-GwsRecord; or give the record's identity to ask the server all the same."),
        new(Id.RecordDone, InvalidOperation, Client, "The record is done: nothing can follow.", "Request it again from the campaign."),
        new(Id.CallUnknown, ObjectNotFound, Client, "The session knows no call with this id.", "Look at the calls with Get-GwsCall."),
        new(Id.CallNotRejectable, InvalidOperation, Gws, "Only a ringing call that came from a queue can be rejected; a direct call cannot.", "Answer the call, or let it ring."),
        new(Id.CallNotActive, InvalidOperation, Client, "The call is over.", "Look at the call's state with Get-GwsCall."),
        new(Id.CallNotRinging, InvalidOperation, Client, "The call is not ringing.", "Look at the call's state with Get-GwsCall."),
        new(Id.EmailUnknown, ObjectNotFound, Client, "The session knows no e-mail with this id.", "Look at the e-mails with Get-GwsEmail."),
        new(Id.EmailNotInvited, InvalidOperation, Client, "Only an e-mail that is offered, and not yet accepted, can be accepted or rejected.", "Look at the e-mail's state with Get-GwsEmail."),
        new(Id.CallResultInvalid, InvalidArgument, Client, "This is neither the name nor the number of a call result.", "Look at Get-GwsCallResult -ListAvailable -All."),
        new(Id.PhoneTypeInvalid, InvalidArgument, Client, "This is neither the number, the label nor the name of a phone type.", "Use a number from 0 to 11 or its name, for example Mobile."),
        new(Id.ScheduleInvalid, InvalidData, Client, "The time of the callback cannot be read.", "Write MM/DD/YYYY HH:MM in the record's time zone, or give a DateTimeOffset."),
        new(Id.ScheduleInPast, InvalidArgument, Client, "The time of the callback is in the past.", "Give a later time; mind the record's time zone."),
        new(Id.TimeZoneUnknown, InvalidOperation, Client, "The record's time zone offset is not known, so its local time cannot be converted.", "Give an absolute time, with -At."),
        new(Id.FieldInvalid, InvalidData, Client, "A field cannot be updated like this; nothing was changed.", "Look at Get-GwsRecordField for the type, and whether the field is editable or mandatory."),
        new(Id.FieldSchemaInvalid, InvalidData, Client, "The file with field definitions cannot be used.", "Correct the place that the message names."),

        // The desktop's rules.
        new(Id.DoNotCallSet, InvalidOperation, Client, "Do Not Call is set on the record, so it can have no call result.", "Take it back with Remove-GwsDoNotCall first, or use -Force."),
        new(Id.RecordNotCalled, InvalidOperation, Client, "The record has no active or completed call.", "Call it with Start-GwsPreviewCall first, or use -Force to let the server decide."),
        new(Id.CallStillActive, InvalidOperation, Client, "The record's call is still active.", "End it with Stop-GwsCall first, or use -Force to let the server decide."),
        new(Id.RecordBusy, ResourceBusy, Client, "Another operation on this record is still under way.", "Wait for it to end."),
    ];

    private static readonly Dictionary<string, GwsErrorInfo> ById = Index();

    private static readonly string[] ByStatusCode =
    [
        string.Empty, Id.ParameterMissing, Id.InvalidState, Id.OperationForbidden, Id.InternalError, Id.PermissionMissing, Id.ResourceNotFound,
        Id.PartialSuccess, Id.PasswordChangeRequired, Id.ProcessingIncomplete, Id.ValueOutOfRange, Id.PropertyReadOnly, Id.CannotRetrieve,
        Id.CannotCreate, Id.CannotDelete, Id.CannotUpdate, Id.CannotAssign, Id.CannotUnassign, Id.ResourceExists, Id.ResourceInUse,
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
