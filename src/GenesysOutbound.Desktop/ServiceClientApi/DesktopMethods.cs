using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The methods outside the outbound namespace that a session can carry out: the agent's state, interactions with their user data,
/// mark done, calls. Names and parameters are those that the vendor's client library sends; where no sample of a reply is public,
/// the shape is this desktop's own.
/// </summary>
internal sealed class DesktopMethods(GwsSession session, InteractionRegistry interactions, MethodTable table)
{
    private static readonly GwsAgentState[] States = [GwsAgentState.Ready, GwsAgentState.NotReady, GwsAgentState.AuxWork,
        GwsAgentState.AfterCallWork];

    /// <summary>Puts the methods into the table.</summary>
    public void Register()
    {
        table.Read("agent.get", _ => Agent());
        table.Read("agent.getStateList", _ => new JArray(States.Select(State)));
        table.Read("agent.getState", _ => AgentState(session));
        table.Change("agent.setState", SetStateAsync);
        table.Read("interaction.getInteractions", _ =>
            new JArray(interactions.Open().Select(open => InteractionShape.Of(session, open))));
        table.Read("interaction.getByInteractionId", given => InteractionShape.Of(session, Interaction(given)));
        table.Change("interaction.setUserData", SetUserData);
        table.Change("interaction.markdone", MarkDoneAsync);
        table.Change("interaction.accept", AcceptAsync);
        table.Change("interaction.reject", RejectAsync);
        table.Change("voice.dial", DialAsync);
        table.Change("voice.answer", (given, options, stop) =>
            OfCallAsync(given, call => session.Voice.AnswerAsync(call, options, stop)));
        table.Change("voice.hangUp", (given, options, stop) =>
            OfCallAsync(given, call => session.Voice.HangupAsync(call, options, stop)));
    }

    /// <summary>The agent's present state, by the first voice device.</summary>
    internal static JObject AgentState(GwsSession session)
    {
        var device = session.Devices.Count > 0 ? session.Devices[0] : null;
        return new JObject
        {
            ["type"] = device?.WorkMode ?? device?.UserState,
            ["displayName"] = device?.UserStateName ?? device?.UserState,
            ["operationName"] = device?.UserState,
            ["devices"] = new JArray(session.Devices.Select(item =>
                new JObject { ["number"] = item.PhoneNumber, ["state"] = item.UserState, ["workMode"] = item.WorkMode })),
        };
    }

    private static JObject State(GwsAgentState state, int index) => new()
    {
        ["stateListIndex"] = index,
        ["operationName"] = state.ToString(),
        ["displayName"] = state switch
        {
            GwsAgentState.NotReady => "Not Ready",
            GwsAgentState.AuxWork => "Not Ready - Auxiliary Work",
            GwsAgentState.AfterCallWork => "Not Ready - After Call Work",
            _ => "Ready",
        },
    };

    private JObject Agent() => new()
    {
        ["userName"] = session.User.UserName ?? session.UserName,
        ["firstName"] = session.User.FirstName,
        ["lastName"] = session.User.LastName,
        ["emailAddress"] = session.User.EmailAddress,
        ["agentId"] = session.User.UserId,
    };

    private async Task<JToken?> SetStateAsync(RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var text = given.Text(0, "stateListIndex");
        var isIndex = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < States.Length;
        var found = isIndex
            ? States[index] : States.FirstOrDefault(state =>
            string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase));
        if (!isIndex && !string.Equals(found.ToString(), text, StringComparison.OrdinalIgnoreCase))
        {
            throw new ServiceClientException(
                $"'{text}' is not the index or the name of a state. Ask agent.getStateList for the states.");
        }

        await session.Agent.SetStateAsync(found, options, stop).ConfigureAwait(false);
        return null;
    }

    private void SetUserData(RequestParameters given)
    {
        var interaction = Interaction(given);
        var handle = interaction.Handle ?? throw new ServiceClientException(
            $"The interaction '{interaction.Id}' has no outbound record; user data of other interactions cannot be changed in " +
                $"this desktop.");
        session.Outbound.UpdateFields(new GwsRecordIdentity(handle), Json.ToDictionary(given.Object(1, "keyValues")),
            force: false);
    }

    private async Task<JToken?> MarkDoneAsync(RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var interaction = Interaction(given);
        if (interaction.Handle is { } handle)
        {
            await new ChainCompletion(session, handle, interactions.OthersWithChanges(interaction))
                .RunAsync(options, stop).ConfigureAwait(false);
        }
        else if (interaction.CallId is { } callId && session.Calls.Find(callId) is not { IsActive: true })
        {
            interactions.MarkDone(interaction);
        }
        else
        {
            throw new ServiceClientException(interaction.EmailId is null
                ? $"The call of interaction '{interaction.Id}' is active; hang up first."
                : $"The e-mail of interaction '{interaction.Id}' cannot be marked done in this desktop.");
        }

        return null;
    }

    private async Task<JToken?> AcceptAsync(RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var interaction = Interaction(given);
        if (interaction.EmailId is { } emailId)
        {
            await session.Email.AcceptAsync(emailId, options, stop).ConfigureAwait(false);
        }
        else
        {
            await session.Voice.AnswerAsync(CallOf(interaction), options, stop).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<JToken?> RejectAsync(RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var interaction = Interaction(given);
        if (interaction.EmailId is { } emailId)
        {
            await session.Email.RejectAsync(emailId, options, stop).ConfigureAwait(false);
        }
        else if (interaction.Kind == InteractionKind.Preview)
        {
            await session.Outbound.RejectRecordAsync(new GwsRecordIdentity(interaction.Handle!), options, stop)
                .ConfigureAwait(false);
        }
        else
        {
            await session.Voice.RejectAsync(CallOf(interaction), options, stop).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<JToken?> DialAsync(RequestParameters given, GwsOperationOptions options, CancellationToken stop)
    {
        var userData = given.ObjectOrNull(1) is { } data ? Json.ToDictionary(data) : null;
        var result = await session.Voice.DialAsync(given.Text(0, "destination"), null, userData, options, stop)
            .ConfigureAwait(false);
        var interaction = interactions.Open().FirstOrDefault(open => open.CallId == result.CallId);
        return interaction is null ? null : InteractionShape.Of(session, interaction);
    }

    private async Task<JToken?> OfCallAsync(RequestParameters given, Func<string, Task> operation)
    {
        await operation(CallOf(Interaction(given))).ConfigureAwait(false);
        return null;
    }

    private Interaction Interaction(RequestParameters given) => interactions.Get(given.Text(0, "interactionId"));

    private static string CallOf(Interaction interaction) =>
        interaction.CallId ?? throw new ServiceClientException($"The interaction '{interaction.Id}' has no call.");
}
