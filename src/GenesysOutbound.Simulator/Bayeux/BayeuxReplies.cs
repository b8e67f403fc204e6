using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>The JSON of Bayeux replies; the connect reply has the members of the documents' samples.</summary>
internal static class BayeuxReplies
{
    public static JObject Handshake(JToken? id, string clientId, bool acknowledged, JObject advice)
    {
        var reply = new JObject
        {
            ["minimumVersion"] = "1.0",
            ["clientId"] = clientId,
            ["supportedConnectionTypes"] = new JArray("long-polling"),
            ["advice"] = advice,
            ["channel"] = "/meta/handshake",
        };
        AddId(reply, id);
        reply["version"] = "1.0";
        reply["successful"] = true;
        if (acknowledged)
        {
            reply["ext"] = new JObject { ["ack"] = true };
        }

        return reply;
    }

    public static JObject Connect(JToken? id, JObject? advice, long? batch)
    {
        var reply = new JObject { ["successful"] = true };
        if (advice is not null)
        {
            reply["advice"] = advice;
        }

        if (batch is long ack)
        {
            reply["ext"] = new JObject { ["ack"] = ack };
        }

        AddId(reply, id);
        reply["channel"] = "/meta/connect";
        return reply;
    }

    public static JObject Done(string channel, JToken? id, JToken? subscription = null)
    {
        var reply = new JObject { ["channel"] = channel, ["successful"] = true };
        AddId(reply, id);
        if (subscription is not null)
        {
            reply["subscription"] = subscription.DeepClone();
        }

        return reply;
    }

    public static JObject Refused(string channel, JToken? id, string error, JToken? subscription = null, JObject? advice = null)
    {
        var reply = new JObject();
        if (advice is not null)
        {
            reply["advice"] = advice;
        }

        reply["channel"] = channel;
        reply["error"] = error;
        reply["successful"] = false;
        AddId(reply, id);
        if (subscription is not null)
        {
            reply["subscription"] = subscription.DeepClone();
        }

        return reply;
    }

    public static JObject UnknownClient(string channel, JToken? id)
        => Refused(channel, id, "402::Unknown client", advice: new JObject { ["interval"] = 0, ["reconnect"] = "handshake" });

    public static JObject Advice(TimeSpan timeout, string reconnect = "retry", int interval = 0) => new()
    {
        ["interval"] = interval,
        ["timeout"] = (long)timeout.TotalMilliseconds,
        ["reconnect"] = reconnect,
    };

    /// <summary>Joins events, which come first, and replies to the array that goes over the wire.</summary>
    public static byte[] Join(List<byte[]> events, IReadOnlyList<JObject> replies)
    {
        using var stream = new MemoryStream(64 + (events.Count * 320) + (replies.Count * 160));
        stream.WriteByte((byte)'[');
        var any = false;
        foreach (var message in events)
        {
            Comma(stream, ref any);
            stream.Write(message, 0, message.Length);
        }

        foreach (var reply in replies)
        {
            Comma(stream, ref any);
            var bytes = Encoding.UTF8.GetBytes(reply.ToString(Formatting.None));
            stream.Write(bytes, 0, bytes.Length);
        }

        stream.WriteByte((byte)']');
        return stream.ToArray();
    }

    private static void Comma(MemoryStream stream, ref bool any)
    {
        if (any)
        {
            stream.WriteByte((byte)',');
        }

        any = true;
    }

    private static void AddId(JObject reply, JToken? id)
    {
        if (id is not null)
        {
            reply["id"] = id.DeepClone();
        }
    }
}
