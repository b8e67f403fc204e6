using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Tools;
using Xunit;

namespace GenesysOutbound.Pester.Tests;

/// <summary>Every case of the Pester suites is a test here, under its own name; it fails in Pester's own words.</summary>
public sealed class PesterTests
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Cases =>
        from host in Suites.Hosts
        from item in Suites.Cases
        where Suites.RunsIn(host, item.Suite)
        select new TheoryDataRow<string, string, string>(host.Name, item.Suite,
            item.Key) { TestDisplayName = NameOf(host, item.Suite, item.Name), Label = string.Empty };

    public static IEnumerable<TheoryDataRow<string, string>> Files =>
        from host in Suites.Hosts
        from suite in Suites.Cases.Select(item => item.Suite).Distinct()
        where Suites.RunsIn(host, suite)
        select new TheoryDataRow<string, string>(host.Name,
            suite) { TestDisplayName = NameOf(host, suite, "runs the cases that it lists, and nothing else fails"),
            Label = string.Empty };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case(string host, string suite, string key)
    {
        var report = await ReportAsync(host, suite);
        var item = report.Cases.SingleOrDefault(entry => entry.Key == key);
        Assert.True(item is not null,
            $"The case was listed, and was not there when {suite} ran.\n{string.Join("\n", report.Broken)}");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{item.Result} in {item.Seconds:0.00} s, PowerShell {report.Version}"));
        Assert.SkipWhen(item.Result == "Skipped", ReasonOf(item));
        Assert.True(item.Result == "Passed", $"{item.Result}: {item.Message}\n{string.Join("\n", report.Broken)}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Suite(string host, string suite)
    {
        var report = await ReportAsync(host, suite);
        Assert.Empty(report.Broken);
        Assert.Equal(Suites.Cases.Where(item => item.Suite == suite).Select(item => item.Key),
            report.Cases.Select(item => item.Key));
    }

    private static string ReasonOf(CaseReport item) => item.Message.Length > 0
        ? item.Message.Split('\n')[0].Replace("is skipped, because ", string.Empty, StringComparison.Ordinal)
        : "A condition of the suite says that it does not apply here.";

    private static string NameOf(PowerShellHost host, string suite, string name) =>
        (host == PowerShellHost.Current ? string.Empty : host.Name + ", ") + suite + ": " + name;

    private static Task<SuiteReport> ReportAsync(string host, string suite) =>
        Suites.RunAsync(Suites.Hosts.Single(entry => entry.Name == host), suite, TestContext.Current.CancellationToken);
}
