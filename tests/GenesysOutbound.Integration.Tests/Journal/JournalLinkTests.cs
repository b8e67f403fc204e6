using System;
using System.IO;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Journal;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>Somebody has put a link where the journal, its lock or its next version belongs.</summary>
public sealed class JournalLinkTests : IDisposable
{
    private const string Precious = "somebody's precious file";
    private static readonly Uri Server = new("https://gws.example.com/");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Places { get; } = [string.Empty, ".lock", ".new"];

    private string Path => _folder.File("pending.journal");

    private string Victim => _folder.File("victim.txt");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_not_followed(string place)
    {
        File.WriteAllText(Victim, Precious);
        Plant(Path + place, Victim);
        Use(place);
        Assert.Equal(Precious, File.ReadAllText(Victim));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Nothing_is_made_where_it_leads(string place)
    {
        Plant(Path + place, Victim);
        Use(place);
        Assert.False(File.Exists(Victim));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_empty_file_behind_it_stays_empty(string place)
    {
        // An empty file is taken for a journal that is about to begin.
        File.WriteAllText(Victim, string.Empty);
        Plant(Path + place, Victim);
        Use(place);
        Assert.Equal(0, new FileInfo(Victim).Length);
    }

    [Fact]
    public void A_folder_on_the_way_may_be_one()
    {
        Directory.CreateDirectory(_folder.File("real"));
        Directory.CreateSymbolicLink(_folder.File("short"), _folder.File("real"));
        SessionJournal.Open(_folder.File("short/pending.journal"), Server, "agent1").Dispose();
        Assert.True(File.Exists(_folder.File("real/pending.journal")));
    }

    // What stands in the way of the next version is thrown away, link or not; the other two are the user's own paths and are
    // refused.
    private void Use(string place)
    {
        if (place == ".new")
        {
            using var journal = SessionJournal.Open(Path, Server, "agent1");
            journal.Keep(new GwsRecord { RecordHandle = "68",
                Pending = new GwsPendingChanges { CallResult = GwsCallResult.Parse("Busy") } });
            Assert.Null(new FileInfo(Path).LinkTarget);
            Assert.Equal("68", journal.Records().Single().Update.Handle);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
            }

            return;
        }

        var error = Assert.Throws<GwsException>(() => SessionJournal.Open(Path, Server, "agent1"));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
        Assert.Contains("link", error.Message, StringComparison.Ordinal);
    }

    private static void Plant(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("This user may not make links: " + e.Message);
        }
    }
}
