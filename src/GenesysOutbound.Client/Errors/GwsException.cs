using System;

namespace GenesysOutbound.Client;

/// <summary>
/// The one exception that this assembly throws on purpose. It never carries a secret: no password, cookie, CSRF token or client id.
/// </summary>
#pragma warning disable CA1032 // An error without an id from the table must not exist.
public sealed class GwsException : Exception
#pragma warning restore CA1032
{
    /// <summary>Makes an error of the table.</summary>
    /// <param name="errorId">An identifier of <see cref="GwsErrors"/>.</param>
    /// <param name="message">What happened, for a person.</param>
    /// <param name="innerException">The cause, if any.</param>
    public GwsException(string errorId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Info = GwsErrors.Find(errorId) ?? throw new ArgumentException("No such row in the table of errors: " + errorId, nameof(errorId));
    }

    /// <summary>The row of the table.</summary>
    public GwsErrorInfo Info { get; }

    /// <summary>The stable identifier of the error, in Pascal case.</summary>
    public string ErrorId => Info.Id;

    /// <summary>The kind of failure.</summary>
    public GwsErrorCategory Category => Info.Category;

    /// <summary>What to do about it.</summary>
    public string RecommendedAction => Info.RecommendedAction;

    /// <summary>The <c>statusCode</c> of the server's JSON answer, if there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How long the server asks to wait before the next request (<c>Retry-After</c>), if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reference id of the request, if it had one: the way to a late answer.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The record it is about, if any.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The operation, as it is called on the wire, if any.</summary>
    public string? Operation { get; init; }

    /// <summary>The event that told of the failure, if an event did.</summary>
    public GwsEvent? Event { get; init; }
}
