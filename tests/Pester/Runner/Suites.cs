using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Tools;

namespace GenesysOutbound.Pester.Tests;

/// <summary>
/// The Pester suites of this folder. Their cases are listed once, without being run. Each suite then runs once, in a process of
/// its own, a few of them side by side; the tests take their results from there.
/// </summary>
internal static class Suites
{
    private static readonly Lazy<ModuleCopy> Module = new(static () => new ModuleCopy());
    private static readonly SemaphoreSlim Turns = new(Math.Max(2, Environment.ProcessorCount + 1));
    private static readonly Dictionary<(PowerShellHost Host, string Suite), Task<SuiteReport>> Runs = [];
    private static readonly Lazy<IReadOnlyList<CaseReport>> Listed = new(List);

    /// <summary>Longest first, so that the last of them does not begin when the others are done.</summary>
    private static readonly string[] LongFirst = ["Package", "Help", "FanOut", "Runbooks", "Failure", "BadInput", "Simulator"];

    /// <summary>How often a suite is run whose engine crashes.</summary>
    private const int Attempts = 3;

    /// <summary>Every PowerShell that the suites run in.</summary>
    public static IReadOnlyList<PowerShellHost> Hosts { get; } =
        PowerShellHost.WindowsPowerShell is { } windows ? [PowerShellHost.Current, windows] : [PowerShellHost.Current];

    public static IReadOnlyList<CaseReport> Cases => Listed.Value;

    /// <summary>Whether a suite is written for Windows PowerShell as well.</summary>
    public static bool RunsIn(PowerShellHost host, string suite) =>
        host == PowerShellHost.Current || File.ReadLines(PathOf(suite)).First() == "#Requires -Version 5.1";

    /// <summary>Begins to run suites, so that those that are asked for later are under way.</summary>
    public static void Start(IEnumerable<(PowerShellHost Host, string Suite)> wanted, CancellationToken cancellationToken)
    {
        foreach (var (host, suite) in wanted.OrderBy(item => Order(item.Suite)))
        {
            RunAsync(host, suite, cancellationToken);
        }
    }

    public static Task<SuiteReport> RunAsync(PowerShellHost host, string suite, CancellationToken cancellationToken)
    {
        lock (Runs)
        {
            if (!Runs.TryGetValue((host, suite), out var run))
            {
                run = Task.Run(() => RunOnceAsync(host, suite, cancellationToken), cancellationToken);
                Runs.Add((host, suite), run);
            }

            return run;
        }
    }

    /// <summary>Ends the runs: the copy of the module goes.</summary>
    public static void End()
    {
        if (Module.IsValueCreated)
        {
            Module.Value.Dispose();
        }
    }

    private static int Order(string suite) =>
        Array.IndexOf(LongFirst, suite.Split('.')[0]) is var at and >= 0 ? at : LongFirst.Length;

    private static string PathOf(string suite) => Repository.PathOf("tests", "Pester", suite);

    private static IReadOnlyList<CaseReport> List()
    {
        var files = Directory.GetFiles(Repository.PathOf("tests", "Pester"), "*.Tests.ps1").Order(StringComparer.Ordinal);
        var report = InvokeAsync(PowerShellHost.Current, [.. files, "-Discover"], CancellationToken.None).GetAwaiter()
            .GetResult();
        return report.Broken.Count == 0
            ? report.Cases
            : throw new InvalidOperationException("The Pester suites cannot be listed:\n" + string.Join("\n", report.Broken));
    }

    private static async Task<SuiteReport> RunOnceAsync(PowerShellHost host, string suite, CancellationToken cancellationToken)
    {
        await Turns.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await InvokeAsync(host, [PathOf(suite)], cancellationToken);
                }
                catch (InvalidOperationException crash) when (attempt < Attempts && IsRemotingCrash(crash.Message))
                {
                    // The next attempt may get through.
                }
            }
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>
    /// Whether a process ended with an unhandled exception of PowerShell's own remoting. PowerShell 7.6.9 can end so when the
    /// other end of an SSH session dies: it writes to the closed input of ssh in two places that do not catch the error.
    /// </summary>
    private static bool IsRemotingCrash(string output) =>
        output.IndexOf("Unhandled exception.", StringComparison.Ordinal) is var at and >= 0
        && output.IndexOf("at System.Management.Automation.Remoting.Client.", at, StringComparison.Ordinal) >= 0
        && output.IndexOf("at GenesysOutbound.", at, StringComparison.Ordinal) < 0;

    private static async Task<SuiteReport> InvokeAsync(PowerShellHost host, string[] what, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, output) = await host.RunAsync(
                Repository.Root,
                [Repository.PathOf("tests", "Pester", "Invoke-Suite.ps1"), .. what, "-Module", Module.Value.Manifest, "-Pester",
                    PowerShellHost.Pester, "-Report", file],
                cancellationToken);
            var json = await File.ReadAllTextAsync(file, cancellationToken);
            return json.Length > 0
                ? JsonSerializer.Deserialize<SuiteReport>(json)!
                : throw new InvalidOperationException($"{host.Name} ended with exit code {exitCode} and no report:\n{output}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
