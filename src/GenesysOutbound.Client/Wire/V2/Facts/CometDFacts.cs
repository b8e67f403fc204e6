using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;
using Keys = GenesysOutbound.Client.Wire.V2.ServerFacts.Keys;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The notification channel: handshake, polls, subscriptions.</summary>
internal static class CometDFacts
{
    private const string Notified = "Answers to commands are not heard, and every command ends with an unknown outcome.";

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("cometd.endpoint", Read, "code", "The notification channel is at a fixed path.", V2Constants.Notifications,
            "Connect-Gws fails.", Endpoint),
        new("cometd.transports", Login, "inferred", "Only long polling is offered.", "long-polling",
            "None: the client polls.", Transports),
        new("cometd.ack", Read, "vendor", "The server has the acknowledgement extension.", "ext.ack",
            "Events may be lost with a broken poll; the log shows a gap.", Acknowledgements),
        new("cometd.cookie", Read, "inferred", "A cookie of CometD binds the session.", "BAYEUX_BROWSER",
            "None: all cookies are kept.", evidence => SessionFacts.Cookie(evidence, "BAYEUX_BROWSER")),
        new("cometd.connect.reply", Read, "doc", "The reply to a poll comes last, with successful and an id that is text.",
            "last; successful true; id is text", "None: replies are found wherever they are.", Reply),
        new("cometd.connect.advice", Read, "doc", "The reply to a poll has advice.", "interval 0, reconnect retry",
            "None: the last advice holds.", Advice),
        new("cometd.connect.timeout", Read, "doc", "The advice says for how long a poll is held.", "timeout 30000",
            "None: the client goes by the advice.", Timeout),
        new("cometd.connect.hold", Wait, "doc", "A poll without events is held as long as the advice says.",
            "as long as advice.timeout", "More polls than needed, or a proxy cuts them.", Hold),
        new("cometd.unknown-client", Read, "code", "An unknown client is told to make a new handshake.",
            "402::..., reconnect handshake", "A session that the server forgot is noticed late or is lost.", UnknownClient),
        new("cometd.topic.outbound", Read, "doc", "Records and campaigns have a topic.", "/v2/me/outbound", Notified,
            evidence => Topic(evidence, "/v2/me/outbound")),
        new("cometd.topic.calls", Read, "doc", "Calls have a topic.", "/v2/me/calls", Notified,
            evidence => Topic(evidence, "/v2/me/calls")),
        new("cometd.topic.devices", Read, "vendor", "Devices have a topic.", "/v2/me/devices", Notified,
            evidence => Topic(evidence, "/v2/me/devices")),
        new("cometd.topic.emails", Read, "vendor", "E-mails have a topic.", "/v2/me/emails", Notified,
            evidence => Topic(evidence, "/v2/me/emails")),
    ];

    private static Finding? Endpoint(ServerEvidence evidence)
    {
        var exchange = Bayeux.Exchanges(evidence).FirstOrDefault(item => item.Status > 0);
        if (exchange is not null)
        {
            var understood = Bayeux.Received(exchange).Count > 0;
            return Finding.Of(exchange.Status == 200 && understood,
                $"HTTP {exchange.Status}, {(understood ? "a Bayeux reply" : "no Bayeux reply")}");
        }

        return evidence.Answers.TryGetValue(Keys.UnknownClient, out var answer)
            ? Finding.Of(answer.HttpStatus == 200 && answer.Data is object?[], $"HTTP {answer.HttpStatus}") : null;
    }

    private static Finding? Transports(ServerEvidence evidence)
    {
        const string member = "supportedConnectionTypes";
        var reply = Bayeux.Replies(evidence, Bayeux.Handshake).FirstOrDefault(item => item.ContainsKey(member));
        return reply is null
            ? null : Finding.Of(reply.Texts(member).SequenceEqual(["long-polling"]), $"{WireValue.Names(reply.Texts(member))}");
    }

    private static Finding? Acknowledgements(ServerEvidence evidence) => evidence.Acknowledges is { } active
        ? Finding.Of(active, $"{(active ? "offered and accepted" : "not accepted")}") : null;

    private static Finding? Reply(ServerEvidence evidence)
    {
        var polls = Bayeux.Exchanges(evidence).Select(Bayeux.Received)
            .Where(messages => messages.Any(message => message.Text("channel") == Bayeux.Connect))
            .ToList();
        if (polls.Count == 0)
        {
            return null;
        }

        foreach (var messages in polls)
        {
            var reply = messages.First(message => message.Text("channel") == Bayeux.Connect);
            if (!ReferenceEquals(reply, messages[messages.Count - 1]))
            {
                return Finding.Differs($"not the last of its reply");
            }

            if (reply["successful"] is not true || reply["id"] is not string)
            {
                return Finding.Differs(
                    $"successful {reply.Text("successful") ?? "absent"}, id is {WireValue.TypeOf(reply["id"])}");
            }
        }

        return Finding.Confirmed($"last; successful true; id is text ({polls.Count} replies)");
    }

    private static Finding? Advice(ServerEvidence evidence) => OfAdvice(evidence, static advice => Finding.Of(
        advice.Number("interval") == 0 && advice.Text("reconnect") == "retry",
        $"interval {Number(advice, "interval")}, reconnect {WireValue.Names([advice.Text("reconnect") ?? "absent"])}"));

    private static Finding? Timeout(ServerEvidence evidence) => OfAdvice(evidence, static advice =>
        Finding.Of(advice.Number("timeout") == 30000, $"timeout {Number(advice, "timeout")}"));

    private static Finding? OfAdvice(ServerEvidence evidence, Func<GwsData, Finding> judge)
    {
        var replies = Bayeux.Replies(evidence, Bayeux.Connect).ToList();
        var advice = replies.Select(reply => reply.Object("advice")).FirstOrDefault(item => item is not null);
        return replies.Count == 0 ? null : advice is null ? Finding.Differs($"no advice") : judge(advice);
    }

    private static string Number(GwsData advice, string member) =>
        advice.Number(member)?.ToString(CultureInfo.InvariantCulture) ?? "absent";

    private static Finding? Hold(ServerEvidence evidence)
    {
        if (Bayeux.LongestHold(evidence) is not { } held)
        {
            return null;
        }

        var advice = Bayeux.Replies(evidence, Bayeux.Connect).Concat(Bayeux.Replies(evidence, Bayeux.Handshake))
            .Select(reply => reply.Object("advice").Number("timeout")).FirstOrDefault(timeout => timeout is > 0);
        var seconds = held.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return advice is not { } announced
            ? Finding.Differs($"{seconds} s, and the server does not say for how long")
            : Finding.Of(
                held.TotalMilliseconds >= 0.8 * announced && held.TotalMilliseconds <= (1.2 * announced) + 5000,
                $"{seconds} s of {(announced / 1000.0).ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    private static Finding? UnknownClient(ServerEvidence evidence)
    {
        if (!evidence.Answers.TryGetValue(Keys.UnknownClient, out var answer))
        {
            return null;
        }

        var reply = (answer.Data as object?[])?.OfType<GwsData>().FirstOrDefault(item => item.Text("channel") == Bayeux.Connect);
        if (reply is null)
        {
            return Finding.Differs($"HTTP {answer.HttpStatus} without a reply to the poll");
        }

        var error = reply.Text("error") ?? "no error";
        var separator = error.IndexOf("::", StringComparison.Ordinal);
        var code = separator == 3 ? error.Substring(0, separator + 2) : string.Empty;
        var text = error.Substring(code.Length);
        var reconnect = reply.Object("advice").Text("reconnect") ?? "absent";
        return Finding.Of(
            error.StartsWith("402", StringComparison.Ordinal) && reconnect == "handshake",
            $"{code}{(text == "Unknown client" ? text : new WireValue(text))}, reconnect {WireValue.Names([reconnect])}");
    }

    private static Finding? Topic(ServerEvidence evidence, string topic) =>
        evidence.Subscribed.Contains(topic) ? Finding.Confirmed($"subscribed")
        : evidence.Refused.Contains(topic) ? Finding.Differs($"the subscription was refused")
        : null;
}
