namespace GenesysOutbound.CometD;

/// <summary>The server's verdict on a published message.</summary>
public sealed class PublishResult
{
    /// <summary>Makes a verdict.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="successful">Whether the server accepted the message.</param>
    /// <param name="error">The server's <c>error</c> member, without its arguments.</param>
    public PublishResult(string channel, bool successful, string? error)
    {
        Channel = channel;
        Successful = successful;
        Error = error;
    }

    /// <summary>The channel the message was published to.</summary>
    public string Channel { get; }

    /// <summary>Whether the server accepted the message.</summary>
    public bool Successful { get; }

    /// <summary>What the server said against it.</summary>
    public string? Error { get; }

    /// <inheritdoc/>
    public override string ToString() => Successful ? Channel : Channel + ": " + (Error ?? "refused");
}
