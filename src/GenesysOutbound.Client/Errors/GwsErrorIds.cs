namespace GenesysOutbound.Client;

/// <summary>The stable identifiers of the errors. <see cref="GwsErrors"/> says what each means.</summary>
public static class GwsErrorIds
{
#pragma warning disable CS1591 // GwsErrors documents every one, and docs/errors.md is checked against it.
    // Reaching the server.
    public const string ConnectionFailed = nameof(ConnectionFailed);
    public const string ConnectTimeout = nameof(ConnectTimeout);
    public const string CertificateRefused = nameof(CertificateRefused);
    public const string ProxyRefused = nameof(ProxyRefused);
    public const string AuthenticationFailed = nameof(AuthenticationFailed);
    public const string UnencryptedAuthentication = nameof(UnencryptedAuthentication);
    public const string AccessDenied = nameof(AccessDenied);
    public const string CsrfRefused = nameof(CsrfRefused);
    public const string RedirectRefused = nameof(RedirectRefused);
    public const string TooManyRequests = nameof(TooManyRequests);
    public const string HttpError = nameof(HttpError);
    public const string NotJson = nameof(NotJson);
    public const string ReplyTooLarge = nameof(ReplyTooLarge);
    public const string UnexpectedReply = nameof(UnexpectedReply);
    public const string NotificationsFailed = nameof(NotificationsFailed);
    public const string SubscriptionRefused = nameof(SubscriptionRefused);

    // The session.
    public const string SessionLost = nameof(SessionLost);
    public const string SessionClosed = nameof(SessionClosed);
    public const string SessionReconnecting = nameof(SessionReconnecting);
    public const string ContactCenterSessionEnded = nameof(ContactCenterSessionEnded);
    public const string SessionNotFound = nameof(SessionNotFound);
    public const string NoSession = nameof(NoSession);
    public const string FeatureMissing = nameof(FeatureMissing);

    // The journal.
    public const string JournalFailed = nameof(JournalFailed);
    public const string JournalInUse = nameof(JournalInUse);
    public const string JournalMismatch = nameof(JournalMismatch);
    public const string RequestUnanswered = nameof(RequestUnanswered);

    // statusCode 1 to 20 of the server, and what lies beyond.
    public const string ParameterMissing = nameof(ParameterMissing);
    public const string InvalidState = nameof(InvalidState);
    public const string OperationForbidden = nameof(OperationForbidden);
    public const string InternalError = nameof(InternalError);
    public const string PermissionMissing = nameof(PermissionMissing);
    public const string ResourceNotFound = nameof(ResourceNotFound);
    public const string PartialSuccess = nameof(PartialSuccess);
    public const string PasswordChangeRequired = nameof(PasswordChangeRequired);
    public const string ProcessingIncomplete = nameof(ProcessingIncomplete);
    public const string ValueOutOfRange = nameof(ValueOutOfRange);
    public const string PropertyReadOnly = nameof(PropertyReadOnly);
    public const string CannotRetrieve = nameof(CannotRetrieve);
    public const string CannotCreate = nameof(CannotCreate);
    public const string CannotDelete = nameof(CannotDelete);
    public const string CannotUpdate = nameof(CannotUpdate);
    public const string CannotAssign = nameof(CannotAssign);
    public const string CannotUnassign = nameof(CannotUnassign);
    public const string ResourceExists = nameof(ResourceExists);
    public const string ResourceInUse = nameof(ResourceInUse);
    public const string NotAuthenticated = nameof(NotAuthenticated);
    public const string UnknownStatus = nameof(UnknownStatus);

    // The outbound server's answers.
    public const string OutboundServerError = nameof(OutboundServerError);
    public const string NoRecordsAvailable = nameof(NoRecordsAvailable);
    public const string OperationFailed = nameof(OperationFailed);

    // Fate unknown.
    public const string AcknowledgementTimeout = nameof(AcknowledgementTimeout);
    public const string OutcomeUnknown = nameof(OutcomeUnknown);
    public const string WaitTimeout = nameof(WaitTimeout);

    // What the caller gave.
    public const string MissingIdentity = nameof(MissingIdentity);
    public const string InvalidParameter = nameof(InvalidParameter);
    public const string ReferenceIdInUse = nameof(ReferenceIdInUse);
    public const string CampaignUnknown = nameof(CampaignUnknown);
    public const string DeviceUnknown = nameof(DeviceUnknown);
    public const string RecordNotHeld = nameof(RecordNotHeld);
    public const string RecordDone = nameof(RecordDone);
    public const string CallUnknown = nameof(CallUnknown);
    public const string CallNotRejectable = nameof(CallNotRejectable);
    public const string CallNotActive = nameof(CallNotActive);
    public const string CallNotRinging = nameof(CallNotRinging);
    public const string EmailUnknown = nameof(EmailUnknown);
    public const string EmailNotInvited = nameof(EmailNotInvited);
    public const string CallResultInvalid = nameof(CallResultInvalid);
    public const string PhoneTypeInvalid = nameof(PhoneTypeInvalid);
    public const string ScheduleInvalid = nameof(ScheduleInvalid);
    public const string ScheduleInPast = nameof(ScheduleInPast);
    public const string TimeZoneUnknown = nameof(TimeZoneUnknown);
    public const string FieldInvalid = nameof(FieldInvalid);
    public const string FieldSchemaInvalid = nameof(FieldSchemaInvalid);

    // The desktop's rules.
    public const string DoNotCallSet = nameof(DoNotCallSet);
    public const string RecordNotCalled = nameof(RecordNotCalled);
    public const string CallStillActive = nameof(CallStillActive);
    public const string RecordBusy = nameof(RecordBusy);
#pragma warning restore CS1591
}
