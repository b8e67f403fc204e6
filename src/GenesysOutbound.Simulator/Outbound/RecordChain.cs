using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The records of one contact. A chain is delivered, returned and finished as a whole.</summary>
internal sealed class RecordChain
{
    public RecordChain(CallingList list, long id, long order)
    {
        List = list;
        Id = id;
        Order = order;
    }

    public CallingList List { get; }

    public long Id { get; }

    /// <summary>The place in the list.</summary>
    public long Order { get; }

    public List<OutboundRecord> Records { get; } = [];

    /// <summary>The agent who has the chain; null when it is in the pool or finished.</summary>
    public string? Holder { get; set; }

    /// <summary>The campaign that delivered it.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>The record that was delivered; agents request the others.</summary>
    public OutboundRecord? Offered { get; set; }

    /// <summary>The agents who rejected it, in alphabetical order: other agents get it.</summary>
    public SortedSet<string> RejectedBy { get; } = new(StringComparer.Ordinal);

    public RecordSchedule? Schedule { get; set; }

    public string AttemptGuid { get; set; } = string.Empty;

    public OutboundRecord? FirstOpen => Records.FirstOrDefault(r => r.IsOpen);
}
