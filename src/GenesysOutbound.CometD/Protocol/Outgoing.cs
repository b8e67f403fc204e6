namespace GenesysOutbound.CometD.Protocol;

/// <summary>One message on its way to the server.</summary>
internal sealed class Outgoing(string channel, string? subject = null)
{
    /// <summary>The channel of the message itself.</summary>
    public string Channel { get; } = channel;

    /// <summary>The channel that is subscribed.</summary>
    public string? Subject { get; } = subject;

    /// <summary>Given when it is sent; the client id is stamped then as well, because both may change while it waits.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>The server has answered it.</summary>
    public bool Answered { get; set; }
}
