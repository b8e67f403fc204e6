using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// Records of interactions whose chain the server has closed, while another record of it was completed. The session keeps such a
/// record as long as it has changes that nobody has sent, but nothing can be done with it any more, so it must not come back as
/// an interaction of its own. Used under the registry's lock.
/// </summary>
internal sealed class ClosedRecords(GwsSession session)
{
    private readonly Dictionary<string, DateTimeOffset> _deliveries = new(StringComparer.Ordinal);

    /// <summary>Notes the records of an interaction that has ended with its chain.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="chain">The records of its chain. One that was delivered since is not the interaction's.</param>
    public void Note(Interaction interaction, IEnumerable<GwsRecord> chain)
    {
        bool IsOver(string handle) => session.Records.Find(handle) is not { } record || !Contains(record);
        foreach (var over in _deliveries.Keys.Where(IsOver).ToList())
        {
            _deliveries.Remove(over);
        }

        foreach (var record in chain.Where(record => !record.IsDone))
        {
            if ((record.RecordHandle == interaction.DeliveredHandle && record.ReceivedAt == interaction.DeliveredAt)
                || (record.CallId is { } callId && interaction.HasSeen(callId)))
            {
                _deliveries[record.RecordHandle] = record.ReceivedAt;
            }
        }
    }

    /// <summary>Whether a record is one of those. The same record, delivered again, is not.</summary>
    public bool Contains(GwsRecord record) =>
        !record.IsDone && _deliveries.TryGetValue(record.RecordHandle, out var at) && at == record.ReceivedAt;
}
