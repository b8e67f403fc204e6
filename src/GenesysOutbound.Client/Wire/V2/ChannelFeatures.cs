using System;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>Which feature a channel belongs to: with the feature, a refused subscription is a failure.</summary>
internal static class ChannelFeatures
{
    public static string? Needs(string channel) =>
        channel.EndsWith("/me/outbound", StringComparison.Ordinal) ? V2Constants.FeatureOutbound
        : channel.EndsWith("/me/calls", StringComparison.Ordinal) || channel.EndsWith("/me/devices", StringComparison.Ordinal) ? V2Constants.FeatureVoice
        : channel.EndsWith("/me/emails", StringComparison.Ordinal) ? V2Constants.FeatureMultimedia
        : null;
}
