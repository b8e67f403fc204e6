using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Journal;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>The file itself: cut at every byte, damaged at every byte, opened twice, of another user.</summary>
public sealed class JournalFileTests : IDisposable
{
    private static readonly Uri Server = new("https://gws.example.com/");

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("pending.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cut_at_any_byte_what_was_whole_is_there()
    {
        var (bytes, states) = Write();
        var head = Array.IndexOf(bytes, (byte)'\n') + 1;
        for (var length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(Path, bytes[..length]);
            if (length > 0 && length < head)
            {
                // The head comes with the file, in one step: a part of one is not ours.
                Assert.Equal(GwsErrorIds.JournalMismatch,
                    Assert.Throws<GwsException>(() => SessionJournal.Open(Path, Server, "agent1")).ErrorId);
                continue;
            }

            using var journal = SessionJournal.Open(Path, Server, "agent1");
            Assert.Equal(0, journal.Damaged);
            var whole = bytes.AsSpan(0, length).Count((byte)'\n');
            Assert.Equal(whole <= 1 ? string.Empty : states[whole - 2], Text(journal));
        }
    }

    [Fact]
    public void Damaged_at_any_byte_only_that_line_is_lost_and_it_is_said()
    {
        var (bytes, _) = Write();
        var head = Array.IndexOf(bytes, (byte)'\n') + 1;
        var total = bytes.Count(b => b == '\n');
        for (var at = head; at < bytes.Length - 1; at += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x04;
            File.WriteAllBytes(Path, damaged);
            using var file = JournalFile.Open(Path, out var lines);

            // A damaged line end makes one bad line of two.
            Assert.InRange(file.Damaged, 1, 2);
            Assert.InRange(lines.Count, total - 2, total - 1);
        }
    }

    [Fact]
    public void Two_sessions_cannot_have_it()
    {
        using var first = SessionJournal.Open(Path, Server, "agent1");
        var error = Assert.Throws<GwsException>(() => SessionJournal.Open(Path, Server, "agent1"));
        Assert.Equal(GwsErrorIds.JournalInUse, error.ErrorId);
    }

    [Theory]
    [InlineData("https://other.example.com/", "agent1")]
    [InlineData("https://gws.example.com/", "agent2")]
    public void Of_another_server_or_user_it_is_refused_and_left_alone(string server, string user)
    {
        var (bytes, _) = Write();
        var error = Assert.Throws<GwsException>(() => SessionJournal.Open(Path, new Uri(server), user));
        Assert.Equal(GwsErrorIds.JournalMismatch, error.ErrorId);
        Assert.Equal(bytes, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_left_alone()
    {
        File.WriteAllText(Path, "Dear diary,\nnothing happened today.\n");
        var error = Assert.Throws<GwsException>(() => SessionJournal.Open(Path, Server, "agent1"));
        Assert.Equal(GwsErrorIds.JournalMismatch, error.ErrorId);
        Assert.StartsWith("Dear diary", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_of_the_journal()
    {
        var error = Assert.Throws<GwsException>(() =>
            SessionJournal.Open(_folder.File("no/such/folder/x.journal"), Server, "agent1"));
        Assert.Equal(GwsErrorIds.JournalFailed, error.ErrorId);
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("On Windows the rights are those of the folder.");
            return;
        }

        _ = Write();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + ".lock"));

        // A file that was open to others is made again.
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        SessionJournal.Open(Path, Server, "agent1").Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_long_history_does_not_stay()
    {
        using var journal = SessionJournal.Open(Path, Server, "agent1");
        var text = new string('x', 1000);
        for (var i = 0; i < 5000; i++)
        {
            Keep(journal, "68", text + i);
        }

        Assert.InRange(new FileInfo(Path).Length, 1, 2 * 1024 * 1024);
        Assert.EndsWith("4999", (string)journal.Records().Single().Pending.Fields["note"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_change_comes_back_as_it_was()
    {
        var at = new DateTimeOffset(2030, 2, 3, 14, 30, 0, TimeSpan.FromHours(-5));
        var fields = new GwsData();
        fields.Set("Text", "line\nbreak \u001b[31m \"quotes\" \u20ac");
        fields.Set("Number", 123456789012L);
        fields.Set("Fraction", 1.5);
        using (var journal = SessionJournal.Open(Path, Server, "agent1"))
        {
            journal.Keep(new GwsRecord
            {
                RecordHandle = "68",
                CampaignName = "Ünïcode / Campaign",
                CallingList = "List",
                ApplicationId = 202,
                DevicePath = "/devices/1",
                State = GwsRecordState.Calling,
                TimeZoneOffset = TimeSpan.FromHours(-5),
                Pending = new GwsPendingChanges
                {
                    CallResult = GwsCallResult.Parse("Busy"),
                    Schedule = new GwsSchedule(at, GwsCallbackType.Personal),
                    Fields = fields.Freeze(),
                },
            });
        }

        using var again = SessionJournal.Open(Path, Server, "agent1");
        var kept = again.Records().Single();
        Assert.Equal("Ünïcode / Campaign", kept.Update.CampaignName);
        Assert.Equal(202, kept.Update.ApplicationId);
        Assert.Equal(GwsRecordState.Called, kept.State);
        Assert.Equal(GwsCallResult.Parse("Busy"), kept.Pending.CallResult);
        Assert.Equal(at, kept.Pending.Schedule!.At);
        Assert.Equal(GwsCallbackType.Personal, kept.Pending.Schedule.CallbackType);
        Assert.Equal(fields["Text"], kept.Pending.Fields["Text"]);
        Assert.Equal(123456789012L, kept.Pending.Fields["Number"]);
        Assert.Equal(1.5, kept.Pending.Fields["Fraction"]);
    }

    private (byte[] Bytes, List<string> States) Write()
    {
        var states = new List<string>();
        var journal = SessionJournal.Open(Path, Server, "agent1");
        foreach (var (handle, note) in new[] { ("68", "one"), ("69", "two"), ("68", "three"), ("69", (string?)null),
            ("70", "four") })
        {
            if (note is null)
            {
                journal.Discard(handle);
            }
            else
            {
                Keep(journal, handle, note);
            }

            states.Add(Text(journal));
        }

        journal.Dispose();
        var bytes = File.ReadAllBytes(Path);
        Assert.Equal(states.Count + 1, bytes.Count(b => b == '\n'));
        return (bytes, states);
    }

    private static void Keep(SessionJournal journal, string handle, string note)
    {
        var fields = new GwsData();
        fields.Set("note", note);
        journal.Keep(new GwsRecord { RecordHandle = handle, CampaignName = "Campaign1",
            Pending = new GwsPendingChanges { Fields = fields.Freeze() } });
    }

    private static string Text(SessionJournal journal)
    {
        var text = new StringBuilder();
        foreach (var item in journal.Records().OrderBy(item => item.Update.Handle, StringComparer.Ordinal))
        {
            _ = text.Append(item.Update.Handle).Append('=').Append(item.Pending.Fields["note"]).Append(';');
        }

        return text.ToString();
    }
}
