using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Writes the messages of the protocol. Every body is an array, every message has an id, every byte is ASCII.</summary>
internal static class MessageWriter
{
    private static readonly HashSet<string> Reserved =
        ["channel", "version", "minimumVersion", "supportedConnectionTypes", "id", "clientId", "advice", "ext"];

    /// <summary>
    /// The handshake. The user's own <c>ext</c> is merged with ours; members of the protocol cannot be replaced.
    /// </summary>
    public static byte[] Handshake(string id, bool offerAck, IReadOnlyDictionary<string, string>? fields)
    {
        var text = new StringBuilder(256);
        _ = text.Append("[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"minimumVersion\":\"1.0\"," +
            "\"supportedConnectionTypes\":[\"long-polling\"],\"id\":").AppendString(id);
        string? ext = null;
        if (fields is not null)
        {
            foreach (KeyValuePair<string, string> field in fields)
            {
                if (!JsonText.IsJson(field.Value))
                {
                    continue;
                }

                if (field.Key == "ext")
                {
                    ext = field.Value.Trim();
                }
                else if (!Reserved.Contains(field.Key))
                {
                    _ = text.Append(',').AppendString(field.Key).Append(':').AppendJson(field.Value);
                }
            }
        }

        AppendExt(text, offerAck, ext);
        return Finish(text.Append("}]"));
    }

    public static byte[] Connect(string id, string clientId, bool quick, long? ack)
    {
        StringBuilder text = new StringBuilder(160)
            .Append("[{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"id\":").AppendString(id)
            .Append(",\"clientId\":").AppendString(clientId);
        if (quick)
        {
            _ = text.Append(",\"advice\":{\"timeout\":0}");
        }

        if (ack is long batch)
        {
            _ = text.Append(",\"ext\":{\"ack\":").Append(batch.ToString(CultureInfo.InvariantCulture)).Append('}');
        }

        return Finish(text.Append("}]"));
    }

    public static byte[] Batch(IReadOnlyList<Outgoing> messages, string clientId)
    {
        StringBuilder text = new StringBuilder(160 * messages.Count).Append('[');
        for (int i = 0; i < messages.Count; i++)
        {
            Outgoing message = messages[i];
            _ = text.Append(i == 0 ? string.Empty : ",")
                .Append("{\"channel\":").AppendString(message.Channel)
                .Append(",\"id\":").AppendString(message.Id)
                .Append(",\"clientId\":").AppendString(clientId);
            if (message.Subject is not null)
            {
                _ = text.Append(",\"subscription\":").AppendString(message.Subject);
            }

            if (message.DataJson is not null)
            {
                _ = text.Append(",\"data\":").AppendJson(message.DataJson);
            }

            _ = text.Append('}');
        }

        return Finish(text.Append(']'));
    }

    private static void AppendExt(StringBuilder text, bool offerAck, string? ext)
    {
        bool own = ext is not null && ext.StartsWith("{", System.StringComparison.Ordinal) && ext.Length > 2;
        if (!offerAck && !own)
        {
            return;
        }

        _ = text.Append(",\"ext\":{");
        if (own)
        {
            _ = text.AppendJson(ext!.Substring(1, ext.Length - 2));
        }

        // Ours comes last: where a name comes twice, the last one counts.
        if (offerAck)
        {
            _ = text.Append(own ? "," : string.Empty).Append("\"ack\":true");
        }

        _ = text.Append('}');
    }

    private static byte[] Finish(StringBuilder text) => Encoding.ASCII.GetBytes(text.ToString());
}
