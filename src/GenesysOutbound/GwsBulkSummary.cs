using System;
using System.Collections.Generic;
using GenesysOutbound.Client;

namespace GenesysOutbound;

/// <summary>What came of a bulk run, by outcome.</summary>
public sealed class GwsBulkSummary
{
    /// <summary>What was done.</summary>
    public string Activity { get; init; } = string.Empty;

    /// <summary>How many inputs there were.</summary>
    public int Total => Acknowledged + Pending + Unknown + Failed;

    /// <summary>How many the server's events say happened.</summary>
    public int Acknowledged { get; init; }

    /// <summary>How many were accepted without waiting for the answer.</summary>
    public int Pending { get; init; }

    /// <summary>
    /// How many have an unknown outcome: sent, but not answered. They were not sent again; look before you send them again.
    /// </summary>
    public int Unknown { get; init; }

    /// <summary>How many did not happen.</summary>
    public int Failed { get; init; }

    /// <summary>How many errors of each id.</summary>
    public GwsData Errors { get; init; } = GwsData.Empty;

    /// <summary>The inputs that have an error. Pipe them in again when the cause is gone.</summary>
    public IReadOnlyList<object> FailedInput { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Inputs a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Total / Elapsed.TotalSeconds : 0;

    /// <inheritdoc/>
    public override string ToString() =>
        GwsText.Clean(Activity + ": " + Acknowledged + " of " + Total + " acknowledged");

    internal static bool IsUnknown(string errorId) => errorId is GwsErrorIds.AcknowledgementTimeout or GwsErrorIds.OutcomeUnknown;
}
