using System;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>What a session asks for besides polling: subscribe, unsubscribe, publish, disconnect.</summary>
internal sealed class BayeuxRequests
{
    private readonly BayeuxSessions _sessions;

    public BayeuxRequests(BayeuxSessions sessions) => _sessions = sessions;

    public JObject Handle(BayeuxSession session, string channel, JObject message)
    {
        var id = message["id"];
        session.Rest(_sessions.NextDeadline);
        switch (channel)
        {
            case "/meta/subscribe":
            case "/meta/unsubscribe":
                return HandleSubscription(session, channel, message);
            case "/meta/disconnect":
                _sessions.Remove(session, PollEnd.Left);
                return BayeuxReplies.Done(channel, id);
        }

        if (!channel.StartsWith("/", StringComparison.Ordinal) || channel.StartsWith("/meta/", StringComparison.Ordinal))
        {
            return BayeuxReplies.Refused(channel, id, "404::Unknown channel");
        }

        // The server's own channels are not for clients to write to.
        if (channel.StartsWith("/v2/", StringComparison.Ordinal) || channel.StartsWith("/me/", StringComparison.Ordinal))
        {
            return BayeuxReplies.Refused(channel, id, "403::Publish denied");
        }

        if (!channel.StartsWith("/service/", StringComparison.Ordinal))
        {
            var json = new JObject { ["data"] = message["data"]?.DeepClone(), ["channel"] = channel }.ToString(Formatting.None);
            var copy = new[] { new BayeuxEvent(channel, Encoding.UTF8.GetBytes(json), ToUnsubscribed: false) };
            foreach (var other in _sessions.Of(null))
            {
                other.Deliver(copy);
            }
        }

        return BayeuxReplies.Done(channel, id);
    }

    private static JObject HandleSubscription(BayeuxSession session, string channel, JObject message)
    {
        var id = message["id"];
        var subscription = message["subscription"];
        var channels = Channels(subscription);
        if (channels is null)
        {
            return BayeuxReplies.Refused(channel, id, "403::Subscription missing");
        }

        if (channel == "/meta/unsubscribe")
        {
            session.Unsubscribe(channels);
            return BayeuxReplies.Done(channel, id, subscription);
        }

        foreach (var wanted in channels)
        {
            var error = !wanted.StartsWith("/", StringComparison.Ordinal) || wanted.Length < 2 ? "400::Invalid channel"
                : wanted.StartsWith("/meta/", StringComparison.Ordinal) ? "403::Subscription denied"
                : null;
            if (error is not null)
            {
                return BayeuxReplies.Refused(channel, id, error, subscription);
            }
        }

        session.Subscribe(channels.Where(c => !c.StartsWith("/service/", StringComparison.Ordinal)));
        return BayeuxReplies.Done(channel, id, subscription);
    }

    private static string[]? Channels(JToken? subscription) => subscription switch
    {
        JValue { Type: JTokenType.String } item => [(string)item!],
        JArray many when many.Count > 0 && many.All(c => c.Type == JTokenType.String) => many.Select(c => (string)c!).ToArray(),
        _ => null,
    };
}
