using System;
using System.Collections.Generic;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Replies;

/// <summary>An answer of the server (or its own <c>/meta/disconnect</c>), taken out of the reply.</summary>
internal sealed class MetaMessage
{
    public MetaMessage(string channel) => Channel = channel;

    public string Channel { get; }

    public string? Id { get; private set; }

    /// <summary>Missing counts as no.</summary>
    public bool Successful { get; private set; }

    public string? Error { get; private set; }

    public string? ClientId { get; private set; }

    public string? Subscription { get; private set; }

    /// <summary>Null when the member is missing.</summary>
    public IReadOnlyList<string>? ConnectionTypes { get; private set; }

    public Advice? Advice { get; private set; }

    /// <summary>In a handshake's answer: whether the server takes part in acknowledgements.</summary>
    public bool AckEnabled { get; private set; }

    /// <summary>In a poll's answer the number of its batch; in a handshake's answer the number to start with.</summary>
    public long? AckBatch { get; private set; }

    public static MetaMessage Read(byte[] buffer, int start, int length, string channel)
    {
        var message = new MetaMessage(channel);
        var members = new MemberReader(buffer, start, start + length);
        int extStart = 0, extLength = 0;
        while (members.MoveNext())
        {
            int at = members.ValueStart, size = members.ValueLength;
            if (members.NameIs("id"))
            {
                message.Id = Utf8Json.AsString(buffer, at, size) ?? Encoding.UTF8.GetString(buffer, at, Math.Min(size, 64));
            }
            else if (members.NameIs("successful"))
            {
                message.Successful = Utf8Json.AsBoolean(buffer, at, size) ?? false;
            }
            else if (members.NameIs("error"))
            {
                message.Error = Utf8Json.AsString(buffer, at, size);
            }
            else if (members.NameIs("clientId"))
            {
                message.ClientId = Utf8Json.AsString(buffer, at, size);
            }
            else if (members.NameIs("subscription"))
            {
                message.Subscription = Utf8Json.AsString(buffer, at, size);
            }
            else if (members.NameIs("supportedConnectionTypes"))
            {
                message.ConnectionTypes = ReadStrings(buffer, at, size);
            }
            else if (members.NameIs("advice"))
            {
                message.Advice = ReadAdvice(buffer, at, size);
            }
            else if (members.NameIs("ext"))
            {
                (extStart, extLength) = (at, size);
            }
        }

        message.ReadExt(buffer, extStart, extLength);
        return message;
    }

    private static Advice? ReadAdvice(byte[] buffer, int start, int length)
    {
        if (length == 0 || buffer[start] != (byte)'{')
        {
            return null;
        }

        var advice = new Advice();
        ReadAdviceInto(advice, buffer, start, length);

        // A section for the transport in use goes before the general values.
        if (Utf8Json.TryGetMember(buffer, start, length, "long-polling", out int at, out int size))
        {
            ReadAdviceInto(advice, buffer, at, size);
        }

        return advice;
    }

    private static void ReadAdviceInto(Advice advice, byte[] buffer, int start, int length)
    {
        var members = new MemberReader(buffer, start, start + length);
        while (members.MoveNext())
        {
            int at = members.ValueStart, size = members.ValueLength;
            if (members.NameIs("reconnect"))
            {
                advice.Reconnect = Utf8Json.AsString(buffer, at, size) ?? advice.Reconnect;
            }
            else if (members.NameIs("interval"))
            {
                advice.Interval = Utf8Json.AsNumber(buffer, at, size) ?? advice.Interval;
            }
            else if (members.NameIs("timeout"))
            {
                advice.Timeout = Utf8Json.AsNumber(buffer, at, size) ?? advice.Timeout;
            }
            else if (members.NameIs("maxInterval"))
            {
                advice.MaxInterval = Utf8Json.AsNumber(buffer, at, size) ?? advice.MaxInterval;
            }
            else if (members.NameIs("multiple-clients"))
            {
                advice.MultipleClients = Utf8Json.AsBoolean(buffer, at, size) ?? advice.MultipleClients;
            }
        }
    }

    private static List<string> ReadStrings(byte[] buffer, int start, int length)
    {
        var strings = new List<string>();
        int end = start + length;
        int position = length > 0 && buffer[start] == (byte)'[' ? start + 1 : end;
        while (position < end)
        {
            position = Utf8Json.SkipWhiteSpace(buffer, position, end);
            int after = Utf8Json.SkipValue(buffer, position, end, depth: 3);
            if (after < 0)
            {
                break;
            }

            if (Utf8Json.AsString(buffer, position, after - position) is string text)
            {
                strings.Add(text);
            }

            position = Utf8Json.SkipWhiteSpace(buffer, after, end) + 1;
        }

        return strings;
    }

    private void ReadExt(byte[] buffer, int start, int length)
    {
        if (length == 0 || !Utf8Json.TryGetMember(buffer, start, length, "ack", out int at, out int size))
        {
            return;
        }

        // Old servers say true or a number; newer ones {"enabled":true,"batch":n} in the handshake.
        if (buffer[at] == (byte)'{')
        {
            AckEnabled = Utf8Json.TryGetMember(buffer, at, size, "enabled", out int flag, out int flagSize)
                && Utf8Json.AsBoolean(buffer, flag, flagSize) == true;
            if (Utf8Json.TryGetMember(buffer, at, size, "batch", out int batch, out int batchSize))
            {
                AckBatch = Utf8Json.AsNumber(buffer, batch, batchSize);
            }
        }
        else
        {
            AckEnabled = Utf8Json.AsBoolean(buffer, at, size) == true;
            AckBatch = Utf8Json.AsNumber(buffer, at, size);
        }
    }
}
