namespace GenesysOutbound.Client;

/// <summary>
/// What kind of failure an error is. The names are those of PowerShell's error categories, so that a host maps them by name.
/// </summary>
public enum GwsErrorCategory
{
    /// <summary>No category fits.</summary>
    NotSpecified,

    /// <summary>The server could not be reached, or the connection broke.</summary>
    ConnectionError,

    /// <summary>The credentials were refused.</summary>
    AuthenticationError,

    /// <summary>The user may not do this, or lacks a feature.</summary>
    PermissionDenied,

    /// <summary>Something the caller gave is wrong.</summary>
    InvalidArgument,

    /// <summary>A value has the wrong form or lies outside its range.</summary>
    InvalidData,

    /// <summary>The state of the record, call or session does not allow it.</summary>
    InvalidOperation,

    /// <summary>The server's answer cannot be used.</summary>
    InvalidResult,

    /// <summary>The thing does not exist, or is not held by this session.</summary>
    ObjectNotFound,

    /// <summary>Nothing came in time; what happened is not known.</summary>
    OperationTimeout,

    /// <summary>The operation was stopped before its end.</summary>
    OperationStopped,

    /// <summary>Something is in use by another.</summary>
    ResourceBusy,

    /// <summary>The thing exists already.</summary>
    ResourceExists,

    /// <summary>There is nothing to give at present.</summary>
    ResourceUnavailable,

    /// <summary>The server spoke against the protocol.</summary>
    ProtocolError,

    /// <summary>A rule of safety forbids it.</summary>
    SecurityError,

    /// <summary>A limit was reached.</summary>
    LimitsExceeded,
}
