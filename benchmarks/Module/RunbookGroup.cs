using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>A whole short runbook in a fresh pwsh beside the same by hand, and the import beside an empty module.</summary>
internal sealed class RunbookGroup : IBenchmarkGroup
{
    private const string Restored = "";
    private const string Compiled = "compiled: ";

    public string Name => "runbook";

    public string Purpose => "a whole runbook in a fresh pwsh beside the same by hand; Import-Module beside empty modules";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        string? compiled = await CompiledPwsh.GetAsync();
        string folder = Directory.CreateTempSubdirectory("empty-module-").FullName;
        (LineProcess server, Uri url) = await SimulatorServer.StartAsync(records: 2_000, agents: 1);
        try
        {
            await Pwsh.RunAsync("Import.ps1", "-MakeEmpty", folder);
            Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 2 : 11, settings.Attempts,
            [
                .. Entrants(Restored, Pwsh.Path, module, folder, server, url),
                .. compiled is null ? [] : Entrants(Compiled, compiled, module, folder, server, url),
            ]);
            return Section(trials, module, compiled is not null);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Entrant> Entrants(string engine, string pwsh, ModuleUnderTest module, string folder,
        LineProcess server, Uri url)
    {
        string scripts = Path.Combine(AppContext.BaseDirectory, "Module");
        Entrant Process(string name, params string[] arguments) => Of(name, () => Pwsh.TimeInAsync(pwsh, arguments));
        Entrant Script(string name, string script, params string[] arguments) => Of(name,
            () => Pwsh.RunInAsync(pwsh, script, arguments));
        Entrant Of(string name, Func<Task<Dictionary<string, double>>> measure) => new(engine + name, async () =>
        {
            var others = OtherLoad.Watch(server.Id);
            return new Trial(await measure()) { Others = others.Percent() };
        });

        yield return Process("pwsh", "-Command", "exit 0");
        yield return Process("module", "-File", Path.Combine(scripts, "Runbook.ps1"), "-Module", module.Manifest, "-Uri",
            url.ToString());
        yield return Process("plain", "-File", Path.Combine(scripts, "PlainRunbook.ps1"), "-Uri", url.ToString());
        yield return Script("jit", "Runbook.ps1", "-Module", module.Manifest, "-Uri", url.ToString(), "-Jit");
        yield return Script("import", "Import.ps1", "-Module", module.Manifest);
        yield return Script("empty", "Import.ps1", "-Module", Path.Combine(folder, "Empty.psd1"));
        yield return Script("view", "Import.ps1", "-Module", Path.Combine(folder, "EmptyWithView.psd1"));
    }

    private static string Section(Interleaved trials, ModuleUnderTest module, bool hasCompiled)
    {
        var goals = new GoalTable();
        foreach (string engine in hasCompiled ? (string[])[Restored, Compiled] : [Restored])
        {
            string where = engine == Compiled ? ", PowerShell compiled ahead" : string.Empty;
            goals.AtMost($"whole runbook less pwsh itself, over plain PowerShell: wall time{where}",
                trials.RatioBeyond(engine + "module", "wall", engine + "plain", engine + "pwsh"), 0.5);
            goals.AtMost($"the same, processor time{where}",
                trials.RatioBeyond(engine + "module", "cpu", engine + "plain", engine + "pwsh"), 0.5);
            goals.AtMost($"`Import-Module` over that of an empty binary module{where}",
                trials.Ratio(engine + "import", "milliseconds", engine + "empty"), 1.2);
        }

        return $"""
            ## A whole runbook in a fresh pwsh

            What somebody waits who starts a script: a new pwsh, the import, connecting, one record, a call result, completing it, disconnecting, and the end
            of the process. Beside it the same against the same server in plain PowerShell (`benchmarks/Module/PlainRunbook.ps1`: `Invoke-RestMethod`, long polling
            and CSRF by hand, none of the module's checks). Nearly all of both is code that the runtime compiles for the first time. The restored PowerShell, the
            .NET tool, has its own assemblies in intermediate language only; the packages that its makers release have them compiled ahead, so the same is also
            measured with those assemblies compiled ahead by the SDK's compiler.

            {goals}
            {Table(trials, Restored, "The restored PowerShell (.NET tool)")}
            {(hasCompiled ? Table(trials, Compiled, "PowerShell compiled ahead") : "PowerShell compiled ahead was not measured: there is no compiler.")}
            {trials.Noise()}
            Machine: {Machine.Describe()}; module: {module.Description}.
            """.ReplaceLineEndings("\n");
    }

    private static string Table(Interleaved trials, string engine, string title) => $"""
        | {title} | wall ms | CPU ms |
        | --- | --- | --- |
        | pwsh that ends at once | {trials.Of(engine + "pwsh", "wall")} | {trials.Of(engine + "pwsh", "cpu")} |
        | runbook with the module | {trials.Of(engine + "module", "wall")} | {trials.Of(engine + "module", "cpu")} |
        | runbook by hand | {trials.Of(engine + "plain", "wall")} | {trials.Of(engine + "plain", "cpu")} |
        | less pwsh: with the module | {trials.Beyond(engine + "module", "wall", engine + "pwsh")} | {trials.Beyond(engine + "module", "cpu", engine + "pwsh")} |
        | less pwsh: by hand | {trials.Beyond(engine + "plain", "wall", engine + "pwsh")} | {trials.Beyond(engine + "plain", "cpu", engine + "pwsh")} |
        | time of the runtime's compiler from the import to the end; methods: {trials.Of(engine + "jit", "methods")} | {trials.Of(engine + "jit", "milliseconds")} | |
        | `Import-Module GenesysOutbound`, within the process | {trials.Of(engine + "import", "milliseconds")} | |
        | `Import-Module` of an empty binary module | {trials.Of(engine + "empty", "milliseconds")} | |
        | the same with a types file of one type and a format file of one view | {trials.Of(engine + "view", "milliseconds")} | |

        """.ReplaceLineEndings("\n");
}
