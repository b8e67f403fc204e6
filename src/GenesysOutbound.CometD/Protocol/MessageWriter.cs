using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Writes the messages of the protocol. Every body is an array, every message has an id, every byte is ASCII.</summary>
internal static class MessageWriter
{
    /// <summary>The handshake, which offers the acknowledgement extension: with it a cut reply loses nothing.</summary>
    public static byte[] Handshake(string id) => Finish(new StringBuilder(256)
        .Append("[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"minimumVersion\":\"1.0\",")
        .Append("\"supportedConnectionTypes\":[\"long-polling\"],\"id\":").AppendString(id)
        .Append(",\"ext\":{\"ack\":true}}]"));

    public static byte[] Connect(string id, string clientId, bool quick, long? ack)
    {
        StringBuilder text = new StringBuilder(160)
            .Append("[{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"id\":").AppendString(id)
            .Append(",\"clientId\":").AppendString(clientId);
        if (quick)
        {
            text.Append(",\"advice\":{\"timeout\":0}");
        }

        if (ack is long batch)
        {
            text.Append(",\"ext\":{\"ack\":").Append(batch.ToString(CultureInfo.InvariantCulture)).Append('}');
        }

        return Finish(text.Append("}]"));
    }

    public static byte[] Batch(IReadOnlyList<Outgoing> messages, string clientId)
    {
        StringBuilder text = new StringBuilder(160 * messages.Count).Append('[');
        for (int i = 0; i < messages.Count; i++)
        {
            Outgoing message = messages[i];
            text.Append(i == 0 ? string.Empty : ",")
                .Append("{\"channel\":").AppendString(message.Channel)
                .Append(",\"id\":").AppendString(message.Id)
                .Append(",\"clientId\":").AppendString(clientId);
            if (message.Subject is not null)
            {
                text.Append(",\"subscription\":").AppendString(message.Subject);
            }

            text.Append('}');
        }

        return Finish(text.Append(']'));
    }

    private static byte[] Finish(StringBuilder text) => Encoding.ASCII.GetBytes(text.ToString());
}
