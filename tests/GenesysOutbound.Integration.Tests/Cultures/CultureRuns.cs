using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Integration.Tests.Cultures;

/// <summary>
/// The runs of the suites under other cultures. All of them start together, two at a time: a suite mostly waits, so one after the
/// other would take minutes more.
/// </summary>
public sealed class CultureRuns : IDisposable
{
    private static readonly string[] Suites =
        ["GenesysOutbound.Client.Tests", "GenesysOutbound.Simulator.Tests", "GenesysOutbound.Tests"];

    private static readonly string[] Cultures = ["sv-SE", "tr-TR"];

    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turns = new(2);
    private readonly Dictionary<(string Suite, string Culture), Task<CultureReport>> _runs = [];

    public CultureRuns()
    {
        if (HasCultures)
        {
            foreach (var (suite, culture) in Suites.SelectMany(suite => Cultures.Select(culture => (suite, culture))))
            {
                _runs[(suite, culture)] = Task.Run(() => RunAsync(suite, culture));
            }
        }
    }

    /// <summary>
    /// Whether the machine knows cultures. Without ICU the platform has one under every name, or refuses the names.
    /// </summary>
    public static bool HasCultures
    {
        get
        {
            try
            {
                return CultureInfo.GetCultureInfo("sv-SE").NumberFormat.NumberDecimalSeparator == ",";
            }
            catch (CultureNotFoundException)
            {
                return false;
            }
        }
    }

    public Task<CultureReport> Of(string suite, string culture) => _runs[(suite, culture)];

    public void Dispose()
    {
        // Ends the runs that no test waited for.
        _ended.Cancel();
        Task.WhenAll(_runs.Values).ContinueWith(
            static runs =>
                _ = runs.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait();
        _ended.Dispose();
        _turns.Dispose();
    }

    private async Task<CultureReport> RunAsync(string suite, string culture)
    {
        await _turns.WaitAsync(_ended.Token);
        var report = Path.GetTempFileName();
        try
        {
            var output = await RunAsync(suite, culture, report);
            return new CultureReport(output, await File.ReadAllTextAsync(report, _ended.Token));
        }
        finally
        {
            File.Delete(report);
            _turns.Release();
        }
    }

    private async Task<string> RunAsync(string suite, string culture, string report)
    {
        var folder = AppContext.BaseDirectory.Replace("GenesysOutbound.Integration.Tests", suite, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[Path.Combine(folder, suite + ".dll"), "-noLogo", "-noColor", "-culture", culture,
            "-xml", report])
        {
            start.ArgumentList.Add(argument);
        }

        // The runner's option reaches the tests' own threads; this is what the others begin with, except on Windows.
        start.Environment["LC_ALL"] = culture.Replace('-', '_') + ".UTF-8";
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(_ended.Token);
            await process.WaitForExitAsync(_ended.Token);
            return output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

/// <summary>What a run left: what it printed, and its report in XML, empty when it died.</summary>
public sealed record CultureReport(string Output, string Xml);
