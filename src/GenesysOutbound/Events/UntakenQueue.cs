using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Events;

/// <summary>
/// The engine's queue of received events, which Get-Event and Wait-Event read. Nothing tells when an event is taken from it, so
/// what finds it full is lost.
/// </summary>
internal sealed class UntakenQueue(PSEventManager events, int maxCount, long maxBytes = EngineQueue.DefaultMaxBytes) : EngineQueue
{
    // Bytes that were added since the queue was last gone through, and what it held then.
    private long _bytes;
    private int _countWhenFull = -1;

    public override Task<bool> AdmitAsync(int size, CancellationToken token)
    {
        bool fits = events.ReceivedEvents.Count < maxCount && HasBytes(size);
        if (fits)
        {
            _bytes += size;
            _countWhenFull = -1;
        }

        return Task.FromResult(fits);
    }

    private bool HasBytes(int size)
    {
        if (_bytes == 0 || _bytes + size <= maxBytes)
        {
            return true;
        }

        // Full, as far as was counted: what was taken meanwhile is found by going through the queue, once for each change of it.
        PSEventArgsCollection received = events.ReceivedEvents;
        lock (received.SyncRoot)
        {
            if (received.Count == _countWhenFull)
            {
                return false;
            }

            _bytes = received.Sum(taken => (taken.SourceEventArgs as GwsEventReceivedEventArgs)?.Size ?? 0L);
            bool fits = _bytes == 0 || _bytes + size <= maxBytes;
            _countWhenFull = received.Count;
            return fits;
        }
    }
}
