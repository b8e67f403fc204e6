using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Why a request brought no reply that can be used.</summary>
internal sealed class TransportFailure
{
    public TransportFailure(BayeuxErrorKind kind, string text, bool fateUnknown, int? httpStatus = null, Exception? cause = null,
        bool isBrokenReply = false)
    {
        Kind = kind;
        Text = text;
        FateUnknown = fateUnknown;
        HttpStatus = httpStatus;
        Cause = cause;
        IsBrokenReply = isBrokenReply;
    }

    public BayeuxErrorKind Kind { get; }

    public string Text { get; }

    /// <summary>Whether the server may have worked on the request, so that a reply with events may have been lost.</summary>
    public bool FateUnknown { get; }

    public int? HttpStatus { get; }

    public Exception? Cause { get; }

    /// <summary>
    /// Whether a body came that begins as an array of messages, and cannot be used. A server that takes part in acknowledgements
    /// makes the same one again for the next poll; pages of a proxy, and bodies without anything, come and go.
    /// </summary>
    public bool IsBrokenReply { get; }

    /// <summary>HTTP refused the request itself: other credentials or a new token may help.</summary>
    public bool IsRefused => HttpStatus is 401 or 403;

    public RetryCause RetryCause => Kind switch
    {
        BayeuxErrorKind.Timeout => RetryCause.Timeout,
        BayeuxErrorKind.HttpStatus => RetryCause.HttpStatus,
        BayeuxErrorKind.Protocol or BayeuxErrorKind.ReplyTooLarge => RetryCause.BadReply,
        _ => RetryCause.Network,
    };

    public BayeuxException ToException(string doing) =>
        new(IsRefused ? BayeuxErrorKind.Unauthorized : Kind, doing + ": " + Text, Cause, HttpStatus);
}
