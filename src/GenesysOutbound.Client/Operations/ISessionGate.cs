using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Operations;

/// <summary>What operations ask of the session's state before they send anything.</summary>
internal interface ISessionGate
{
    /// <summary>Throws when the session cannot be used any more.</summary>
    /// <exception cref="GwsException">It is closed, or lost.</exception>
    void EnsureOpen();

    /// <summary>Throws when the session cannot be used any more, or the user lacks a feature.</summary>
    /// <exception cref="GwsException">It is closed or lost, or the feature is missing; nothing was sent.</exception>
    void EnsureFeature(GwsFeature feature, string operation);

    /// <summary>
    /// Holds a request back while no notification can arrive: its answer would be missed, and its outcome unknown. Ends as soon
    /// as the session is connected again.
    /// </summary>
    /// <exception cref="GwsException">The session is closed, lost, or still reconnecting after the time limit; nothing was
    /// sent.</exception>
    Task HoldWhileReconnectingAsync(string operation, TimeSpan limit, CancellationToken cancellationToken);
}
