namespace GenesysOutbound.Client;

/// <summary>What a message or the caller says about a record. Null means: says nothing.</summary>
internal sealed record RecordUpdate
{
    public string? Handle { get; init; }

    /// <summary>Another name of the record, which later messages may use in place of the handle.</summary>
    public string? Alias { get; init; }

    public string? CampaignName { get; init; }

    public string? CallingList { get; init; }

    public long? ApplicationId { get; init; }

    public string? DevicePath { get; init; }

    public long? ChainId { get; init; }

    public string? Phone { get; init; }

    public int? PhoneType { get; init; }

    public int? CallResult { get; init; }

    public long? Attempts { get; init; }

    public string? TimeZone { get; init; }

    public long? TimeZoneOffsetSeconds { get; init; }

    public long? FromSeconds { get; init; }

    public long? UntilSeconds { get; init; }

    public GwsData UserData { get; init; } = GwsData.Empty;
}
