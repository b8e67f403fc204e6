using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>What probes look for in exchanges of the notification channel.</summary>
internal static class Bayeux
{
    public const string Handshake = "/meta/handshake";
    public const string Connect = "/meta/connect";

    /// <summary>No server assigns it.</summary>
    public const string UnknownClientId = "0gws0test0of0an0unknown0client0";

    /// <summary>The exchanges with the notification channel, without the one that asked as an unknown client.</summary>
    public static IEnumerable<ObservedExchange> Exchanges(ServerEvidence evidence) => evidence.Exchanges
        .Where(exchange => exchange.Path.Split('?')[0].EndsWith(V2Constants.Notifications, StringComparison.Ordinal)
            && Sent(exchange).All(message => message.Text("clientId") != UnknownClientId));

    /// <summary>The messages that were sent with a request.</summary>
    public static IEnumerable<GwsData> Sent(ObservedExchange exchange) =>
        exchange.Sent is GwsData item ? [item] : (exchange.Sent as object?[] ?? []).OfType<GwsData>();

    /// <summary>The messages of a reply.</summary>
    public static IReadOnlyList<GwsData> Received(ObservedExchange exchange) =>
        exchange.Reply is GwsData item ? [item] : (exchange.Reply as object?[] ?? []).OfType<GwsData>().ToList();

    /// <summary>All replies on a meta channel.</summary>
    public static IEnumerable<GwsData> Replies(ServerEvidence evidence, string channel) =>
        Exchanges(evidence).SelectMany(Received).Where(message => message.Text("channel") == channel);

    /// <summary>The longest time for which a poll was held that ended without an event; null when there was none.</summary>
    public static TimeSpan? LongestHold(ServerEvidence evidence)
    {
        var held = Exchanges(evidence)
            .Where(exchange => exchange.Status == 200 && IsPatient(exchange) && Received(exchange).Count == 1)
            .Select(exchange => exchange.Took)
            .ToList();
        return held.Count == 0 ? null : held.Max();
    }

    // The first poll of a session asks not to be held.
    private static bool IsPatient(ObservedExchange exchange)
    {
        var sent = Sent(exchange).ToList();
        return sent.Count == 1 && sent[0].Text("channel") == Connect && sent[0].Object("advice").Number("timeout") != 0;
    }
}
