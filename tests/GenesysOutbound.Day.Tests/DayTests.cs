using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Day.Tests;

/// <summary>An agent's day, generated. How to run it with another seed or size: docs/agents-day.md.</summary>
public class DayTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_day_in_which_everything_goes_wrong_loses_nothing_and_does_nothing_twice() =>
        RunAsync(new DayOptions().FromEnvironment());

    [Fact]
    public Task A_day_without_faults_leaves_no_doubt() =>
        RunAsync(new DayOptions { Records = 300, Faults = false });

    private async Task RunAsync(DayOptions options)
    {
        using var day = new Day(options, TestContext.Current.CancellationToken);
        output.WriteLine(options.Replay);
        try
        {
            await day.RunAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Assert.Fail($"{options.Replay}\n{error}");
        }

        var findings = Reconciliation.Of(day);
        const int enoughForEverything = 2_000;
        if (options is { Faults: true, Records: >= enoughForEverything })
        {
            Coverage.Check(day, findings);
        }

        output.WriteLine(Summary.Of(day));
        Assert.True(findings.Count == 0, $"{options.Replay}: {findings.Count} disagreements\n{findings}");
        if (!options.Faults)
        {
            Assert.DoesNotContain(day.Accounts.SelectMany(account => account.Entries), entry => entry.Verdict == Verdict.Unknown);
            Assert.All(day.Shifts, shift => Assert.Equal(0, shift.Gaps));
        }
    }
}
