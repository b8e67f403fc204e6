using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// The module as its users have it: the package, made by <c>build.ps1 -Task Package</c> once for a run of the benchmarks;
/// <c>GWS_BENCHMARK_MODULE</c> names another manifest. Where the package cannot be made, the checkout is measured and the page
/// says so.
/// </summary>
internal sealed record ModuleUnderTest(string Manifest, string Description)
{
    private static readonly Lazy<Task<ModuleUnderTest>> Made = new(MakeAsync);

    public static Task<ModuleUnderTest> GetAsync() => Made.Value;

    private static async Task<ModuleUnderTest> MakeAsync()
    {
        if (Environment.GetEnvironmentVariable("GWS_BENCHMARK_MODULE") is { Length: > 0 } given)
        {
            return new ModuleUnderTest(given, "a given module");
        }

        string output = Path.Combine(Repository.Root, "artifacts", "benchmarks");
        (int exitCode, string text, string errors) = await CommandLine.RunAsync(Pwsh.Path, ["-NoProfile", "-File",
            Path.Combine(Repository.Root, "build.ps1"), "-Task", "Package", "-OutputPath", output]);
        if (exitCode == 0)
        {
            string[] manifests = Directory.GetFiles(Path.Combine(output, "GenesysOutbound"), "GenesysOutbound.psd1",
                SearchOption.AllDirectories);
            return new ModuleUnderTest(manifests[0], "the package, compiled ahead for linux-x64");
        }

        await Console.Error.WriteLineAsync($"The package was not made, the checkout is measured:\n{text}\n{errors}");
        return new ModuleUnderTest(Path.Combine(Repository.Root, "GenesysOutbound.psd1"), "the checkout, **not the package**");
    }
}
