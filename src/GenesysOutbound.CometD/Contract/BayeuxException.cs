using System;

namespace GenesysOutbound.CometD;

/// <summary>A Bayeux operation failed. The text never holds a cookie, a client id or credentials.</summary>
public sealed class BayeuxException : Exception
{
    /// <summary>Makes an exception without particulars.</summary>
    public BayeuxException()
        : this(BayeuxErrorKind.Protocol, "The Bayeux operation failed.")
    {
    }

    /// <summary>Makes an exception of the kind <see cref="BayeuxErrorKind.Protocol"/>.</summary>
    /// <param name="message">What happened.</param>
    public BayeuxException(string message)
        : this(BayeuxErrorKind.Protocol, message)
    {
    }

    /// <summary>Makes an exception of the kind <see cref="BayeuxErrorKind.Protocol"/>.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public BayeuxException(string message, Exception innerException)
        : this(BayeuxErrorKind.Protocol, message, innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="kind">Why the operation failed.</param>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    /// <param name="httpStatus">The HTTP status of the reply, where there was one.</param>
    /// <param name="serverError">The <c>error</c> member of the server's message, where there was one.</param>
    public BayeuxException(
        BayeuxErrorKind kind, string message, Exception? innerException = null, int? httpStatus = null,
            string? serverError = null)
        : base(PrintableText.Clean(message), innerException)
    {
        Kind = kind;
        HttpStatus = httpStatus;
        ServerError = serverError;
        ErrorCode = BayeuxError.CodeOf(serverError);
    }

    /// <summary>Why the operation failed.</summary>
    public BayeuxErrorKind Kind { get; }

    /// <summary>The HTTP status of the reply, where there was one.</summary>
    public int? HttpStatus { get; }

    /// <summary>The server's <c>error</c> member as it came, for example <c>402::Unknown client</c>.</summary>
    public string? ServerError { get; }

    /// <summary>The three-digit code at the start of <see cref="ServerError"/>.</summary>
    public int? ErrorCode { get; }
}
