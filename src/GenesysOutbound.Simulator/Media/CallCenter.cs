using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>
/// The calls, and what agents may do with them. Used under the contact center's lock. A refusal is a GWS status code, 0 is
/// success.
/// </summary>
internal sealed class CallCenter
{
    public const string DefaultQueue = "9000";

    private const int NewestKept = 200;

    private readonly Dictionary<string, Call> _calls = new(StringComparer.Ordinal);
    private readonly Queue<string> _over = new();
    private readonly Queue<Call> _newest = new();
    private readonly CallMessages _messages;
    private readonly SimulatedClock _clock;
    private readonly DialOutcome _outcome;
    private readonly Func<IEnumerable<Agent>> _agents;
    private readonly Action<Agent, JObject> _dialed;
    private readonly int _kept;
    private int _last;

    public CallCenter(
        CallMessages messages,
        SimulatedClock clock,
        DialOutcome outcome,
        Func<IEnumerable<Agent>> agents,
        Action<Agent, JObject> dialed,
        int kept)
    {
        _kept = kept;
        _messages = messages;
        _clock = clock;
        _outcome = outcome;
        _agents = agents;
        _dialed = dialed;
    }

    /// <summary>What happens to calls to certain numbers, with * for any digits; the first that fits counts.</summary>
    public List<KeyValuePair<string, DialOutcome>> Outcomes { get; } = [];

    public IEnumerable<Call> All => _calls.Values;

    /// <summary>The newest calls, the oldest of them first.</summary>
    public IEnumerable<Call> Newest => _newest;

    public Call? Find(string id) => _calls.TryGetValue(id, out var call) ? call : null;

    /// <summary>The calls at an agent's device. A call that waits in the queue is at no device.</summary>
    public IEnumerable<Call> Of(Agent agent)
        => _calls.Values.Where(c => !c.IsOver && c.State != "Queued" && ReferenceEquals(c.Agent, agent));

    public JObject Resource(Call call) => _messages.Resource(call);

    public Call Ring(Agent agent, bool fromQueue, string from, JObject userData)
    {
        var call = New(agent);
        call.FromQueue = fromQueue;
        call.OtherNumber = from;
        call.Dnis = fromQueue ? DefaultQueue : agent.PhoneNumber;
        call.UserData = userData;
        Move(call, "Ringing");
        return call;
    }

    public Call Dial(Agent agent, string number, JObject userData)
    {
        var call = New(agent);
        call.CallType = "Outbound";
        call.OtherNumber = number;
        call.Dnis = number;
        call.UserData = userData;
        Move(call, "Dialing");
        _dialed(agent, userData);
        var rule = Outcomes.Find(r => FaultPattern.Glob(r.Key, number));
        var outcome = rule.Key is null ? _outcome : rule.Value;
        if (outcome != DialOutcome.Rings)
        {
            Move(call, outcome == DialOutcome.Answered ? "Established" : "Released");
        }

        return call;
    }

    /// <summary>Does what an agent asks; 2 means that the call's state does not allow it, 3 that nothing would.</summary>
    public int Operate(Call call, string operation, JObject body)
    {
        switch (operation)
        {
            case "Answer":
                return MoveIf(call, call.State == "Ringing", "Established");
            case "Hangup":
                return MoveIf(call, call.State is "Dialing" or "Established" or "Held", "Released");
            case "Hold":
                return MoveIf(call, call.State == "Established", "Held");
            case "Retrieve":
                return MoveIf(call, call.State == "Held", "Established");
            case "Reject":
                return Reject(call);
            case "AttachUserData" or "UpdateUserData" or "DeleteUserDataPair" or "DeleteUserData"
                when call.IsOver || call.State == "Queued":
                // Such a call has no capabilities, which is what the document's sample of a released call shows.
                return 2;
            case "AttachUserData":
            case "UpdateUserData":
                if (body["userData"] is not JObject pairs)
                {
                    return 1;
                }

                foreach (var pair in pairs)
                {
                    call.UserData[pair.Key] = pair.Value?.DeepClone();
                }

                _messages.Send(call, "AttachedDataChanged");
                return 0;
            case "DeleteUserDataPair":
                call.UserData.Remove((body["key"] as JValue)?.Value as string ?? string.Empty);
                _messages.Send(call, "AttachedDataChanged");
                return 0;
            case "DeleteUserData":
                call.UserData = [];
                _messages.Send(call, "AttachedDataChanged");
                return 0;
            case "SendDtmf":
                return call.State == "Established" ? 0 : 2;
            default:
                return 3;
        }
    }

    /// <summary>Forgets all calls and outcomes.</summary>
    public void Clear()
    {
        _calls.Clear();
        _over.Clear();
        _newest.Clear();
        Outcomes.Clear();
        _last = 0;
    }

    /// <summary>
    /// Replaces the attached data, as a routing strategy would. A call that waits in the queue is at no device: nobody is told.
    /// </summary>
    public void SetUserData(Call call, JObject userData)
    {
        call.UserData = userData;
        if (call.State != "Queued")
        {
            _messages.Send(call, "AttachedDataChanged");
        }
    }

    /// <summary>What the other party does.</summary>
    /// <param name="call">The call.</param>
    /// <param name="state">The state that the call has then.</param>
    /// <param name="reason">Why, for the history; null when the state says it all.</param>
    public void Remote(Call call, string state, string? reason = null)
    {
        if (call.State != "Queued")
        {
            Move(call, state, reason);
            return;
        }

        // The caller gives up in the queue: no agent gets an event.
        call.State = state;
        call.History.Add($"queue: {state}");
        Retire(call);
    }

    /// <summary>Rejects a ringing call: it goes back to its queue, and from there to the next agent who is logged in.</summary>
    private int Reject(Call call)
    {
        if (call.State != "Ringing")
        {
            return 2;
        }

        if (!call.FromQueue)
        {
            return 3;
        }

        var rejecting = call.Agent;
        call.RejectedBy.Add(rejecting.UserName);
        Move(call, "Released");
        call.State = "Queued";
        call.History.Add("queue: Queued");
        var next = _agents().FirstOrDefault(a => a.LoggedIn && !call.RejectedBy.Contains(a.UserName) && !Of(a).Any());
        if (next is not null)
        {
            call.Agent = next;
            Move(call, "Ringing");
        }

        return 0;
    }

    private int MoveIf(Call call, bool allowed, string state)
    {
        if (allowed)
        {
            Move(call, state);
        }

        return allowed ? 0 : 2;
    }

    private void Move(Call call, string state, string? reason = null)
    {
        call.State = state;
        call.History.Add(reason is null ? $"{call.Agent.UserName}: {state}" : $"{call.Agent.UserName}: {state} ({reason})");
        _messages.Send(call);
        if (call.IsOver)
        {
            Retire(call);
        }
    }

    private void Retire(Call call)
    {
        _over.Enqueue(call.Id);
        if (_over.Count > _kept && _over.Dequeue() is string oldest && _calls.TryGetValue(oldest, out var old) && old.IsOver)
        {
            _calls.Remove(oldest);
        }
    }

    private Call New(Agent agent)
    {
        var number = ++_last;
        var call = new Call(
            "013V08JRL498H1OI04000VTAES" + number.ToString("X6", CultureInfo.InvariantCulture),
            "00710238" + (0x21aec000 + number).ToString("x8", CultureInfo.InvariantCulture),
            agent,
            _clock.Now);
        _calls.Add(call.Id, call);
        _newest.Enqueue(call);
        if (_newest.Count > NewestKept)
        {
            _newest.Dequeue();
        }

        return call;
    }
}
