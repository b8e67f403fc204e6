namespace GenesysOutbound.CometD.Protocol;

/// <summary>One message on its way to the server.</summary>
internal sealed class Outgoing
{
    public Outgoing(string metaChannel, string? subject = null, string? dataJson = null, PendingPublish? publish = null)
    {
        Channel = metaChannel;
        Subject = subject;
        DataJson = dataJson;
        Publish = publish;
    }

    /// <summary>The channel of the message itself.</summary>
    public string Channel { get; }

    /// <summary>The channel that is subscribed or unsubscribed.</summary>
    public string? Subject { get; }

    public string? DataJson { get; }

    /// <summary>Who waits for the verdict on a published message.</summary>
    public PendingPublish? Publish { get; }

    /// <summary>Who waits for an unsubscription.</summary>
    public Pending<bool>? Unsubscribe { get; set; }

    /// <summary>Given when it is sent; the client id is stamped then as well, because both may change while it waits.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>The server has answered it.</summary>
    public bool Answered { get; set; }
}
