using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>The scripts of the pages pass the linter, which also refuses every way of turning a text into markup.</summary>
public sealed class ScriptLintTests
{
    [Theory]
    [InlineData("GenesysOutbound.Simulator", "Web")]
    [InlineData("GenesysOutbound.Desktop", "Files")]
    public async Task The_scripts_of_the_pages_are_clean(string assembly, string files)
    {
        string folder = Repository.PathOf("src", assembly, "Page", files);
        Assert.True(Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories).Count() > 10);
        (int exitCode, string output) = await LintAsync(folder);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_linter_refuses_markup()
    {
        // In the checkout: the linter looks at nothing outside its base folder.
        string folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "lint-check")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.js"), "document.body.innerHTML = location.hash;\n",
            TestContext.Current.CancellationToken);
        (int exitCode, string output) = await LintAsync(folder);
        Assert.True(exitCode == 1 && output.Contains("no-restricted-properties", System.StringComparison.Ordinal), output);
    }

    private static async Task<(int ExitCode, string Output)> LintAsync(string folder)
    {
        PeerFolder linter = PeerFolder.Eslint;
        Assert.SkipWhen(linter.Unavailable is not null, linter.Unavailable ?? string.Empty);
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(linter.Path, "node_modules", "eslint", "bin", "eslint.js"));
        start.ArgumentList.Add("--no-ignore");
        start.ArgumentList.Add("--config");
        start.ArgumentList.Add(Path.Combine(linter.Path, "eslint.config.mjs"));
        start.ArgumentList.Add(folder);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
