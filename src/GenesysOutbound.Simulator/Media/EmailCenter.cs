using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>
/// The e-mails: offered, accepted, rejected and offered to the next (Web Services API Reference, Email API, Reject).
/// </summary>
internal sealed class EmailCenter
{
    private const string Channel = "/v2/me/emails";
    private const int NewestKept = 200;

    private static readonly string[] ProcessingOperations =
    [
        "Reply", "ReplyAll", "Transfer", "AddComment", "AttachUserData", "UpdateUserData", "DeleteUserData", "SetDisposition",
        "SetInFocus", "Complete",
    ];

    private readonly Dictionary<string, Email> _emails = new(StringComparer.Ordinal);
    private readonly Queue<string> _done = new();
    private readonly Queue<Email> _newest = new();
    private readonly EventHub _hub;
    private readonly ResponseVariation _variants;
    private readonly Func<Uri> _server;
    private readonly Func<IEnumerable<Agent>> _agents;
    private readonly int _kept;
    private int _last;
    private int _lastReference;

    public EmailCenter(EventHub hub, ResponseVariation variants, Func<Uri> server, Func<IEnumerable<Agent>> agents, int kept)
    {
        _kept = kept;
        _hub = hub;
        _variants = variants;
        _server = server;
        _agents = agents;
    }

    public IEnumerable<Email> All => _emails.Values;

    /// <summary>The newest e-mails, the oldest of them first.</summary>
    public IEnumerable<Email> Newest => _newest;

    public Email? Find(string id) => _emails.TryGetValue(id, out var email) ? email : null;

    public IEnumerable<Email> Of(Agent agent)
        => _emails.Values.Where(e => ReferenceEquals(e.Agent, agent) && e.State is "Invited" or "Processing");

    public Email Offer(Agent agent, JObject userData)
    {
        var email = new Email("00012a9HEEG" + (++_last).ToString("X5", CultureInfo.InvariantCulture), agent, userData);
        _emails.Add(email.Id, email);
        _newest.Enqueue(email);
        if (_newest.Count > NewestKept)
        {
            _newest.Dequeue();
        }

        Move(email, "Invited");
        return email;
    }

    public int Operate(Email email, string operation)
    {
        switch (operation)
        {
            case "Accept" when email.State == "Invited":
                Move(email, "Processing");
                return 0;
            case "Complete" when email.State == "Processing":
                Move(email, "Completed");
                _done.Enqueue(email.Id);
                if (_done.Count > _kept)
                {
                    _emails.Remove(_done.Dequeue());
                }

                return 0;
            case "Reject" when email.State == "Invited":
                email.RejectedBy.Add(email.Agent.UserName);
                Move(email, "Completed");
                email.State = "Queued";
                email.History.Add("queue: Queued");
                var next = _agents().FirstOrDefault(a => a.LoggedIn && a.Has("api-multimedia")
                    && !email.RejectedBy.Contains(a.UserName));
                if (next is not null)
                {
                    email.Agent = next;
                    Move(email, "Invited");
                }

                return 0;
            case "Accept":
            case "Complete":
            case "Reject":
                return 2;
            default:
                return 3;
        }
    }

    /// <summary>Forgets all e-mails.</summary>
    public void Clear()
    {
        _emails.Clear();
        _done.Clear();
        _newest.Clear();
        _last = 0;
        _lastReference = 0;
    }

    /// <summary>Replaces the attached data; the agent gets the e-mail again with its state.</summary>
    public void SetUserData(Email email, JObject userData)
    {
        email.UserData = userData;
        if (email.State is "Invited" or "Processing")
        {
            Send(email);
        }
    }

    public JObject Resource(Email email) => new()
    {
        ["userData"] = email.UserData.DeepClone(),
        ["state"] = email.State,
        ["id"] = email.Id,
        ["capabilities"] = email.State switch
        {
            "Invited" => new JArray("Accept", "Reject"),
            "Processing" => new JArray(ProcessingOperations.Cast<object>().ToArray()),
            _ => [],
        },
        ["uri"] = new Uri(_server(), $"api/v2/email/{email.Id}").ToString(),
    };

    private void Move(Email email, string state)
    {
        email.State = state;
        email.History.Add($"{email.Agent.UserName}: {state}");
        Send(email);
    }

    private void Send(Email email)
    {
        var drawn = _variants.Draw();
        var data = new JObject
        {
            // The server numbers e-mail messages itself, as an integer, although no request gave a reference id.
            ["referenceId"] = ++_lastReference,
            ["notificationType"] = ResponseVariation.StatusChange(drawn),
            ["messageType"] = "EmailStateChangeMessage",
            ["email"] = Resource(email),
        };
        ResponseVariation.Finish(data, drawn);
        _hub.Send(email.Agent.UserName, Channel, data, wireChannel: ResponseVariation.Channel(Channel, drawn));
    }
}
