namespace GenesysOutbound.Client;

/// <summary>What kind of thing a session did not understand.</summary>
public enum GwsUnexpectedKind
{
    /// <summary>A type of message or notification that this module does not know.</summary>
    NotificationType,

    /// <summary>A member that this module does not know.</summary>
    UnknownMember,

    /// <summary>A member that should be there and is not.</summary>
    MissingMember,

    /// <summary>A value of another JSON type than this module can read.</summary>
    ValueType,
}

/// <summary>
/// Something that a session did not understand in the notifications of its server. Nothing is lost by it: the event log keeps
/// every message as it came.
/// </summary>
public sealed record GwsUnexpectedContent
{
    /// <summary>What kind of thing it is.</summary>
    public GwsUnexpectedKind Kind { get; init; }

    /// <summary>Where it stood, such as <c>OutboundRecordMessage.record.newMember</c>.</summary>
    public string Place { get; init; } = string.Empty;

    /// <summary>
    /// In how many messages it was found. The first messages of each shape are looked at, and then one of every few: of something
    /// that comes often this is a part of the whole.
    /// </summary>
    public long Count { get; init; }

    /// <summary>The first of them, masked: letters are x, digits are 0.</summary>
    public string Sample { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Kind + " " + Place);
}
