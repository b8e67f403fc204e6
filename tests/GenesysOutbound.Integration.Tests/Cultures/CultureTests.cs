using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Cultures;

/// <summary>
/// The suites of client, simulator and module once more, as a user of another culture runs the code: sv-SE writes -1 with a minus
/// sign that is not ASCII and 0.5 with a comma; in tr-TR the lower case of I is not i.
/// </summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("GenesysOutbound.Client.Tests", "sv-SE")]
    [InlineData("GenesysOutbound.Client.Tests", "tr-TR")]
    [InlineData("GenesysOutbound.Simulator.Tests", "sv-SE")]
    [InlineData("GenesysOutbound.Simulator.Tests", "tr-TR")]
    [InlineData("GenesysOutbound.Tests", "sv-SE")]
    [InlineData("GenesysOutbound.Tests", "tr-TR")]
    public async Task A_suite_passes_under_another_culture(string suite, string culture)
    {
        Assert.SkipUnless(HasCultures(),
            "This machine has no ICU library (libicu), so .NET knows no cultures. Install it to run this test.");

        var report = Path.GetTempFileName();
        try
        {
            var output = await RunAsync(suite, culture, report);
            Assert.True(new FileInfo(report).Length > 0, $"The suite ended without a report:\n{output}");
            var tests = XDocument.Load(report).Descendants("test").ToArray();
            Assert.NotEmpty(tests);
            Assert.Empty(tests.Where(test => (string?)test.Attribute("result") == "Fail")
                .Select(test => $"{(string?)test.Attribute("name")}\n{test.Element("failure")?.Value}"));
        }
        finally
        {
            File.Delete(report);
        }
    }

    // Without ICU the platform has one culture under every name, or refuses the names.
    private static bool HasCultures()
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

    private static async Task<string> RunAsync(string suite, string culture, string report)
    {
        var stop = TestContext.Current.CancellationToken;
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
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
