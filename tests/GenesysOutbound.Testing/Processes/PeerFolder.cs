using System;
using System.Diagnostics;
using System.IO;

namespace GenesysOutbound.Testing.Processes;

/// <summary>
/// A folder with Node programs, such as the peers', ready to run: <c>npm ci</c> has been run in it, once, if it was not before.
/// Where it cannot be made ready there is a reason, for the test that is skipped because of it.
/// </summary>
public sealed class PeerFolder
{
    private static readonly Lazy<PeerFolder> Instance = new(() =>
        Prepare(Repository.PathOf("tests", "GenesysOutbound.Integration.Tests", "Peers", "node"), "cometd-nodejs-server"));

    private static readonly Lazy<PeerFolder> Linter = new(() => Prepare(Repository.PathOf("tools", "eslint"), "eslint"));

    private PeerFolder(string path, string? unavailable) => (Path, Unavailable) = (path, unavailable);

    /// <summary>The folder of the peers. The first call may take as long as <c>npm ci</c> does.</summary>
    public static PeerFolder Ready => Instance.Value;

    /// <summary>The folder of the linter of the pages' scripts.</summary>
    public static PeerFolder Eslint => Linter.Value;

    public string Path { get; }

    /// <summary>Why the peers cannot be run; null when they can.</summary>
    public string? Unavailable { get; }

    private static PeerFolder Prepare(string path, string package)
    {
        if (!Runs("node", "--version", path, out string said))
        {
            return new PeerFolder(path, "Node.js is not on this machine (" + said + ")");
        }

        // Another test host may be installing the same packages; a half made folder must not be taken for a whole one.
        using FileStream turn = WaitForTurn(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "genesysoutbound-peers.lock"));
        if (Directory.Exists(System.IO.Path.Combine(path, "node_modules", package)))
        {
            return new PeerFolder(path, null);
        }

        return Runs(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --no-audit --no-fund --loglevel=error", path, out said)
            ? new PeerFolder(path, null)
            : new PeerFolder(path, "the packages are not installed and 'npm ci' failed: " + said);
    }

    private static FileStream WaitForTurn(string path)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                    FileOptions.DeleteOnClose);
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
