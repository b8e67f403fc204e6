using System;

namespace GenesysOutbound.Client.Facts;

/// <summary>A notification of the session's log.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Message">The whole message.</param>
/// <param name="Data">Its data.</param>
/// <param name="ReceivedAt">When it came.</param>
internal sealed record ObservedMessage(string Channel, GwsData Message, GwsData Data, DateTimeOffset ReceivedAt)
{
    public string? MessageType => Data.Text("messageType");

    public string? NotificationType => Data.Text("notificationType");

    /// <summary>The channel without its version.</summary>
    public string Topic => Channel.Substring(Math.Max(0, Channel.IndexOf("/me", StringComparison.Ordinal)));
}
