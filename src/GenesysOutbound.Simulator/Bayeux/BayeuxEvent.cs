namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>A message on its way to the sessions of an agent, already as bytes: it is written once for all sessions.</summary>
/// <param name="Channel">The channel that subscriptions are matched with.</param>
/// <param name="Utf8">The whole message.</param>
/// <param name="ToUnsubscribed">Whether sessions without a subscription get it too, as with <c>/me/internal</c>.</param>
internal sealed record BayeuxEvent(string Channel, byte[] Utf8, bool ToUnsubscribed);
