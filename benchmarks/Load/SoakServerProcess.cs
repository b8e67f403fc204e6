using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Soak;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>The run's server in a process of its own: its memory, threads and sockets are not the client's.</summary>
internal static class SoakServerProcess
{
    public const string Role = "--as-soak-server";

    /// <summary>The process itself.</summary>
    public static async Task<int> RunAsync()
    {
        await SoakServerProgram.RunAsync(Console.In, Console.Out);
        return 0;
    }

    /// <summary>Starts it. Disposing of the server ends the process.</summary>
    public static async Task<(RemoteSoakServer Server, Process Process)> StartAsync(SoakOptions options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { typeof(SoakServerProcess).Assembly.Location, Role },
        };
        Process process = Process.Start(start)!;
        return (await RemoteSoakServer.StartAsync(process.StandardInput, process.StandardOutput, options, () =>
            EndAsync(process)), process);
    }

    private static async ValueTask EndAsync(Process process)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
