using System;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Soak;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Soak;

/// <summary>
/// The load run of the benchmarks (group "load"), small and with a fixed seed: an hour of the simulated clock, and the server
/// behind a pipe.
/// </summary>
public class LoadTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_hour_with_sessions_that_expire_and_agents_that_vanish_loses_nothing()
    {
        var options = SoakOptions.Hour(agents: 6, records: 100)
            with { Checkpoints = 1, RecordsPerSession = 4, VanishPercent = 30, Patience = TimeSpan.FromSeconds(1) };
        var stop = TestContext.Current.CancellationToken;
        Pipe questions = new(), answers = new();
        var program = Task.Run(() => SoakServerProgram.RunAsync(new StreamReader(questions.Reader.AsStream()),
            new StreamWriter(answers.Writer.AsStream())), stop);
        await using var server = await RemoteSoakServer.StartAsync(
            new StreamWriter(questions.Writer.AsStream()), new StreamReader(answers.Reader.AsStream()), options, async () =>
                await program);
        using var notes = new ObservationLog(Path.GetTempFileName());
        var checkpoints = 0;
        var begin = await server.NowAsync();
        var run = new SoakRun(options, server, notes, stop)
        {
            AtCheckpoint = _ => Task.FromResult(Interlocked.Increment(ref checkpoints)),
        };
        await run.RunWithFaultsAsync();
        Assert.True((await server.NowAsync() - begin).TotalMinutes > 59);
        await run.RunWithoutFaultsAsync();

        var (ledger, observations) = (await server.ReadLedgerAsync(), notes.Read());
        output.WriteLine(Summary.Of(run, ledger, observations));
        var findings = Reconciliation.Of(ledger, observations);
        Assert.True(findings.Count == 0, findings.ToString());
        Assert.NotEqual(0, checkpoints);
        Assert.True(run.Sessions > options.Agents * 2);
        Assert.Contains(observations.ObservedSessions, observed => observed.Vanished);
        Assert.Contains(observations.Early, observed => observed.Gaps > 0);
    }
}
