using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>
/// The one exception that this assembly throws on purpose. It never carries a secret: no password, cookie, CSRF token or client
/// id. Its message may quote a server; what would steer a terminal is replaced in it.
/// </summary>
#pragma warning disable CA1032 // An error without an id from the table must not exist.
public class GwsException : Exception
#pragma warning restore CA1032
{
    private static readonly Dictionary<string, string> NoProblems = [];

    /// <summary>Makes an error of the table.</summary>
    /// <param name="errorId">An identifier of <see cref="GwsErrors"/>.</param>
    /// <param name="message">What is wrong, with which value, and what to do.</param>
    /// <param name="innerException">The cause, if any. What a <see cref="GwsException"/> knows is taken over from it.</param>
    public GwsException(string errorId, string message, Exception? innerException = null)
        : base(GwsText.Clean(message), innerException)
    {
        Info = GwsErrors.Find(errorId) ?? throw new ArgumentException($"The table of errors has no row '{errorId}'.",
            nameof(errorId));
        if (innerException is GwsException cause)
        {
            // The only copy of these members: a wrapped error that lost its Retry-After once made bulk work fail instead of
            // slowing down.
            StatusCode = cause.StatusCode;
            HttpStatus = cause.HttpStatus;
            RetryAfter = cause.RetryAfter;
            ReferenceId = cause.ReferenceId;
            RecordHandle = cause.RecordHandle;
            Operation = cause.Operation;
            FieldProblems = cause.FieldProblems;
        }
    }

    /// <summary>The row of the table.</summary>
    public GwsErrorInfo Info { get; }

    /// <summary>The stable identifier of the error, in Pascal case.</summary>
    public string ErrorId => Info.Id;

    /// <summary>The kind of failure.</summary>
    public GwsErrorCategory Category => Info.Category;

    /// <summary>
    /// True when the request may or may not have been carried out: the connection broke after it was written, or no
    /// acknowledgement came in time. It is not sent again.
    /// </summary>
    public bool IsOutcomeUnknown => ErrorId is GwsErrorIds.OutcomeUnknown or GwsErrorIds.AcknowledgementTimeout;

    /// <summary>The <c>statusCode</c> of the server's JSON answer, if there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How long the server asks to wait before the next request (<c>Retry-After</c>), if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reference id of the request, if it had one: the way to a late answer.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The handle of the record that the request was about, if any.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The operation, as it is called on the wire, if any.</summary>
    public string? Operation { get; init; }

    /// <summary>
    /// What is wrong with each field of an update that was refused (<see cref="GwsErrorIds.FieldInvalid"/>), by the fields'
    /// names; else empty.
    /// </summary>
    public IReadOnlyDictionary<string, string> FieldProblems { get; init; } = NoProblems;

    /// <summary>
    /// Whether a request that only reads may succeed a little later: there was no answer, or a server or proxy that is just
    /// starting gave it.
    /// </summary>
    internal bool MayPass => ErrorId is GwsErrorIds.ConnectionFailed or GwsErrorIds.ConnectTimeout or GwsErrorIds.TooManyRequests
        or GwsErrorIds.NotJson or GwsErrorIds.InternalError
        || (ErrorId == GwsErrorIds.HttpError && HttpStatus is 408 or >= 500);

    /// <summary>The same error in other words, with everything that is known about it.</summary>
    /// <param name="message">What is wrong, with more context.</param>
    /// <param name="errorId">A more exact identifier, or null for the same one.</param>
    internal virtual GwsException Restate(string message, string? errorId = null) => new(errorId ?? ErrorId, message, this);
}
