using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Integration.Tests.Journal;

/// <summary>
/// The process that the kill test kills: this assembly, started with a journal in the environment. It keeps and discards changes
/// as fast as it can and says after each that it is kept.
/// </summary>
internal static class JournalChild
{
    public const string PathVariable = "GWS_TEST_JOURNAL";
    public const string StartVariable = "GWS_TEST_JOURNAL_START";
    public const int Handles = 5;

    public static Uri Server { get; } = new("https://gws.example.com/");

#pragma warning disable CA2255 // Before the test runner's own entry point: in the child there is no test to run.
    [ModuleInitializer]
    internal static void RunWhenChild()
#pragma warning restore CA2255
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is not { Length: > 0 } path)
        {
            return;
        }

        using var journal = SessionJournal.Open(path, Server, "agent1");
        var start = long.Parse(Environment.GetEnvironmentVariable(StartVariable)!, CultureInfo.InvariantCulture);
        for (var number = start; ; number++)
        {
            Do(journal, number);
            Console.Out.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    /// <summary>What step a number stands for; the test asks too.</summary>
    public static (string Handle, bool Discard) StepOf(long number) =>
        ("r" + (number % Handles).ToString(CultureInfo.InvariantCulture), number % 7 == 3);

    private static void Do(SessionJournal journal, long number)
    {
        var (handle, discard) = StepOf(number);
        if (discard)
        {
            journal.Discard(handle);
            return;
        }

        var fields = new GwsData();
        fields.Set("number", number);
        journal.Keep(new GwsRecord { RecordHandle = handle, CampaignName = "Campaign1",
            Pending = new GwsPendingChanges { Fields = fields.Freeze() } });
    }
}
