using System;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Soak;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Soak;

/// <summary>The run of some agents, generated. How to run it with another seed or size: docs/soak.md.</summary>
public class SoakRunTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_day_in_which_everything_goes_wrong_loses_nothing_and_does_nothing_twice() =>
        RunAsync(new SoakOptions().FromEnvironment());

    [Fact]
    public async Task A_day_without_faults_leaves_no_doubt()
    {
        var observations = await RunAsync(new SoakOptions { Records = 300, Faults = false });
        Assert.DoesNotContain(observations.Entries, entry => entry.ReportedOutcome == ReportedOutcome.Unknown);
        Assert.All(observations.ObservedSessions, observed => Assert.Equal(0, observed.Gaps));
    }

    private async Task<ClientObservations> RunAsync(SoakOptions options)
    {
        await using var server = new InProcessSoakServer(options);
        using var notes = new ObservationLog();
        var run = new SoakRun(options, server, notes, TestContext.Current.CancellationToken);
        output.WriteLine(options.Replay);
        try
        {
            await run.RunAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Assert.Fail($"{options.Replay}\n{error}");
        }

        var (ledger, observations) = (await server.ReadLedgerAsync(), notes.Read());
        var findings = Reconciliation.Of(ledger, observations);
        const int enoughForEverything = 2_000;
        if (options is { Faults: true, Records: >= enoughForEverything })
        {
            Coverage.Check(ledger, run.Context.Used.Keys, findings);
        }

        output.WriteLine(Summary.Of(run, ledger, observations));
        Assert.True(findings.Count == 0, $"{options.Replay}: {findings.Count} disagreements\n{findings}");
        return observations;
    }
}
