using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// What the page can do, by the operations that the commands use: the same rules, the same errors. Every action answers with
/// <c>ok</c>, or with the error's id, message and advice.
/// </summary>
internal sealed class PageActions
{
    private readonly GwsSession _session;
    private readonly GwsDesktopOptions _options;
    private readonly UnknownOutcomes _unknown;
    private readonly Dictionary<string, Func<PageRequest, CancellationToken, Task>> _actions;

    public PageActions(GwsSession session, GwsDesktopOptions options, UnknownOutcomes unknown)
    {
        _session = session;
        _options = options;
        _unknown = unknown;
        var outbound = session.Outbound;
        _actions = new(StringComparer.Ordinal)
        {
            ["agent.setState"] = (given, stop) => session.Agent.SetStateAsync(given.Enum<GwsAgentState>("state"), null, stop),
            ["campaign.start"] = (given, stop) => outbound.StartPreviewSessionAsync(given.Campaign, null, stop),
            ["campaign.stop"] = (given, stop) => outbound.EndPreviewSessionAsync(given.Campaign, null, stop),
            ["campaign.next"] = (given, stop) => outbound.GetPreviewRecordAsync(given.Campaign, null, stop),
            ["record.call"] = (given, stop) => outbound.DialRecordAsync(given.Record, null, null, stop),
            ["record.chain"] = (given, stop) => outbound.GetChainedRecordsAsync(given.Record, null, stop),
            ["record.reject"] = (given, stop) => outbound.RejectRecordAsync(given.Record, null, stop),
            ["record.cancel"] = (given, stop) => outbound.CancelRecordAsync(given.Record, null, null, stop),
            ["record.complete"] = (given, stop) => outbound.CompleteRecordAsync(given.Record, null, null, null, stop),
            ["record.setResult"] = Pending(given =>
                outbound.SetCallResult(given.Record, GwsCallResult.Parse(given.Text("result")), force: false)),
            ["record.clearResult"] = Pending(given => outbound.ClearCallResult(given.Record)),
            ["record.setDoNotCall"] = Pending(given =>
                outbound.SetDoNotCall(given.Record, given.Enum<GwsChainScope>("scope"), force: false)),
            ["record.removeDoNotCall"] = Pending(given => outbound.RemoveDoNotCall(given.Record)),
            ["record.setSchedule"] = Pending(given =>
                outbound.SetSchedule(given.Record, given.Text("time"), given.Enum<GwsCallbackType>("callbackType"),
                    force: false)),
            ["record.removeSchedule"] = Pending(given => outbound.RemoveSchedule(given.Record)),
            ["record.updateFields"] = Pending(given =>
                outbound.UpdateFields(given.Record, Json.ToDictionary(given.Object("fields")), force: false)),
            ["record.discard"] = Pending(given => outbound.DiscardChanges(given.Record)),
            ["call.answer"] = (given, stop) => session.Voice.AnswerAsync(given.Text("call"), null, stop),
            ["call.reject"] = (given, stop) => session.Voice.RejectAsync(given.Text("call"), null, stop),
            ["call.hangUp"] = (given, stop) => session.Voice.HangupAsync(given.Text("call"), null, stop),
            ["email.accept"] = (given, stop) => session.Email.AcceptAsync(given.Text("email"), null, stop),
            ["email.reject"] = (given, stop) => session.Email.RejectAsync(given.Text("email"), null, stop),
            ["unknown.dismiss"] = Pending(given => unknown.Dismiss(given.Number("id"))),
        };
    }

    /// <summary>The names of the actions.</summary>
    public IEnumerable<string> Names => _actions.Keys;

    /// <summary>Carries out an action.</summary>
    public async Task<JObject> RunAsync(JObject request, CancellationToken stop)
    {
        var given = new PageRequest(request);
        var name = given.TextOrNull("action");
        if (name is null || !_actions.TryGetValue(name, out var action))
        {
            return Refused("InvalidParameter", $"The page knows no action '{name}'.", "Load the page again.");
        }

        if (_options.ReadOnly)
        {
            return Refused("ReadOnly", "The desktop was started with -ReadOnly; nothing was changed.",
                "Start it without -ReadOnly to change something.");
        }

        try
        {
            await action(given, stop).ConfigureAwait(false);
            return new JObject { ["ok"] = true };
        }
        catch (GwsException error)
        {
            _unknown.Note(error, name);
            return Failure(error);
        }
        catch (ArgumentException error)
        {
            return Refused("InvalidParameter", error.Message, "Load the page again.");
        }
    }

    private static Func<PageRequest, CancellationToken, Task> Pending(Action<PageRequest> change) => (given, _) =>
    {
        change(given);
        return Task.CompletedTask;
    };

    private static JObject Refused(string id, string message, string advice) =>
        new() { ["error"] = new JObject { ["id"] = id, ["message"] = message, ["advice"] = advice } };

    private static JObject Failure(GwsException error)
    {
        var fields = new JObject();
        foreach (var problem in error.FieldProblems)
        {
            fields[problem.Key] = problem.Value;
        }

        return new JObject
        {
            ["error"] = new JObject
            {
                ["id"] = error.ErrorId,
                ["message"] = error.Message,
                ["advice"] = error.Info.Meaning,
                ["outcomeUnknown"] = error.IsOutcomeUnknown,
                ["referenceId"] = error.ReferenceId,
                ["fields"] = fields,
            },
        };
    }
}
