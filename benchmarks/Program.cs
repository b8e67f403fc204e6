using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Callbacks;
using GenesysOutbound.Benchmarks.CometD;
using GenesysOutbound.Benchmarks.Events;
using GenesysOutbound.Benchmarks.Load;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Benchmarks.Sessions;
using GenesysOutbound.Benchmarks.SimulatorPage;
using GenesysOutbound.Benchmarks.Soak;

namespace GenesysOutbound.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project benchmarks -- [group ...] [options]</c>. A further group is a class that implements
/// <see cref="IBenchmarkGroup"/> and a line in <see cref="Groups"/>.
/// </summary>
internal static class Program
{
    private static readonly IBenchmarkGroup[] Groups =
    [
        new BulkLoopbackGroup(),
        new BulkDelayGroup(),
        new BulkWarmGroup(),
        new BulkMemoryGroup(),
        new RunbookGroup(),
        new CommandsGroup(),
        new LatencyGroup(),
        new EventsGroup(),
        new CometDGroup(),
        new SessionsGroup(),
        new SoakGroup(),
        new LoadGroup(),
        new CallbacksGroup(),
        new PageGroup(),
    ];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Contestant.Role, .. string[] rest])
        {
            return await OurContestant.RunAsync(rest);
        }

        if (arguments is [SimulatorServer.Role, .. string[] size])
        {
            return SimulatorServer.Run(size);
        }

        if (arguments is [EventServer.Role])
        {
            return EventServer.Run();
        }

        if (arguments is [EventContestant.Role, .. string[] who])
        {
            return await EventContestant.RunAsync(who);
        }

        if (arguments is [SoakServerProcess.Role])
        {
            return await SoakServerProcess.RunAsync();
        }

        var settings = BenchmarkSettings.Parse(arguments);
        IBenchmarkGroup[] chosen = settings is null ? [] : [.. Chosen(settings)];
        if (settings is null || chosen.Length == 0)
        {
            Usage();
            return 2;
        }

        if (!settings.Quick && Optimised() is string complaint)
        {
            await Console.Error.WriteLineAsync(complaint);
            return 2;
        }

        foreach (IBenchmarkGroup group in chosen)
        {
            Console.WriteLine($"== {group.Name}: {group.Purpose}");
            string section = await group.RunAsync(settings);
            Console.WriteLine(section);
            if (settings.Write)
            {
                PerformancePage.Write(group.Name, section);
            }
        }

        return 0;
    }

    private static IEnumerable<IBenchmarkGroup> Chosen(BenchmarkSettings settings)
    {
        if (settings.Groups.Count == 0)
        {
            return Groups.Where(group => group.ByDefault);
        }

        return settings.Groups.All(name => Groups.Any(group => group.Name == name))
            ? Groups.Where(group => settings.Groups.Contains(group.Name)) : [];
    }

    /// <summary>Figures of a debug build are of no use to anybody.</summary>
    private static string? Optimised()
    {
        var debuggable = (DebuggableAttribute?)Attribute.GetCustomAttribute(typeof(GenesysOutbound.CometD.BayeuxClient).Assembly,
            typeof(DebuggableAttribute));
        return debuggable is { IsJITOptimizerDisabled: true }
            ? "This is a debug build: run it with -c Release (or with --quick)." : null;
    }

    private static void Usage()
    {
        Console.WriteLine(
            "dotnet run -c Release --project benchmarks -- [group ...] [--runs N] [--attempts N] [--quick] [--no-write] " +
            "[--scenario NAME] [--seed N]");
        foreach (IBenchmarkGroup group in Groups)
        {
            Console.WriteLine($"  {group.Name,-12} {group.Purpose}{(group.ByDefault ? string.Empty : " (only when named)")}");
        }

        Console.WriteLine("  --quick     short, for development; writes nothing");
        Console.WriteLine("  --seed N    what the group 'load' is drawn from");
        Console.WriteLine("  --no-write  leaves docs/performance.md alone");
    }
}
