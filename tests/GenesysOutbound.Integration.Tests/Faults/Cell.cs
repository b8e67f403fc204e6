using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>One cell: runs an operation that is one request, and judges its outcome by the server's ledger.</summary>
internal static class Cell
{
    // Only where nothing can come is the wait short. A connection that breaks must be noticed within it, on a busy machine too.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan ShortForBroken = TimeSpan.FromSeconds(2);

    /// <summary>Runs an operation; null when it succeeds.</summary>
    public static async Task<GwsException?> TryAsync(Stage stage, Operation operation, Expected expected)
    {
        try
        {
            var limit = expected.Allows(GwsErrorIds.OutcomeUnknown) ? ShortForBroken
                : expected.Fate == Fate.Unknown || expected.Allows(GwsErrorIds.SessionReconnecting) ? Short
                : SimulatorFixture.Patience;
            var options = new GwsOperationOptions { Force = true, Timeout = limit };
            await operation.Run(stage, options);
            return null;
        }
        catch (GwsException error)
        {
            return error;
        }
    }

    /// <summary>Says what is wrong; null when all is as expected.</summary>
    public static string? Judge(string fault, string operation, OperationKind kind, Expected expected, GwsException? error,
        List<SimulatorRequest> mine)
    {
        var processed = mine.Count(request => request.Processed);
        var got = error?.ErrorId ?? "success";
        var where = $"{fault} x {operation}: expected {expected}, got {got}; sent {mine.Count}, processed {processed}. " +
            $"{error?.Message}";
        if (!expected.Allows(error?.ErrorId))
        {
            return where;
        }

        if (kind == OperationKind.Read)
        {
            return mine.Count > 3 ? where : null;
        }

        var once = expected.Fate switch
        {
            Fate.Done => processed == 1,
            Fate.NotDone => processed == 0,
            _ => processed <= 1,
        };

        // A second sending is allowed only after the server refused the first before it was read.
        var sentTwice = mine.Count > 1 && !mine.Take(mine.Count - 1)
            .All(request => request.StatusCode is 401 or 403 && !request.Processed);
        return once && !sentTwice && mine.Count <= 3 ? null : where;
    }
}
