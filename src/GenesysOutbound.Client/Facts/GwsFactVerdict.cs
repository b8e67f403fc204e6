namespace GenesysOutbound.Client;

/// <summary>What a test of the server found about one fact.</summary>
public enum GwsFactVerdict
{
    /// <summary>The server behaves as expected.</summary>
    Confirmed,

    /// <summary>The server behaves differently.</summary>
    Differs,

    /// <summary>Nothing came along that would show it.</summary>
    NotSeen,

    /// <summary>It was not tried, because it needs a record and no campaign was given.</summary>
    Skipped,
}
