using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Pester.Tests;

/// <summary>Runs every Pester suite of tests/Pester in a fresh pwsh. A suite that fails is reported in Pester's own words.</summary>
public sealed class PesterSuiteTests(ModuleCopy module) : IClassFixture<ModuleCopy>
{
    public static TheoryData<string> Suites { get; } = [.. Directory.GetFiles(Repository.PathOf("tests", "Pester"), "*.Tests.ps1").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Suite_passes_in_a_real_pwsh(string suite)
    {
        Assert.SkipWhen(PowerShellHost.Path is null, "There is no pwsh on the PATH; the Pester suites need one.");

        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = await PowerShellHost.RunAsync(
                TestContext.Current.CancellationToken,
                Path.Combine(Repository.PathOf("tests", "Pester"), "Invoke-Suite.ps1"),
                "-Suite", Path.Combine(Repository.PathOf("tests", "Pester"), suite),
                "-Module", module.Manifest,
                "-Report", report);

            string json = File.ReadAllText(report);
            Assert.True(json.Length > 0, "pwsh ended with exit code " + exitCode + " and no report:\n" + output);
            SuiteReport result = JsonSerializer.Deserialize<SuiteReport>(json)!;
            Assert.SkipWhen(result.Missing is not null, result.Missing ?? string.Empty);

            foreach (string line in result.Passed.Select(name => "passed  " + name).Concat(result.Skipped.Select(name => "skipped " + name)))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            }

            Assert.True(result.Failed.Count == 0, string.Join("\n\n", result.Failed));
            Assert.True(result.Passed.Count + result.Skipped.Count > 0, "The suite has no test:\n" + output);
            Assert.Equal(0, exitCode);
            Assert.SkipWhen(result.Passed.Count == 0, "Every test of the suite was skipped: " + string.Join("; ", result.Skipped));
        }
        finally
        {
            File.Delete(report);
        }
    }

    private sealed class SuiteReport
    {
        /// <summary>What the machine lacks; null when the suite could run.</summary>
        public string? Missing { get; init; }

        public List<string> Passed { get; init; } = [];

        public List<string> Skipped { get; init; } = [];

        /// <summary>Name and Pester's message of each failed test.</summary>
        public List<string> Failed { get; init; } = [];
    }
}
