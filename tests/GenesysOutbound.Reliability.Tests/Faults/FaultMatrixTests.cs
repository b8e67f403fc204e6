using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Reliability.Tests.Faults;

/// <summary>Every fault against every operation. A failing cell says what was expected, what came, and what the server's ledger shows.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string> Rows { get; } = [.. Matrix.Faults.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_operation_ends_as_expected_and_never_twice(string fault)
    {
        var wrong = await MatrixRun.RunAsync(Matrix.Find(fault));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
