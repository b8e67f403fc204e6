using System;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>What the parameters that every operation has mean.</summary>
internal static class OperationParameters
{
    /// <summary>A day: whoever waits longer has mistaken the unit.</summary>
    public const int LongestTimeoutSec = 86400;

    /// <summary>The options of one operation.</summary>
    /// <param name="referenceId">The reference id to send; null for a new one.</param>
    /// <param name="timeoutSec">Seconds to wait for the answer; 0 for the session's own limit.</param>
    /// <param name="noWait">Whether to return as soon as the request is accepted.</param>
    /// <param name="force">Whether to leave the rules of the desktop to the server.</param>
    public static GwsOperationOptions Read(string? referenceId, int timeoutSec, bool noWait, bool force) => new()
    {
        ReferenceId = referenceId,
        Timeout = timeoutSec > 0 ? TimeSpan.FromSeconds(timeoutSec) : null,
        NoWait = noWait,
        Force = force,
    };
}
