using System;
using System.Collections.Generic;
using GenesysOutbound.Client;
using Id = GenesysOutbound.Client.GwsErrorIds;

namespace GenesysOutbound.Formatting;

/// <summary>
/// What a user of the commands can do about each error. The client knows ids and categories; only the module knows its commands.
/// </summary>
internal static class ErrorAdvice
{
    private static readonly Dictionary<string, string> ById = new(StringComparer.Ordinal)
    {
        [Id.ConnectionFailed] = "Check the address, the port and the network, then try again.",
        [Id.ConnectTimeout] = "Check that the address is that of Genesys Web Services, or allow more time.",
        [Id.CertificateRefused] =
            "Give the server's root with -RootCertificate, or a client certificate with -Certificate; check the "
            + "host name. -SkipCertificateCheck is for laboratories.",
        [Id.ProxyRefused] =
            "Check -Proxy and -ProxyCredential. A remote proxy over http gets a Basic password only with "
            + "-AllowUnencryptedAuthentication.",
        [Id.AuthenticationFailed] = "Check the credential. After several refusals the account may be locked.",
        [Id.UnencryptedAuthentication] = "Use https, or allow it on purpose with -AllowUnencryptedAuthentication.",
        [Id.AccessDenied] = "Ask the administrator for the role or feature that the operation needs.",
        [Id.CsrfRefused] = "Connect again. If it persists, check that a proxy passes cookies and the CSRF headers.",
        [Id.RedirectRefused] = "Connect to the final address.",
        [Id.TooManyRequests] = "Wait as long as the message says, then send fewer at once (-ThrottleLimit).",
        [Id.HttpError] = "Look at the HTTP status and the server's log; try again later if it is 5xx.",
        [Id.NotJson] = "Check that the address is that of Genesys Web Services and not of a proxy or a login page.",
        [Id.ReplyTooLarge] = "Narrow the request, for example with fields.",
        [Id.UnexpectedReply] = "Check the version of the server; look at the raw answer with Invoke-GwsRequest.",
        [Id.NotificationsFailed] =
            "Check that the server's notification path is reachable and that a proxy lets long polls pass.",
        [Id.SubscriptionRefused] = "Ask the administrator for the feature that the channel belongs to.",
        [Id.SessionLost] = "Connect again with Connect-Gws.",
        [Id.SessionClosed] = "Connect again with Connect-Gws.",
        [Id.SessionReconnecting] = "Wait until Get-GwsSession shows Connected, then send it again.",
        [Id.ContactCenterSessionEnded] = "Connect again with Connect-Gws, after the other session is done.",
        [Id.SessionNotFound] = "Look at the sessions with Get-GwsSession.",
        [Id.NoSession] = "Open a session with Connect-Gws, or choose an open one with Select-GwsSession.",
        [Id.FeatureMissing] = "Ask the administrator to assign the feature.",
        [Id.JournalFailed] = "Check the folder, its rights and the free space; or connect without -JournalPath.",
        [Id.JournalInUse] = "Give each session a journal of its own, or end the other session.",
        [Id.JournalMismatch] = "Give another -JournalPath.",
        [Id.RequestUnanswered] =
            "Look at the record with Get-GwsRecord and on the server; then use -Force to send it again, or "
            + "Clear-GwsPendingChange to forget it.",
        [Id.ParameterMissing] = "Give the parameter that the message names.",
        [Id.InvalidState] = "Look at the state of the record, call or agent.",
        [Id.OperationForbidden] = "Look at the capabilities of the record or call, and at the user's roles.",
        [Id.InternalError] = "Try again later; look at the server's log.",
        [Id.PermissionMissing] = "Ask the administrator for it.",
        [Id.ResourceNotFound] = "Check the handle, id or name.",
        [Id.PartialSuccess] = "Look at the parts that the message names.",
        [Id.PasswordChangeRequired] = "Change the password in the vendor's desktop.",
        [Id.ProcessingIncomplete] = "Wait for the events; do not send the request again.",
        [Id.ValueOutOfRange] = "Correct the value.",
        [Id.PropertyReadOnly] = "Leave the property out.",
        [Id.CannotRetrieve] = "Check the id, and the server's log.",
        [Id.CannotCreate] = "Look at the message, and the server's log.",
        [Id.CannotDelete] = "Look at the message, and the server's log.",
        [Id.CannotUpdate] = "Look at the message, and the server's log.",
        [Id.CannotAssign] = "Look at the message, and the server's log.",
        [Id.CannotUnassign] = "Look at the message, and the server's log.",
        [Id.ResourceExists] = "Use the existing one.",
        [Id.ResourceInUse] = "Wait until it is free, or choose another place or device.",
        [Id.NotAuthenticated] = "Connect again with Connect-Gws.",
        [Id.UnknownStatus] = "Look at the message.",
        [Id.OutboundServerError] = "Look at its text; the record may be finished or held by another agent.",
        [Id.NoRecordsAvailable] = "Try again later, or start the campaign.",
        [Id.OperationFailed] = "Look at the event's text.",
        [Id.AcknowledgementTimeout] = "Look for a late answer with Wait-GwsEvent -ReferenceId, then decide.",
        [Id.OutcomeUnknown] = "Look for a late answer with Wait-GwsEvent -ReferenceId, then decide.",
        [Id.WaitTimeout] = "Allow more time, or check the filter against Get-GwsEvent.",
        [Id.MissingIdentity] = "Give the parameter that the message names.",
        [Id.InvalidParameter] = "Correct the parameter that the message names.",
        [Id.ReferenceIdInUse] = "Leave -ReferenceId out, or give one that is not in use.",
        [Id.CampaignUnknown] =
            "Look at the campaigns with Get-GwsCampaign; or give -ApplicationId to ask the server all the same.",
        [Id.DeviceUnknown] = "Look at the devices with Get-GwsDevice, and give -DevicePath.",
        [Id.RecordNotHeld] =
            "Look at the records with Get-GwsRecord; or give the record's identity to ask the server all the same.",
        [Id.RecordDone] = "Request it again from the campaign.",
        [Id.CallUnknown] = "Look at the calls with Get-GwsCall.",
        [Id.CallNotRejectable] = "Answer the call, or let it ring.",
        [Id.CallNotActive] = "Look at the call's state with Get-GwsCall.",
        [Id.CallNotRinging] = "Look at the call's state with Get-GwsCall.",
        [Id.EmailUnknown] = "Look at the e-mails with Get-GwsEmail.",
        [Id.EmailNotInvited] = "Look at the e-mail's state with Get-GwsEmail.",
        [Id.CallResultInvalid] = "Look at Get-GwsCallResult -ListAvailable -All.",
        [Id.PhoneTypeInvalid] = "Use a number from 0 to 11 or its name, for example Mobile.",
        [Id.ScheduleInvalid] = "Write MM/DD/YYYY HH:MM in the record's time zone, or give a DateTimeOffset.",
        [Id.ScheduleInPast] = "Give a later time; mind the record's time zone.",
        [Id.TimeZoneUnknown] = "Give an absolute time, with -At.",
        [Id.FieldInvalid] = "Look at Get-GwsRecordField for the type, and whether the field is editable or mandatory.",
        [Id.FieldSchemaInvalid] = "Correct the place that the message names.",
        [Id.DoNotCallSet] = "Take it back with Remove-GwsDoNotCall first, or use -Force.",
        [Id.RecordNotCalled] = "Call it with Start-GwsPreviewCall first, or use -Force to let the server decide.",
        [Id.CallStillActive] = "End it with Stop-GwsCall first, or use -Force to let the server decide.",
        [Id.RecordBusy] = "Wait for it to end.",
    };

    /// <summary>The advice for an error, with the reference id where there is one: it leads to a late answer.</summary>
    public static string For(GwsException error) =>
        error.ReferenceId is { Length: > 0 } reference ? $"{For(error.ErrorId)} (ReferenceId {reference})"
        : error.ErrorId is Id.AcknowledgementTimeout or Id.OutcomeUnknown
            ? "The request has no reference id. Look at the record, call, e-mail or agent state, then decide."
        : For(error.ErrorId);

    /// <summary>The advice for an error.</summary>
    /// <param name="errorId">An identifier of <see cref="GwsErrors"/>.</param>
    public static string For(string errorId) => ById[errorId];
}
