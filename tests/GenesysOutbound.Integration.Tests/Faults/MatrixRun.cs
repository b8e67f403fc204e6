using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// Runs one row: all operations of one request meet one fault, each with something of its own to work on, at the same time in one
/// session.
/// </summary>
internal static class MatrixRun
{
    /// <summary>Runs the row and says what is wrong with each cell; nothing when all is as expected.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Fault fault)
    {
        await using var stage = await Stage.ForAsync(fault);
        foreach (var operation in Operations.All.Where(operation => operation.Prepare is not null))
        {
            await operation.Prepare!(stage);
        }

        var before = stage.LastRequest();
        var passed = Operations.All.ToDictionary(operation => operation, operation => Passed(stage, operation));
        await StrikeAsync(stage, fault);
        var cells = Operations.All.Where(operation => fault.For(operation.Kind) is not null).ToList();
        if (fault.IsOfEvents)
        {
            stage.Simulator.Faults.Add(fault.Make!());
        }
        else if (fault.IsOfOneRequest)
        {
            foreach (var operation in cells)
            {
                fault.Arm(stage, operation.WireName, operation.Path?.Invoke(stage));
            }
        }

        var outcomes = await Task.WhenAll(cells.Select(operation => Cell.TryAsync(stage, operation, fault.For(operation.Kind)!)));
        var requests = stage.Simulator.Requests.Where(request => request.Sequence > before).ToList();
        return [.. cells.Zip(outcomes, (operation, error) =>
            Cell.Judge(
                fault.Name, operation.Name, operation.Kind, fault.For(operation.Kind)!, error,
                    requests.FindAll(request => operation.IsMine(stage, request)))
            ?? TooMany(stage, fault, operation, passed[operation])).OfType<string>()];
    }

    // What breaks on the way never reaches the server's ledger; the proxy has a ledger of its own.
    private static int Passed(Stage stage, Operation operation) =>
        stage.Proxy?.Count(operation.Path is null
            ? "\"operationName\":\"" + operation.WireName + "\"" : operation.Path(stage) + " ") ?? 0;

    private static string? TooMany(Stage stage, Fault fault, Operation operation, int before)
    {
        var sent = Passed(stage, operation) - before;
        return sent > (operation.Kind == OperationKind.Read ? 3 : 1) ? $"{fault} x {operation}: it left {sent} times." : null;
    }

    /// <summary>
    /// Strikes the whole server, or the client's machine, and waits until the session has recovered, where it can.
    /// </summary>
    public static async Task StrikeAsync(Stage stage, Fault fault)
    {
        var gaps = stage.Session.Counters.Gaps;
        fault.Strike?.Invoke(stage);
        if (fault.LeavesGap)
        {
            await SimulatorFixture.WaitForAsync(stage.Session, () => stage.Session.Counters.Gaps > gaps
                && stage.Session.State == GwsSessionState.Connected);
        }
    }
}
