using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// The campaigns that a session knows, kept current from events and replies. Thread-safe. An unloaded campaign leaves the store.
/// </summary>
public sealed class GwsCampaignStore
{
    private readonly object _gate = new();
    private readonly StoreLimit _limit;
    private readonly Dictionary<string, GwsCampaign> _byName = new(StringComparer.OrdinalIgnoreCase);

    internal GwsCampaignStore(StoreLimit? limit = null) => _limit = limit ?? new StoreLimit("campaigns");

    /// <summary>The campaigns, by name.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsCampaign> Snapshot()
    {
        lock (_gate)
        {
            return _byName.Values.OrderBy(campaign => campaign.CampaignName, StringComparer.OrdinalIgnoreCase).ToList();
        }
    }

    /// <summary>Finds a campaign.</summary>
    /// <param name="key">The name, without regard to case.</param>
    /// <returns>The campaign, or null.</returns>
    public GwsCampaign? Find(string key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        lock (_gate)
        {
            return _byName.TryGetValue(key, out var campaign) ? campaign : null;
        }
    }

    internal GwsCampaign? Apply(NotificationKind kind, CampaignUpdate? update, DateTimeOffset at)
    {
        if (update is null || kind == NotificationKind.OutboundError)
        {
            return null;
        }

        lock (_gate)
        {
            _byName.TryGetValue(update.Name, out var existing);
            var unloaded = string.Equals(update.State, "Unloaded", StringComparison.OrdinalIgnoreCase);
            var campaign = new GwsCampaign
            {
                CampaignName = update.Name,
                Description = update.Description ?? existing?.Description,
                DialingMode = update.DialingMode ?? existing?.DialingMode,
                GroupName = update.GroupName ?? existing?.GroupName,
                State = update.State ?? existing?.State,
                ApplicationId = update.ApplicationId ?? existing?.ApplicationId,
                DevicePath = update.DevicePath ?? existing?.DevicePath,
                PreviewSession = !unloaded && kind switch
                {
                    NotificationKind.PreviewSessionStarted => true,
                    NotificationKind.PreviewSessionEnded => false,
                    _ => existing?.PreviewSession ?? false,
                },
                UpdatedAt = at,
                Data = update.Data.Count > 0 ? update.Data : existing?.Data ?? GwsData.Empty,
            };

            if (unloaded)
            {
                _byName.Remove(update.Name);
            }
            else
            {
                _byName[update.Name] = campaign;
                var others = _byName.Values.Where(other => other != campaign && !other.PreviewSession);
                foreach (var victim in _limit.Victims(_byName.Count, others, other => other.UpdatedAt))
                {
                    _byName.Remove(victim.CampaignName);
                }
            }

            return campaign;
        }
    }

    /// <summary>Learns of a campaign from one of its records: enough to name it in the next request.</summary>
    internal void Mention(RecordUpdate? record, DateTimeOffset at)
    {
        if (record?.CampaignName is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_byName.TryGetValue(record.CampaignName, out var known) && known.ApplicationId is not null)
            {
                return;
            }
        }

        Apply(
            NotificationKind.CampaignChanged,
            new CampaignUpdate { Name = record.CampaignName, ApplicationId = record.ApplicationId,
                DevicePath = record.DevicePath },
            at);
    }
}
