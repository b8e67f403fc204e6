using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Demo;

/// <summary>Runs the main job of an outbound agent against the embedded simulator and shows what happened.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var clientOnly = Array.Exists(args, a => a == "--client");
        var pwsh = clientOnly ? null : PowerShellRun.FindPwsh();
        if (pwsh is not null)
        {
            Console.WriteLine("pwsh is on this machine: the job runs through the cmdlets (" + PowerShellRun.ScriptName + ").");
            Console.WriteLine();
            return PowerShellRun.Start(pwsh);
        }

        Console.WriteLine(clientOnly
            ? "Asked for with --client: the job runs through the client library that the cmdlets stand on."
            : "There is no pwsh on this machine: the same job runs through the client library that the cmdlets stand on.");
        Console.WriteLine();
        return await ClientRun.StartAsync();
    }
}
