using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>A message, understood.</summary>
internal sealed record ParsedNotification
{
    public NotificationKind Kind { get; init; }

    public RecordUpdate? Record { get; init; }

    public CampaignUpdate? Campaign { get; init; }

    public GwsCall? Call { get; init; }

    public GwsEmail? Email { get; init; }

    public IReadOnlyList<GwsDevice> Devices { get; init; } = [];
}
