using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// What comes to an agent beside the records: calls and e-mails, taken or rejected as they come; the agent's states; a look at
/// the session.
/// </summary>
internal sealed class InteractionWork(SoakContext context, GwsSession session, OperationLog account, Random random)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly GwsAgentState[] States = [GwsAgentState.Ready, GwsAgentState.AfterCallWork, GwsAgentState.AuxWork,
        GwsAgentState.NotReady];

    private readonly GwsEventReader _reader = session.Events.CreateReader();
    private int _state;

    public async Task WorkAsync(Func<bool> isOver, CancellationToken stop)
    {
        var wanted = new GwsEventFilter { Condition = one => one.Call is { State: "Ringing" }
            || one.Email is { State: "Invited" } };
        await LookAtTheSessionAsync(stop);
        while (!isOver())
        {
            if (await _reader.TakeAsync(wanted, Look, cancellationToken: stop) is not { } come)
            {
                continue;
            }

            if (come.Call is { } call)
            {
                await CallAsync(call.CallId, stop);
            }
            else if (come.Email is { } email)
            {
                await EmailAsync(email.EmailId, stop);
            }

            var state = States[_state++ % States.Length];
            await account.NoteAsync("AgentState", () => session.Agent.SetStateAsync(state, null, stop));
        }
    }

    private async Task CallAsync(string id, CancellationToken stop)
    {
        Entry About(Entry entry) => entry with { Interaction = id };
        if (random.Next(100) < 35)
        {
            // A direct call cannot be rejected; the client says so and it is answered after all.
            var (_, error) = await account.NoteAsync("Reject", () => session.Voice.RejectAsync(id, null, stop), About);
            if (error?.ErrorId != GwsErrorIds.CallNotRejectable)
            {
                return;
            }
        }

        var (answered, _) = await account.NoteAsync("Answer", () => session.Voice.AnswerAsync(id, null, stop), About);
        if (answered is not null)
        {
            await account.NoteAsync("Hangup", () => session.Voice.HangupAsync(id, null, stop), About);
        }
    }

    private async Task EmailAsync(string id, CancellationToken stop)
    {
        Entry About(Entry entry) => entry with { Interaction = id };
        if (random.Next(100) < 40)
        {
            await account.NoteAsync("Reject", () => session.Email.RejectAsync(id, null, stop), About);
            return;
        }

        var (accepted, _) = await account.NoteAsync("Accept", () => session.Email.AcceptAsync(id, null, stop), About);
        if (accepted is not null)
        {
            // The client has no operation for it: the raw way out.
            await RawAsync(HttpMethod.Post, "/api/v2/me/emails/" + id, "{\"operationName\":\"Complete\"}", stop);
        }
    }

    private async Task LookAtTheSessionAsync(CancellationToken stop)
    {
        await RawAsync(HttpMethod.Get, "/api/v2/me/devices?fields=*", null, stop);
        await SayAsync("Probe", () => session.ProbeAsync(stop));
        await SayAsync("RefreshDevices", () => session.Agent.RefreshDevicesAsync(stop));
        var number = "888" + session.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (dialled, _) = await account.NoteAsync("Dial", () => session.Voice.DialAsync(number, null, null, null, stop));
        if (dialled?.CallId is { } call)
        {
            await account.NoteAsync("Hangup", () => session.Voice.HangupAsync(call, null, stop), entry =>
                entry with { Interaction = call });
        }
    }

    private Task RawAsync(HttpMethod method, string path, string? body, CancellationToken stop) =>
        SayAsync("raw " + method, () => session.SendAsync(method, path, body, stop));

    private async Task SayAsync(string what, Func<Task> run)
    {
        context.Use(what);
        try
        {
            await run();
        }
        catch (GwsException)
        {
            context.Use(what + " failed");
        }
    }
}
