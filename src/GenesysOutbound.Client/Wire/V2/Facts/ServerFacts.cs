using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The facts of the second version of the API, each a row of docs/fidelity.md.</summary>
internal sealed class ServerFacts : IServerFacts
{
    public IReadOnlyList<FactProbe> Probes { get; } =
    [
        .. SessionFacts.Probes, .. AgentFacts.Probes, .. CometDFacts.Probes, .. MessageFacts.Probes, .. PreviewFacts.Probes,
        .. RecordFacts.Probes, .. CampaignFacts.Probes, .. ErrorFacts.Probes, .. VoiceFacts.Probes, .. EmailFacts.Probes,
    ];

    public IReadOnlyList<FactRequest> Requests { get; } =
    [
        new(Keys.Me, V2Constants.Me),
        new(Keys.Everything, V2Constants.MeWithEverything),
        new(Keys.Devices, V2Constants.Devices),
        new(Keys.DeviceFields, V2Constants.Devices + "?fields=*"),
        new(Keys.Campaigns, V2Constants.OutboundCampaigns + "?fields=*"),
        new(Keys.Version, V2Constants.ApiRoot + "/diagnostics/version"),
        new(Keys.CookiesOnly, V2Constants.Me, RequestIdentity.CookiesOnly),
        new(Keys.Anonymous, V2Constants.Me, RequestIdentity.Anonymous),
        new(Keys.Compressed, V2Constants.MeWithEverything, RequestIdentity.Compressed),
    ];

    public FactPost UnknownClientPoll
    {
        get
        {
            var poll = new GwsData();
            poll.Set("channel", Bayeux.Connect);
            poll.Set("clientId", Bayeux.UnknownClientId);
            poll.Set("connectionType", "long-polling");
            poll.Set("id", "1");

            // Servers want an array, also of one message.
            return new FactPost(Keys.UnknownClient, V2Constants.Notifications, WireJson.Write(new object[] { poll }));
        }
    }

    public TransportObservation ReadTransport(ServerEvidence evidence)
    {
        var advice = Bayeux.Replies(evidence, Bayeux.Connect).Concat(Bayeux.Replies(evidence, Bayeux.Handshake))
            .Select(reply => reply.Object("advice"))
            .OfType<GwsData>()
            .ToList();
        return new TransportObservation
        {
            Held = Bayeux.LongestHold(evidence),
            Announced = Milliseconds(advice.Select(item => item.Number("timeout"))),
            MaxInterval = Milliseconds(advice.Select(item => item.Number("maxInterval"))),
            Compresses = evidence.Answers.ContainsKey(Keys.Compressed)
                ? evidence.Exchanges.Any(exchange => exchange.ContentEncoding is not null) : null,
            Version = SessionFacts.Version(evidence),
        };
    }

    private static TimeSpan? Milliseconds(IEnumerable<long?> values) =>
        values.FirstOrDefault(value => value is > 0) is { } found and < int.MaxValue ? TimeSpan.FromMilliseconds(found) : null;

    /// <summary>The keys of the answers that probes look at.</summary>
    public static class Keys
    {
        public const string Me = "me";
        public const string Everything = "everything";
        public const string Devices = "devices";
        public const string DeviceFields = "device-fields";
        public const string Version = "version";
        public const string Campaigns = "campaigns";
        public const string CookiesOnly = "cookies-only";
        public const string Anonymous = "anonymous";
        public const string Compressed = "compressed";
        public const string UnknownClient = "unknown-client";
    }
}
