using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Journal;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>
/// The path of the journal leads to something other than a regular file, or no longer to the journal. No call hangs, no loss
/// goes unreported, and no other file is written to.
/// </summary>
public sealed class JournalPlaceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Uri Server = new("https://gws.example.com/");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Oddities()
    {
        var rows = new TheoryData<string, string>();
        foreach (string what in (string[])["pipe", "socket", "null", "zero", "folder"])
        {
            rows.Add(what, string.Empty);
            rows.Add(what, ".lock");
        }

        return rows;
    }

    public static TheoryData<string> Losses { get; } =
        ["deleted", "moved", "cut", "longer", "same length", "link", "link to the same length", "lock deleted"];

    private string Path => _folder.File("pending.journal");

    private string Victim => _folder.File("victim.txt");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task What_is_no_regular_file_is_refused_at_once(string what, string place)
    {
        SkipOnWindows();
        using var held = Plant(what, Path + place);
        var opening = Task.Run(() => SessionJournal.Open(Path, Server, "agent1"));
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            opening.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
        if (place.Length == 0)
        {
            Assert.False(File.Exists(Path + ".lock"), "A lock was left behind.");
        }
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    [InlineData("/dev/fd/0")]
    [InlineData("/proc/self/mem")]
    [InlineData("/tmp/../dev/null")]
    public void A_device_or_a_part_of_the_system_is_refused_by_its_path(string path)
    {
        SkipOnWindows();
        var error = Assert.Throws<GwsException>(() => SessionJournal.Open(path, Server, "agent1"));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
        Assert.False(File.Exists(path + ".lock"));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_cannot_be_found_any_more_is_not_written_to(string loss)
    {
        SkipOnWindows();
        using var journal = SessionJournal.Open(Path, Server, "agent1");
        Keep(journal, "68");
        Lose(loss);
        var stranger = File.Exists(Path) ? File.ReadAllBytes(Path) : null;

        var error = Assert.Throws<GwsException>(() => Keep(journal, "69"));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
        error = Assert.Throws<GwsException>(() => journal.Sending(
            new GwsUnansweredRequest { Operation = "CompleteRecord", RecordHandle = "68", ReferenceId = "r1" }, record: null));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
        Assert.Empty(journal.Unanswered);
        if (loss != "lock deleted")
        {
            Assert.Equal(stranger, File.Exists(Path) ? File.ReadAllBytes(Path) : null);
        }
    }

    [Fact]
    public void Another_session_that_was_let_in_by_a_deleted_lock_ends_the_first()
    {
        SkipOnWindows();
        using var first = SessionJournal.Open(Path, Server, "agent1");
        Keep(first, "68");
        File.Delete(Path + ".lock");
        using var second = SessionJournal.Open(Path, Server, "agent1");
        Assert.Equal(GwsErrorIds.JournalFailed, Assert.Throws<GwsException>(() => Keep(first, "69")).ErrorId);
        Keep(second, "70");
        Assert.Equal(["68", "70"], second.Records().Select(item => item.Update.Handle).Order());
    }

    [Fact]
    public void A_journal_that_grows_does_not_take_the_place_of_another_file()
    {
        SkipOnWindows();
        using var file = JournalFile.Open(Path, out _);
        file.Rewrite([]);
        File.Delete(Path);
        File.WriteAllText(Path, "somebody's precious file");
        Assert.Throws<IOException>(() => file.Rewrite([]));
        Assert.Equal("somebody's precious file", File.ReadAllText(Path));
    }

    [Fact]
    public async Task A_link_that_is_swapped_in_while_the_file_is_rewritten_leads_nowhere()
    {
        SkipOnWindows();
        File.WriteAllText(Victim, string.Empty);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            var link = _folder.File("link");
            while (!stop.IsCancellationRequested)
            {
                File.Delete(link);
                File.CreateSymbolicLink(link, Victim);
                File.Move(link, Path, overwrite: true);
                Thread.Yield();
            }
        }, TestContext.Current.CancellationToken);
        var line = new GwsData();
        line.Set("note", "secret");
        line.Freeze();
        for (var i = 0; i < 500; i++)
        {
            var path = Path;
            try
            {
                File.Delete(path);
                using var file = JournalFile.Open(path, out _);
                file.Rewrite([line]);
                file.Append(line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Refused, which is as good.
            }
        }

        stop.Cancel();
        await swapping.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, new FileInfo(Victim).Length);
    }

    private static void SkipOnWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "An open file can be neither deleted nor replaced on Windows.");

    private static void Keep(SessionJournal journal, string handle) => journal.Keep(new GwsRecord
    {
        RecordHandle = handle,
        Pending = new GwsPendingChanges { CallResult = GwsCallResult.Parse("Busy") },
    });

    private static IDisposable Plant(string what, string path)
    {
        switch (what)
        {
            case "pipe":
                Assert.Equal(0, MakePipe(path, 0x180));
                break;
            case "socket":
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                return socket;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            default:
                // A node of its own beside other files; only an administrator can make one.
                const uint characterDevice = 0x2000 | 0x180;
                var number = what == "null" ? 0x103UL : 0x105UL;
                Assert.SkipWhen(MakeNode(path, characterDevice, number) != 0, "This user may not make devices.");
                break;
        }

        return new MemoryStream();
    }

    private void Lose(string loss)
    {
        var bytes = File.ReadAllBytes(Path);
        switch (loss)
        {
            case "deleted":
                File.Delete(Path);
                break;
            case "moved":
                File.Move(Path, Path + ".elsewhere");
                break;
            case "cut":
                using (var stream = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    stream.SetLength(10);
                }

                break;
            case "longer":
                Replace(Path, [.. bytes, .. bytes]);
                break;
            case "same length":
                Replace(Path, new byte[bytes.Length]);
                break;
            case "link":
                File.WriteAllText(Victim, "somebody's precious file");
                File.Delete(Path);
                File.CreateSymbolicLink(Path, Victim);
                break;
            case "link to the same length":
                File.WriteAllBytes(Victim, new byte[bytes.Length]);
                File.Delete(Path);
                File.CreateSymbolicLink(Path, Victim);
                break;
            default:
                File.Delete(Path + ".lock");
                break;
        }
    }

    private static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".other", bytes);
        File.Move(path + ".other", path, overwrite: true);
    }

    [DllImport("libc", EntryPoint = "mkfifo", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(string path, uint mode);

    [DllImport("libc", EntryPoint = "mknod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeNode(string path, uint mode, ulong device);
}
