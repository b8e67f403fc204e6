using System.Collections.Generic;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>The connection a request goes over: never more than one request on each.</summary>
internal enum ConnectionKind
{
    /// <summary>Handshake, restored subscriptions and the poll, one after the other.</summary>
    Poll,

    /// <summary>The disconnect message, so that it does not wait behind a held poll.</summary>
    Command,
}

/// <summary>What a request is about.</summary>
internal enum RequestKind
{
    Handshake,
    Restore,
    Connect,
    Disconnect,
}

/// <summary>One HTTP request to be made.</summary>
internal sealed class BayeuxRequest
{
    public BayeuxRequest(long number, ConnectionKind connection, RequestKind kind, byte[] body, long timeout,
        IReadOnlyList<Outgoing> messages)
    {
        Number = number;
        Connection = connection;
        Kind = kind;
        Body = body;
        Timeout = timeout;
        Messages = messages;
    }

    public long Number { get; }

    public ConnectionKind Connection { get; }

    public RequestKind Kind { get; }

    public byte[] Body { get; }

    /// <summary>Milliseconds until the request is given up.</summary>
    public long Timeout { get; }

    /// <summary>The messages in the body.</summary>
    public IReadOnlyList<Outgoing> Messages { get; }

    /// <summary>When it was sent.</summary>
    public long SentAt { get; set; }

    /// <summary>The id of the one message of a poll.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>A poll that asked to be answered at once.</summary>
    public bool Quick { get; set; }

    /// <summary>Nobody waits for it any more.</summary>
    public volatile bool Abandoned;
}
