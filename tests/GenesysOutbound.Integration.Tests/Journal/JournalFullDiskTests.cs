using System;
using System.Diagnostics;
using System.IO;
using GenesysOutbound.Client.Journal;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>A disk that has no room for a while.</summary>
public sealed class JournalFullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isMounted;

    private string Disk => _folder.File("disk");

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "-l", Disk);
        }

        _folder.Dispose();
    }

    [Fact]
    public void A_line_that_a_full_disk_took_a_part_of_does_not_spoil_the_lines_after_it()
    {
        MountSmallDisk();
        var path = Path.Combine(Disk, "pending.journal");
        var filler = Path.Combine(Disk, "filler");
        var line = JournalLines.OfAnswered(new string('k', 700));
        var kept = 1;
        using (var file = JournalFile.Open(path, out _))
        {
            file.Rewrite([line]);
            Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(filler, new byte[1024 * 1024]));
            Assert.ThrowsAny<IOException>(() =>
            {
                // The last page of the file has room for some.
                for (; kept < 100; kept++)
                {
                    file.Append(line);
                }
            });

            File.Delete(filler);
            file.Append(line);
            kept++;
        }

        using var again = JournalFile.Open(path, out var lines);
        Assert.Equal((kept, 0), (lines.Count, again.Damaged));
    }

    private void MountSmallDisk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/bin/mount"),
            "Only root can mount a small disk, and on Linux.");
        Directory.CreateDirectory(Disk);
        _isMounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", Disk);
        Assert.SkipUnless(_isMounted, "A small disk cannot be mounted here.");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
