using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// A record that is completed in several steps, each acknowledged before the next; the fault strikes one in the middle or at the
/// end.
/// </summary>
/// <param name="Name">For the table.</param>
/// <param name="Steps">The requests, in order.</param>
/// <param name="Struck">Which of them meets the fault.</param>
/// <param name="SetPending">Puts on the record what is to be sent.</param>
internal sealed record Sequence(string Name, IReadOnlyList<string> Steps, int Struck,
    Action<GwsOutbound, GwsRecordIdentity> SetPending)
{
    public static IReadOnlyList<Sequence> All { get; } =
    [
        new("Complete with fields, callback and result", ["UpdateRecord", "RescheduleRecord", "CompleteRecord"], 1,
            (outbound, record) =>
        {
            SetField(outbound, record);
            outbound.SetSchedule(record, DateTimeOffset.Now.AddDays(3), GwsCallbackType.Campaign, force: true);
            outbound.SetCallResult(record, GwsCallResult.Parse("Busy"), force: true);
        }),
        new("Complete with fields and Do Not Call", ["UpdateRecord", "DoNotCallRecord"], 1, (outbound, record) =>
        {
            SetField(outbound, record);
            outbound.SetDoNotCall(record, GwsChainScope.RecordOnly, force: true);
        }),
    ];

    /// <summary>Whether a step's change is still pending on the record.</summary>
    public static bool IsPending(GwsPendingChanges pending, string step) => step switch
    {
        "UpdateRecord" => pending.Fields.Count > 0,
        "RescheduleRecord" => pending.Schedule is not null,
        "DoNotCallRecord" => pending.DoNotCall is not null,
        _ => pending.CallResult is not null,
    };

    public bool IsMine(Stage stage, string step, SimulatorRequest request) =>
        request.Operation == step && request.Path.EndsWith("/" + stage.Record(Name).RecordHandle, StringComparison.Ordinal);

    private static void SetField(GwsOutbound outbound, GwsRecordIdentity record) =>
        outbound.UpdateFields(record, new Dictionary<string, object> { ["GSW_PHONE"] = "5551234" }, force: true);
}

/// <summary>Runs one row for the sequences.</summary>
internal static class SequenceRun
{
    public static async Task<IReadOnlyList<string>> RunAsync(Fault fault)
    {
        await using var stage = await Stage.ForAsync(fault);
        foreach (var sequence in Sequence.All)
        {
            await stage.TakeRecordAsync(sequence.Name);
            sequence.SetPending(stage.Outbound, stage.Record(sequence.Name));
        }

        var before = stage.LastRequest();
        await MatrixRun.StrikeAsync(stage, fault);
        if (fault.IsOfEvents)
        {
            stage.Simulator.Faults.Add(fault.Make!());
        }
        else if (fault.IsOfOneRequest)
        {
            foreach (var sequence in Sequence.All)
            {
                fault.Arm(stage, sequence.Steps[sequence.Struck], null);
            }
        }

        var expected = fault.Command;
        var errors = await Task.WhenAll(Sequence.All.Select(sequence => TryAsync(stage, sequence, expected)));
        var requests = stage.Simulator.Requests.Where(request => request.Sequence > before).ToList();
        return [.. Sequence.All.Zip(errors, (sequence, error) => Judge(stage, fault, sequence, error, requests))
            .OfType<string>()];
    }

    private static Task<GwsException?> TryAsync(Stage stage, Sequence sequence, Expected expected) => Cell.TryAsync(
        stage,
        new Operation(sequence.Name, OperationKind.Steps, null, (at, how) =>
            at.Outbound.CompleteRecordAsync(at.Record(sequence.Name), null, null, how, SimulatorFixture.Stop)),
        expected);

    private static string? Judge(Stage stage, Fault fault, Sequence sequence, GwsException? error,
        List<SimulatorRequest> requests)
    {
        // A fault of the whole server, or of all events, is met by the first step already.
        var struck = fault.IsOfOneRequest ? sequence.Struck : 0;
        var pending = stage.Session.Records.Find(stage.Record(sequence.Name).RecordHandle)?.Pending ?? GwsPendingChanges.None;
        for (var i = 0; i < sequence.Steps.Count; i++)
        {
            var step = sequence.Steps[i];
            var mine = requests.FindAll(request => sequence.IsMine(stage, step, request));
            var isAfter = i > struck && fault.Command.Fate != Fate.Done;
            if (isAfter && mine.Count > 0)
            {
                return $"{fault} x {sequence.Name}: {step} was sent although the step before it failed.";
            }

            var wrong = isAfter ? null : Cell.Judge(
                fault.Name, sequence.Name + ", " + step, OperationKind.Steps, i == struck
                    ? fault.Command : Expected.Done, i == struck ? error : null, mine);
            if (wrong is not null)
            {
                return wrong;
            }

            var shouldPend = i >= struck && fault.Command.Fate != Fate.Done;
            if (Sequence.IsPending(pending, step) != shouldPend)
            {
                return $"{fault} x {sequence.Name}: {step} is {(shouldPend ? "no longer" : "still")} pending: {pending}.";
            }
        }

        return null;
    }
}
