using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace GenesysOutbound.NetFramework.Tests;

/// <summary>
/// Runs the tests of the CometD client, the client and the command pump as a .NET Framework program: on .NET Framework itself on
/// Windows, on Mono where that is installed. Mono is another implementation of the same surface: what passes there is likely, not
/// certain, to pass on Windows.
/// </summary>
public sealed class SuiteTests
{
    /// <summary>A bound on a hung process, not an expectation.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_client_and_the_command_pump_pass_their_tests_on_the_framework()
    {
        string? mono = OperatingSystem.IsWindows() ? null : Find("mono");
        Assert.SkipWhen(mono is null && !OperatingSystem.IsWindows(),
            "There is neither Windows nor a mono on the PATH; the .NET Framework build of the tests needs one.");

        string report = Path.GetTempFileName();
        try
        {
            (int exitCode, string output) = await RunAsync(mono, report, TestContext.Current.CancellationToken);

            Assert.True(new FileInfo(report).Length > 0, "The suite ended with exit code " + exitCode + " and no report:\n"
                + output);
            XElement[] tests = XDocument.Load(report).Descendants("test").ToArray();
            foreach (IGrouping<string, XElement> part in tests.GroupBy(test => Part((string)test.Attribute("type")!)))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(part.Count() + " of " + part.Key);
            }

            Assert.Empty(tests.Where(test => (string?)test.Attribute("result") == "Fail")
                .Select(test => (string?)test.Attribute("name") + "\n" + test.Element("failure")?.Value));
            Assert.True(exitCode == 0, output);
            Assert.All(["CometD", "Client", "Tests.Hosting"], part =>
                Assert.Contains(tests, test => Part((string)test.Attribute("type")!) == "GenesysOutbound." + part));
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>The room that a test class belongs to: the first two names, of the module's own tests three.</summary>
    private static string Part(string type) =>
        string.Join('.', type.Split('.').Take(type.StartsWith("GenesysOutbound.Tests.", StringComparison.Ordinal) ? 3 : 2));

    private static async Task<(int ExitCode, string Output)> RunAsync(string? mono, string report,
        CancellationToken cancellationToken)
    {
        string suite = Path.GetFullPath(
            typeof(SuiteTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(metadata => metadata.Key == "Suite").Value!);
        var start = new ProcessStartInfo(mono
            ?? suite) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["-noLogo", "-noColor", "-xml", report];
        foreach (string argument in mono is null ? arguments : [suite, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            output += await errors;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The .NET Framework build of the tests did not end.");
        }
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
