using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// The second version of the Web Services API. It logs in by a GET of the user's own resource with HTTP Basic (Web Services API
/// Reference, "Authentication").
/// </summary>
internal sealed class V2Binding : IServerBinding
{
    public static V2Binding Instance { get; } = new();

    public LoginBinding Login { get; } =
        new(V2Constants.ApiRoot, V2Constants.Me, static answer => StateRequests.UserOf(answer) is not null);

    public string NotificationsPath => V2Constants.Notifications;

    public IReadOnlyList<string> Channels { get; } =
        ["/v2/me/devices", "/v2/me/calls", "/v2/me/outbound", "/v2/me/emails", "/v2/me/channels"];

    public IOutboundRequests Outbound { get; } = new OutboundRequests();

    public IMediaRequests Media { get; } = new MediaRequests();

    public INotificationReader Notifications { get; } = new MessageReader();

    public IStateRequests State { get; } = new StateRequests();

    public IServerFacts Facts { get; } = new ServerFacts();

    public string NameOf(GwsFeature feature) => feature switch
    {
        GwsFeature.Voice => "api-voice",
        GwsFeature.Outbound => "api-voice-outbound",
        GwsFeature.Multimedia => "api-multimedia",
        _ => throw new ArgumentOutOfRangeException(nameof(feature)),
    };

    public GwsFeature? FeatureOf(string channel) =>
        Ends(channel, "/me/outbound") ? GwsFeature.Outbound
        : Ends(channel, "/me/calls") || Ends(channel, "/me/devices") ? GwsFeature.Voice
        : Ends(channel, "/me/emails") ? GwsFeature.Multimedia
        : null;

    private static bool Ends(string channel, string name) => channel.EndsWith(name, StringComparison.Ordinal);
}
