using System;
using System.Collections.Generic;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// The counters as the machine keeps them. Written by its owner only; a reader may see a moment between two of them.
/// </summary>
internal sealed class MachineCounters
{
    private readonly long[] _retries = new long[Enum.GetValues(typeof(RetryCause)).Length];

    public long Polls { get; set; }

    public long Replies { get; set; }

    public long Events { get; set; }

    public long BytesReceived { get; set; }

    public long Handshakes { get; set; }

    public long Late { get; set; }

    public long Duplicate { get; set; }

    public long Unknown { get; set; }

    public long Malformed { get; set; }

    public long Gaps { get; set; }

    public void CountRetry(RetryCause cause) => _retries[(int)cause]++;

    public Dictionary<RetryCause, long> Retries()
    {
        var retries = new Dictionary<RetryCause, long>();
        for (int i = 0; i < _retries.Length; i++)
        {
            if (_retries[i] > 0)
            {
                retries.Add((RetryCause)i, _retries[i]);
            }
        }

        return retries;
    }
}
