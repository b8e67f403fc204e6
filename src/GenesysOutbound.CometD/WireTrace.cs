using System;

namespace GenesysOutbound.CometD;

/// <summary>One request or reply as it was on the wire, with client ids and everything secret taken out. Headers are never part of it.</summary>
public sealed class WireTrace
{
    internal WireTrace(DateTimeOffset at, bool isRequest, string kind, long number, int? httpStatus, long bytes, TimeSpan elapsed, string text)
    {
        At = at;
        IsRequest = isRequest;
        Kind = kind;
        Number = number;
        HttpStatus = httpStatus;
        Bytes = bytes;
        Elapsed = elapsed;
        Text = text;
    }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>True for a request, false for its reply or failure.</summary>
    public bool IsRequest { get; }

    /// <summary>What the request is: handshake, subscribe, connect, send or disconnect.</summary>
    public string Kind { get; }

    /// <summary>The request's number within the client; the reply carries the same.</summary>
    public long Number { get; }

    /// <summary>The HTTP status of a reply.</summary>
    public int? HttpStatus { get; }

    /// <summary>The size of the body in bytes.</summary>
    public long Bytes { get; }

    /// <summary>For a reply: the time since its request.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The body, redacted, cut after 4,096 characters; for a failure what happened.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsRequest ? ">" : "<")} {Number} {Kind} {(HttpStatus is int status ? status + " " : string.Empty)}{Bytes} bytes {Text}";
}
