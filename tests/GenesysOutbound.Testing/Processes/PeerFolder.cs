using System;
using System.Diagnostics;
using System.IO;

namespace GenesysOutbound.Testing.Processes;

/// <summary>
/// The folder with the peers' programs, ready to run: <c>npm ci</c> has been run in it, once, if it was not before. Where it cannot be made
/// ready there is a reason, for the test that is skipped because of it.
/// </summary>
public sealed class PeerFolder
{
    private static readonly Lazy<PeerFolder> Instance = new(Prepare);

    private PeerFolder(string path, string? unavailable) => (Path, Unavailable) = (path, unavailable);

    /// <summary>The one folder there is. The first call may take as long as <c>npm ci</c> does.</summary>
    public static PeerFolder Ready => Instance.Value;

    public string Path { get; }

    /// <summary>Why the peers cannot be run; null when they can.</summary>
    public string? Unavailable { get; }

    private static PeerFolder Prepare()
    {
        string path = Repository.PathOf("tests", "GenesysOutbound.Integration.Tests", "Peers", "node");
        if (!Runs("node", "--version", path, out string said))
        {
            return new PeerFolder(path, "Node.js is not on this machine (" + said + ")");
        }

        // Another test host may be installing the same packages; a half made folder must not be taken for a whole one.
        using FileStream turn = WaitForTurn(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "genesysoutbound-peers.lock"));
        if (Directory.Exists(System.IO.Path.Combine(path, "node_modules", "cometd-nodejs-server")))
        {
            return new PeerFolder(path, null);
        }

        return Runs(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --no-audit --no-fund --loglevel=error", path, out said)
            ? new PeerFolder(path, null)
            : new PeerFolder(path, "the peers' packages are not installed and 'npm ci' failed: " + said);
    }

    private static FileStream WaitForTurn(string path)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (patience.Elapsed < TimeSpan.FromMinutes(3))
            {
                System.Threading.Thread.Sleep(100);
            }
        }
    }

    private static bool Runs(string program, string arguments, string folder, out string said)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            process.StandardInput.Close();
            System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
            System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                process.Kill(entireProcessTree: true);
                said = "it did not end within three minutes";
                return false;
            }

            said = (error.Result + output.Result).Trim();
            return process.ExitCode == 0;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
        {
            said = failure.Message;
            return false;
        }
    }
}
