using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Replies;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Json;

/// <summary>
/// Mutated replies: no crash, no hang, no memory beyond a bound, and never a different opinion from a strict parser on what is a
/// reply (where ours says yes, the strict one does too, but for the two leniencies that the scanner states). GENESYS_FUZZ_REPLIES
/// sets how many; a million takes some minutes.
/// </summary>
public sealed class ParserFuzzTests
{
    /// <summary>
    /// What parsing may allocate: a copy of the body and 200 bytes for every byte of it (every two bytes could be a message).
    /// </summary>
    private const int AllocationPerByte = 200;

    private static readonly string[] Seeds =
    [
        "[{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"12\",\"advice\":{\"reconnect\":\"retry\",\"interval\":0," +
            "\"timeout\":30000},\"ext\":{\"ack\":7}}]",
        "[{\"channel\":\"/v2/me/outbound\",\"data\":{\"messageType\":\"OutboundRecordMessage\",\"n\":[1,-2.5e3,true,null," +
            "\"\u00e4\\u00e4\\\"\"]},\"id\":\"3\"},{\"channel\":\"/meta/connect\",\"successful\":true}]",
        "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\",\"websocket\"]," +
            "\"clientId\":\"abc\",\"successful\":true,\"ext\":{\"ack\":{\"enabled\":true,\"batch\":4}}}]",
        "[{\"channel\":\"/meta/subscribe\",\"subscription\":\"/a\",\"successful\":false,\"error\":\"403:/a:denied\"}," +
            "{\"channel\":\"/meta/subscribe\",\"subscription\":\"/b\",\"successful\":true}]",
        "{\"advice\":{\"interval\":0,\"reconnect\":\"handshake\"},\"channel\":\"/meta/connect\",\"error\":\"402::Unknown " +
            "client\",\"successful\":false}",
        "[{\"channel\":\"/a\",\"data\":{\"a\":{\"b\":{\"c\":[[[[{}]]]]}}}}]",
    ];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "null", "true", "false", "0", "-", "1e999", "\"channel\":",
            "\"data\":", "\"/meta/connect\"",
        "\"advice\":{", "\0", "\u00ff", "\ud83d\ude00", "[[[[[[[[", "{\"a\":", " ", "\r\n", "99999999999999999999999999",
            "/meta/", "<html>",
    ];

    [Fact]
    public void Mutated_replies_neither_crash_nor_hang_nor_fill_the_memory()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("GENESYS_FUZZ_REPLIES"), NumberStyles.None,
            CultureInfo.InvariantCulture, out int asked) ? asked : 20_000;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("GENESYS_FUZZ_SEED"), NumberStyles.None,
            CultureInfo.InvariantCulture, out int given) ? given : 20_240;
        var random = new Random(seed);
        var parser = new ReplyParser();
        int accepted = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] body = Mutate(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ParsedReply? reply = parser.Parse(body, body.Length, owned: false, DateTimeOffset.UtcNow, out string? error);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= 4096 + ((long)body.Length * AllocationPerByte),
                $"seed {seed}, reply {i}: {allocated} bytes for {body.Length}");
            Assert.Equal(reply is null, error is not null);
            if (reply is null)
            {
                continue;
            }

            accepted++;
            foreach (BayeuxMessage message in reply.Events)
            {
                _ = message.GetJson() + message.GetDataJson() + message.Id + message.Channel;
                Assert.Equal('{', message.GetJson()[0]);
            }

            Assert.True(StrictlyAccepts(body),
                $"seed {seed}, reply {i}: accepted here, refused by a strict parser: {Encoding.UTF8.GetString(body)}");
        }

        Assert.InRange(accepted, count / 100, count);
    }

    [Fact]
    public void Mutated_replies_never_bring_the_machine_to_a_standstill_or_a_spin()
    {
        var random = new Random(7);
        var script = new MachineScript();
        script.Connect("/a");
        var parser = new ReplyParser();
        for (int i = 0; i < 3000; i++)
        {
            if (script.State is BayeuxState.Disconnected or BayeuxState.Failed)
            {
                script.Do(m => m.Abort("again"));
                script.Start("/a");
            }

            if (!script.HasOpen(ConnectionKind.Poll))
            {
                script.RunTimer();
                continue;
            }

            BayeuxRequest request = script.Open(ConnectionKind.Poll);
            byte[] body = Mutate(random);
            ParsedReply? reply = parser.Parse(body, body.Length, owned: false, script.Clock.UtcNow, out string? error);
            if (reply is null)
            {
                script.Fail(request, new TransportFailure(BayeuxErrorKind.Protocol, error!, true));
            }
            else
            {
                script.Reply(request, Encoding.UTF8.GetString(body));
            }

            Assert.True(
                script.HasOpen(ConnectionKind.Poll) || script.TimerDelay is not null || script.State is BayeuxState.Disconnected
                    or BayeuxState.Failed,
                "the machine waits for nothing");
        }
    }

    private static byte[] Mutate(Random random)
    {
        byte[] body = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]);
        int mutations = random.Next(1, 6);
        for (int i = 0; i < mutations && body.Length > 0; i++)
        {
            int at = random.Next(body.Length);
            int span = random.Next(1, 1 + Math.Min(12, body.Length - at));
            body = random.Next(7) switch
            {
                0 => [.. body.AsSpan(0, at), (byte)random.Next(256), .. body.AsSpan(at + 1)],
                1 => [.. body.AsSpan(0, at), .. body.AsSpan(at + span)],
                2 => [.. body.AsSpan(0, at), .. Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]),
                    .. body.AsSpan(at)],
                3 => [.. body.AsSpan(0, at)],
                4 => [.. body.AsSpan(0, at), .. body.AsSpan(at, span), .. body.AsSpan(at)],
                5 => [.. body, .. Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)])],
                _ => [.. body.AsSpan(0, at),
                    .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Fragments[random.Next(Fragments.Length)],
                    random.Next(1, 400)))), .. body.AsSpan(at)],
            };
        }

        return body;
    }

    /// <summary>
    /// The platform's parser, made lenient where the scanner says it is: control characters, bad UTF-8 and bad escapes inside
    /// strings are replaced before it looks.
    /// </summary>
    private static bool StrictlyAccepts(byte[] body)
    {
        var text = new StringBuilder();
        bool inside = false;
        string decoded = Encoding.UTF8.GetString(body).TrimStart('\ufeff');
        for (int i = 0; i < decoded.Length; i++)
        {
            char c = decoded[i];
            if (!inside)
            {
                inside = c == '"';
                text.Append(c);
            }
            else if (c == '\\' && i + 1 < decoded.Length)
            {
                i++;
                text.Append('_');
            }
            else if (c == '"')
            {
                inside = false;
                text.Append(c);
            }
            else
            {
                text.Append(c < ' ' || char.IsSurrogate(c) ? '_' : c);
            }
        }

        try
        {
            using var document = JsonDocument.Parse(text.ToString(), new JsonDocumentOptions { MaxDepth = 1000 });
            return document.RootElement.ValueKind is JsonValueKind.Array or JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
