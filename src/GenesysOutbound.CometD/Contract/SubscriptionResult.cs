namespace GenesysOutbound.CometD;

/// <summary>The server's verdict on one channel.</summary>
public sealed class SubscriptionResult
{
    /// <summary>Makes a verdict.</summary>
    /// <param name="channel">The channel or pattern.</param>
    /// <param name="successful">Whether the server accepted it.</param>
    /// <param name="error">The server's <c>error</c> member, without its arguments.</param>
    public SubscriptionResult(string channel, bool successful, string? error)
    {
        Channel = channel;
        Successful = successful;
        Error = error;
    }

    /// <summary>The channel or pattern that was asked for.</summary>
    public string Channel { get; }

    /// <summary>Whether the server accepted the subscription.</summary>
    public bool Successful { get; }

    /// <summary>What the server said against it, for example <c>403::denied</c>.</summary>
    public string? Error { get; }

    /// <inheritdoc/>
    public override string ToString() => PrintableText.Clean(Successful ? Channel : Channel + ": " + (Error ?? "refused"));
}
