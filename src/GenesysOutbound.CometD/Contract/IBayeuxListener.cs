using System.Collections.Generic;

namespace GenesysOutbound.CometD;

/// <summary>
/// Receives what the session brings. The calls come in order, one at a time, on a thread of the pool. A listener that is slow
/// delays the next poll by a quarter of a second at most, until a second reply waits for it; one that throws loses nothing but
/// its own call (which is then announced as a gap).
/// </summary>
public interface IBayeuxListener
{
    /// <summary>All events of one reply, in the server's order, also those of channels that were never subscribed.</summary>
    /// <param name="batch">The events. They stay valid after the call.</param>
    void OnMessages(IReadOnlyList<BayeuxMessage> batch);

    /// <summary>The session's state changed.</summary>
    /// <param name="change">The change.</param>
    void OnStateChanged(BayeuxStateChange change);

    /// <summary>Events may have been lost.</summary>
    /// <param name="gap">The span of time.</param>
    void OnGap(BayeuxGap gap);
}
