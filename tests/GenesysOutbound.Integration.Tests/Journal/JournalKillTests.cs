using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Journal;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>
/// Kills a process while it writes its journal, again and again on the same file: what it said was kept is kept, and nothing
/// else. GWS_KILLS sets how often; 200 and more are for a run of their own.
/// </summary>
public sealed class JournalKillTests
{
    private const int DefaultKills = 12;

    [Fact]
    public async Task What_was_kept_survives_every_kill()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("GWS_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var wanted) ? wanted : DefaultKills;
        using var folder = new TemporaryFolder();
        var path = folder.File("pending.journal");
        var random = new Random(20240611);
        var state = new Dictionary<string, long?>();
        var next = 1L;
        for (var kill = 1; kill <= kills; kill++)
        {
            var confirmed = await RunAndKillAsync(path, next, lines: random.Next(1, 400), spins: random.Next(0, 20_000));
            for (var number = next; number <= confirmed; number++)
            {
                Apply(state, number);
            }

            // The step that was under way may be whole or not at all.
            var after = new Dictionary<string, long?>(state);
            Apply(after, confirmed + 1);
            var found = Read(path);
            Assert.True(Same(found, state) || Same(found, after),
                $"After kill {kill}, confirmed up to {confirmed}: {Text(found)}; expected {Text(state)} or {Text(after)}.");

            state = found;
            next = confirmed + 2;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(kills + " kills, " + next + " steps");
    }

    private static async Task<long> RunAndKillAsync(string path, long start, int lines, int spins)
    {
        var dotnet = Environment.ProcessPath!;
        var assembly = typeof(JournalKillTests).Assembly.Location;
        var info = new ProcessStartInfo(Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.ArgumentList.Add(assembly);
        info.Environment[JournalChild.PathVariable] = path;
        info.Environment[JournalChild.StartVariable] = start.ToString(CultureInfo.InvariantCulture);
        using var child = Process.Start(info)!;
        var errors = child.StandardError.ReadToEndAsync(SimulatorFixture.Stop);
        var last = start - 1;
        for (var i = 0; i < lines && await child.StandardOutput.ReadLineAsync(SimulatorFixture.Stop) is { } line; i++)
        {
            last = long.Parse(line, CultureInfo.InvariantCulture);
        }

        System.Threading.Thread.SpinWait(spins);
        child.Kill();

        // What was said before the kill counts, also what is still in the pipe.
        while (await child.StandardOutput.ReadLineAsync(SimulatorFixture.Stop) is { } line)
        {
            last = long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == last + 1
                ? number : last;
        }

        await child.WaitForExitAsync(SimulatorFixture.Stop);
        Assert.True(last >= start, "The child did nothing: " + await errors);
        return last;
    }

    private static Dictionary<string, long?> Read(string path)
    {
        using var journal = SessionJournal.Open(path, JournalChild.Server, "agent1");
        Assert.Equal(0, journal.Damaged);
        return journal.Records().ToDictionary(item => item.Update.Handle!, item => (long?)item.Pending.Fields["number"]);
    }

    private static void Apply(Dictionary<string, long?> state, long number)
    {
        var (handle, discard) = JournalChild.StepOf(number);
        if (discard)
        {
            _ = state.Remove(handle);
        }
        else
        {
            state[handle] = number;
        }
    }

    private static bool Same(Dictionary<string, long?> left, Dictionary<string, long?> right) =>
        left.Count == right.Count && left.All(item => right.TryGetValue(item.Key, out var value) && value == item.Value);

    private static string Text(Dictionary<string, long?> state) =>
        string.Join(" ", state.OrderBy(item => item.Key).Select(item => item.Key + "=" + item.Value));
}
