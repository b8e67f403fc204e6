using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Http;

/// <summary>How a reply reaches the client; all but <see cref="Whole"/> and <see cref="Stream"/> are faults.</summary>
internal enum ReplyDelivery
{
    Whole,
    Reset,
    Close,
    Cut,
    Stall,
    Slow,
    Stream,
}

/// <summary>A reply to be written.</summary>
internal sealed class HttpReply
{
    public HttpReply(int status, byte[] body, string contentType)
    {
        Status = status;
        Body = body;
        ContentType = contentType;
    }

    public const string Json = "application/json;charset=UTF-8";

    public int Status { get; set; }

    public byte[] Body { get; set; }

    public string ContentType { get; set; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public ReplyDelivery Delivery { get; set; }

    /// <summary>The pause between the pieces of a slow reply.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>Writes the body of a reply that has no end of its own, until the client disconnects.</summary>
    public Func<Stream, CancellationToken, Task>? Write { get; set; }

    public static HttpReply FromJson(int status, string json) => new(status, Encoding.UTF8.GetBytes(json), Json);

    public static HttpReply FromText(int status, string text, string contentType = "text/plain;charset=UTF-8")
        => new(status, Encoding.UTF8.GetBytes(text), contentType);

    public HttpReply With(string header, string value)
    {
        Headers.Add(new KeyValuePair<string, string>(header, value));
        return this;
    }

    /// <summary>The whole reply as it goes over the wire.</summary>
    public byte[] ToBytes(bool keepAlive, bool withBody)
    {
        var head = new StringBuilder(256);
        head.Append("HTTP/1.1 ").Append(Status).Append(' ').Append(Reason(Status)).Append("\r\n");
        if (Body.Length > 0 || Delivery == ReplyDelivery.Stream)
        {
            head.Append("Content-Type: ").Append(ContentType).Append("\r\n");
        }

        foreach (var header in Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        if (Delivery != ReplyDelivery.Stream)
        {
            head.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        }

        if (!keepAlive)
        {
            head.Append("Connection: close\r\n");
        }

        head.Append("\r\n");
        var bytes = new byte[head.Length + (withBody ? Body.Length : 0)];
        Encoding.ASCII.GetBytes(head.ToString(), 0, head.Length, bytes, 0);
        if (withBody)
        {
            Buffer.BlockCopy(Body, 0, bytes, head.Length, Body.Length);
        }

        return bytes;
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    };
}
