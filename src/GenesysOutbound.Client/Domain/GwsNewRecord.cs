namespace GenesysOutbound.Client;

/// <summary>A record to be made in a calling list.</summary>
public sealed record GwsNewRecord
{
    /// <summary>The campaign's name.</summary>
    public string CampaignName { get; init; } = string.Empty;

    /// <summary>The calling list's name.</summary>
    public string CallingList { get; init; } = string.Empty;

    /// <summary>The phone number.</summary>
    public string PhoneNumber { get; init; } = string.Empty;

    /// <summary>The kind of the phone number.</summary>
    public GwsPhoneType PhoneType { get; init; } = GwsPhoneType.FromInt32(0);

    /// <summary>The name of the time zone, as the outbound server knows it.</summary>
    public string TimeZone { get; init; } = string.Empty;

    /// <summary>The first second of the day at which the record may be called, from midnight in its zone.</summary>
    public int From { get; init; }

    /// <summary>The last second of the day at which the record may be called, from midnight in its zone.</summary>
    public int Until { get; init; } = 86399;

    /// <summary>The chain that the record joins, or null for a new one.</summary>
    public long? ChainId { get; init; }

    /// <summary>Other fields of the list, by name.</summary>
    public GwsData OtherFields { get; init; } = GwsData.Empty;

    /// <summary>The voice device, as <c>/devices/&lt;id&gt;</c>, or null for the session's own.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The outbound server's application id, or null for the one known of the campaign.</summary>
    public long? ApplicationId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"new record {PhoneNumber} of {CallingList}");
}
