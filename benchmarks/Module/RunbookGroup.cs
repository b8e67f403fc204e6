using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>A whole short runbook in a fresh pwsh beside the same by hand, and the import beside an empty module.</summary>
internal sealed class RunbookGroup : IBenchmarkGroup
{
    public string Name => "runbook";

    public string Purpose => "a whole runbook in a fresh pwsh beside the same by hand; Import-Module beside an empty module";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        string folder = Directory.CreateTempSubdirectory("empty-module-").FullName;
        string scripts = Path.Combine(AppContext.BaseDirectory, "Module");
        (LineProcess server, Uri url) = await SimulatorServer.StartAsync(records: 2_000, agents: 1);
        try
        {
            await Pwsh.RunAsync("Import.ps1", "-MakeEmpty", folder);
            string empty = Path.Combine(folder, "Empty.psd1");
            Entrant Process(string name, params string[] arguments) => new(name, async () =>
            {
                var others = OtherLoad.Watch(server.Id);
                return new Trial(await Pwsh.TimeAsync(arguments)) { Others = others.Percent() };
            });
            Entrant Import(string name, string manifest) => new(name, async () =>
            {
                var others = OtherLoad.Watch(server.Id);
                return new Trial(await Pwsh.RunAsync("Import.ps1", "-Module", manifest)) { Others = others.Percent() };
            });

            Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 2 : 11, settings.Attempts,
            [
                Process("pwsh", "-Command", "exit 0"),
                Process("module", "-File", Path.Combine(scripts, "Runbook.ps1"), "-Module", module.Manifest, "-Uri",
                    url.ToString()),
                Process("plain", "-File", Path.Combine(scripts, "PlainRunbook.ps1"), "-Uri", url.ToString()),
                Import("import", module.Manifest),
                Import("empty", empty),
            ]);
            return Section(trials, module);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Section(Interleaved trials, ModuleUnderTest module)
    {
        var goals = new GoalTable();
        goals.AtMost("whole runbook less pwsh itself, over plain PowerShell: wall time",
            trials.RatioBeyond("module", "wall", "plain", "pwsh"), 0.5);
        goals.AtMost("the same, processor time", trials.RatioBeyond("module", "cpu", "plain", "pwsh"), 0.5);
        goals.AtMost("`Import-Module` over that of an empty binary module", trials.Ratio("import", "milliseconds", "empty"), 1.2);
        return $"""
            ## A whole runbook in a fresh pwsh

            What somebody waits who starts a script: a new pwsh, the import, connecting, one record, a call result, completing it, disconnecting, and the end
            of the process. Beside it the same against the same server in plain PowerShell (`benchmarks/Module/PlainRunbook.ps1`: `Invoke-RestMethod`, long polling
            and CSRF by hand, none of the module's checks). Nearly all of both is code that the runtime compiles for the first time.

            {goals}
            | | wall ms | CPU ms |
            | --- | --- | --- |
            | pwsh that ends at once | {trials.Of("pwsh", "wall")} | {trials.Of("pwsh", "cpu")} |
            | runbook with the module | {trials.Of("module", "wall")} | {trials.Of("module", "cpu")} |
            | runbook by hand | {trials.Of("plain", "wall")} | {trials.Of("plain", "cpu")} |
            | less pwsh: with the module | {trials.Beyond("module", "wall", "pwsh")} | {trials.Beyond("module", "cpu", "pwsh")} |
            | less pwsh: by hand | {trials.Beyond("plain", "wall", "pwsh")} | {trials.Beyond("plain", "cpu", "pwsh")} |
            | `Import-Module GenesysOutbound`, within the process | {trials.Of("import", "milliseconds")} | |
            | `Import-Module` of an empty binary module | {trials.Of("empty", "milliseconds")} | |

            {trials.Noise()}
            Machine: {Machine.Describe()}; module: {module.Description}.
            """.ReplaceLineEndings("\n");
    }
}
