#pragma warning disable CA1822 // The bodies follow.
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>The records that a session holds or has held, kept current from events. Thread-safe.</summary>
public sealed class GwsRecordBook
{
    internal GwsRecordBook()
    {
    }

    /// <summary>The records, oldest first: those held, and the latest of those that are done.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsRecord> Snapshot() => [];

    /// <summary>Finds a record by its handle, or by the id of its call.</summary>
    /// <param name="handleOrCallId">The handle or call id, as text.</param>
    /// <returns>The record, or null.</returns>
    public GwsRecord? Find(string handleOrCallId) => null;
}
