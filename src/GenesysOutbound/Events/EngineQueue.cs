using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Events;

/// <summary>
/// What lies in the engine's queue because of one subscription. The engine's own queues have no limit; this one decides what may
/// still be added, in number and in bytes.
/// </summary>
internal abstract class EngineQueue
{
    /// <summary>About how many bytes of events may lie in the queue; one event that is larger may lie there alone.</summary>
    public const long DefaultMaxBytes = 16 * 1024 * 1024;

    /// <summary>Asks whether an event may be added.</summary>
    /// <param name="size">About how many bytes the event takes.</param>
    /// <param name="token">Stops a wait for room.</param>
    /// <returns>True when it is to be added now; false when it is lost.</returns>
    public abstract Task<bool> AdmitAsync(int size, CancellationToken token);

    /// <summary>The subscription has ended.</summary>
    public virtual void Close()
    {
    }
}

/// <summary>The queue at the other end of a remote connection: it is not seen from here, and has no limit of ours.</summary>
internal sealed class ForwardedQueue : EngineQueue
{
    public override Task<bool> AdmitAsync(int size, CancellationToken token) => Task.FromResult(true);
}
