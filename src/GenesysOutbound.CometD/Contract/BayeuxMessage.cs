using System;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD;

/// <summary>
/// One event. It is a slice of the reply it came in and is decoded only when it is looked at. It stays valid for as long as it is
/// held, and holds its whole reply: callers that keep some messages for long keep the text instead.
/// </summary>
public sealed class BayeuxMessage
{
    private readonly EventBatch _batch;
    private readonly int _start;
    private readonly int _length;
    private readonly int _dataStart;
    private readonly int _dataLength;

    internal BayeuxMessage(EventBatch batch, string channel, int start, int length, int dataStart, int dataLength)
    {
        _batch = batch;
        Channel = channel;
        _start = start;
        _length = length;
        _dataStart = dataStart;
        _dataLength = dataLength;
    }

    /// <summary>The channel, for example <c>/v2/me/calls</c>.</summary>
    public string Channel { get; }

    /// <summary>
    /// The message's <c>id</c>, where it has one. It says nothing about our requests: some servers pass on the publisher's.
    /// </summary>
    public string? Id => Utf8Json.GetString(_batch.Buffer, _start, _length, "id");

    /// <summary>The whole message as UTF-8 JSON. Not to be written to.</summary>
    public ArraySegment<byte> Utf8 => new(_batch.Buffer, _start, _length);

    /// <summary>
    /// The <c>data</c> member as UTF-8 JSON: any JSON value; empty when the message has none. Not to be written to.
    /// </summary>
    public ArraySegment<byte> DataUtf8 =>
        _dataLength == 0 ? new(_batch.Buffer, 0, 0) : new(_batch.Buffer, _dataStart, _dataLength);

    /// <summary>When the reply that brought the message had been read.</summary>
    public DateTimeOffset ReceivedAt => _batch.ReceivedAt;

    /// <summary>The <c>data</c> member as JSON text; empty when the message has none.</summary>
    /// <returns>JSON text.</returns>
    public string GetDataJson() =>
        _dataLength == 0 ? string.Empty : Encoding.UTF8.GetString(_batch.Buffer, _dataStart, _dataLength);

    /// <summary>The whole message as JSON text, members we do not know included.</summary>
    /// <returns>JSON text.</returns>
    public string GetJson() => Encoding.UTF8.GetString(_batch.Buffer, _start, _length);

    /// <inheritdoc/>
    public override string ToString() => PrintableText.Clean(
        Channel + " (" + _length.ToString(System.Globalization.CultureInfo.InvariantCulture) + " bytes)");
}
