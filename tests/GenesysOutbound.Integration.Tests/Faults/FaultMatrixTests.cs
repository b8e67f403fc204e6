using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// Every fault against every operation. A failing cell says what was expected, what came, and what the server's ledger shows. The
/// rows are in several classes, because classes run side by side.
/// </summary>
public abstract class FaultMatrixTests
{
    private protected static async Task RunAsync(Fault fault)
    {
        var wrong = await WrongAsync(fault);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private protected static async Task<List<string>> WrongAsync(Fault fault)
    {
        var single = MatrixRun.RunAsync(fault);
        var steps = SequenceRun.RunAsync(fault);
        var wait = fault.Wait is null ? Task.FromResult<string?>(null) : WaitRun.RunAsync(fault);
        await Task.WhenAll(single, steps, wait);
        List<string> wrong = [.. await single, .. await steps];
        if (await wait is { } of)
        {
            wrong.Add(of);
        }

        return wrong;
    }

    private protected static TheoryData<string> Names(IEnumerable<Fault> faults) => [.. faults.Select(fault => fault.Name)];
}

/// <summary>The judge itself: what is not as the table says is reported, cell by cell.</summary>
public sealed class FaultJudgeTests : FaultMatrixTests
{
    [Fact]
    public async Task Every_cell_of_a_row_with_wrong_expectations_is_reported()
    {
        var wrong = await WrongAsync(Matrix.Find("404")
            with { Command = Expected.Done, Read = Expected.Done, Wait = Expected.Gap });
        Assert.Equal(Operations.All.Count + Sequence.All.Count + 1, wrong.Count);
    }

    [Fact]
    public async Task A_command_that_leaves_twice_is_reported_although_it_succeeds()
    {
        // The same operation twice stands for a client that repeats it.
        var wrong = Cell.Judge("none", "twice", OperationKind.ByReference, Expected.Done, null, await TwiceAsync());
        Assert.Contains("sent 2, processed 2", wrong, StringComparison.Ordinal);
    }

    private static async Task<List<SimulatorRequest>> TwiceAsync()
    {
        await using var stage = await Stage.ForAsync(Matrix.Find("401 once"));
        var add = Operations.All.Single(operation => operation.Name == "AddRecord");
        Assert.Null(await Cell.TryAsync(stage, add, Expected.Done));
        Assert.Null(await Cell.TryAsync(stage, add, Expected.Done));
        return [.. stage.Simulator.Requests.Where(request => add.IsMine(stage, request))];
    }
}

/// <summary>Faults of replies.</summary>
public sealed class ReplyFaultTests : FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = Names(Matrix.Replies);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_operation_ends_as_expected_and_never_twice(string fault) => RunAsync(Matrix.Find(fault));
}

/// <summary>HTTP statuses.</summary>
public sealed class StatusFaultTests : FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = Names(Matrix.Statuses);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_operation_ends_as_expected_and_never_twice(string fault) => RunAsync(Matrix.Find(fault));
}

/// <summary>Sessions, servers, clocks.</summary>
public sealed class SessionFaultTests : FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = Names(Matrix.Sessions);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_operation_ends_as_expected_and_never_twice(string fault) => RunAsync(Matrix.Find(fault));
}

/// <summary>Events.</summary>
public sealed class EventFaultTests : FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = Names(Matrix.Events);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_operation_ends_as_expected_and_never_twice(string fault) => RunAsync(Matrix.Find(fault));
}

/// <summary>The network between client and server.</summary>
public sealed class NetworkFaultTests : FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = Names(NetworkMatrix.Faults);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_operation_ends_as_expected_and_never_twice(string fault) => RunAsync(NetworkMatrix.Find(fault));
}
