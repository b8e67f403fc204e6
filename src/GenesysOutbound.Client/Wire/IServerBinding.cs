using System.Collections.Generic;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// One version of the server's API: requests out, notifications in, login and state. Operations, session and HTTP know this and
/// no version; a second version is a folder beside V2 and a line in the session's <c>ServerBindings</c>.
/// </summary>
internal interface IServerBinding
{
    LoginBinding Login { get; }

    /// <summary>The path of the notification channel.</summary>
    string NotificationsPath { get; }

    /// <summary>The channels that a session subscribes to when nothing else is asked for.</summary>
    IReadOnlyList<string> Channels { get; }

    IOutboundRequests Outbound { get; }

    IMediaRequests Media { get; }

    INotificationReader Notifications { get; }

    IStateRequests State { get; }

    IServerFacts Facts { get; }

    /// <summary>The server's name of a feature, for messages and for comparison with what the user has.</summary>
    string NameOf(GwsFeature feature);

    /// <summary>
    /// The feature that a channel belongs to: with the feature, a refused subscription is a failure. Null for any other channel.
    /// </summary>
    GwsFeature? FeatureOf(string channel);
}
