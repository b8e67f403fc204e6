using System;
using GenesysOutbound.Client.Security;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// The platform's exception behind an error, without secrets: a platform quotes what it could not read (a broken status line, a
/// header), and that may hold anything of the wire.
/// </summary>
internal sealed class ConnectionCause : Exception
{
    private ConnectionCause(string message, bool isBeforeSending, Exception? inner)
        : base(message, inner) => IsBeforeSending = isBeforeSending;

    /// <summary>Whether no connection was made, so that nothing was sent.</summary>
    public bool IsBeforeSending { get; }

    /// <summary>The same chain of causes, each with its type's name and its redacted message.</summary>
    public static ConnectionCause Of(Exception error, Redactor redactor) =>
        new(
            error.GetType().Name + ": " + redactor.Clean(error.Message),
            ConnectionFailure.IsBeforeSending(error),
            error.InnerException is { } inner ? Of(inner, redactor) : null);
}
