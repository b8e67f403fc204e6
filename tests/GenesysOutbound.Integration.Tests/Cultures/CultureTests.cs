using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Cultures;

/// <summary>
/// The suites of client, simulator and module once more, as a user of another culture runs the code: sv-SE writes -1 with a minus
/// sign that is not ASCII and 0.5 with a comma; in tr-TR the lower case of I is not i.
/// </summary>
public sealed class CultureTests(CultureRuns runs) : IClassFixture<CultureRuns>
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
        Assert.SkipUnless(CultureRuns.HasCultures,
            "This machine has no ICU library (libicu), so .NET knows no cultures. Install it to run this test.");

        var report = await runs.Of(suite, culture);
        Assert.True(report.Xml.Length > 0, $"The suite ended without a report:\n{report.Output}");
        var tests = XDocument.Parse(report.Xml).Descendants("test").ToArray();
        Assert.NotEmpty(tests);
        var failures = tests.Where(test => (string?)test.Attribute("result") == "Fail").Select(test =>
            $"{(string?)test.Attribute("name")}\n{test.Element("failure")?.Value}").ToArray();
        Assert.True(failures.Length == 0, string.Join('\n', failures));
    }
}
