using System;
using System.Collections.Generic;
using System.IO;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Control;

/// <summary>
/// Drives the simulator from outside its process: <c>POST /simulator/OPERATION</c> with a JSON body. It requires the control
/// token, so that a page of another
/// site that is open in a browser on the same machine cannot drive it.
/// </summary>
internal sealed class ControlApi
{
    private const string Root = "/simulator/";

    private readonly Dictionary<string, Func<JObject, JObject>> _operations = new(StringComparer.Ordinal);
    private readonly ISimulatorControl _simulator;
    private readonly ControlToken _token;

    public ControlApi(ISimulatorControl simulator, ControlToken token)
    {
        _token = token;
        _simulator = simulator;
        AddInteractions();
        AddRecordsAndCampaigns();
        AddServer();
    }

    public HttpReply? Handle(HttpRequest request)
    {
        if (!request.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        if (!_token.IsIn(request))
        {
            return HttpReply.FromText(403, "The control token is missing or wrong. Send it in the header X-Simulator-Token.");
        }

        var body = (request.Body.Length > 0 ? Json.TryParse(request.Body) : new JObject()) as JObject;
        if (request.Method != "POST" || body is null)
        {
            return HttpReply.FromText(400, "Send a POST request with a JSON object.");
        }

        if (!_operations.TryGetValue(request.Path.Substring(Root.Length), out var operation))
        {
            return HttpReply.FromText(404, $"There is no operation at {request.Path}.");
        }

        // Some operations cut all connections; this one carries their answer.
        request.IsAnsweredBeforeDrop = true;
        try
        {
            return HttpReply.FromJson(200, operation(body).ToString(Formatting.None));
        }
        catch (Exception e) when (e is ArgumentException or JsonException or FormatException or IOException)
        {
            return HttpReply.FromText(400, e.Message);
        }
    }

    private void AddInteractions()
    {
        Add<RingCallArguments>("ring-call", a => Result("callId", _simulator.RingCall(a.Agent, a.FromQueue, a.From, a.UserData)));
        Add<CallArguments>("answer-call", a => _simulator.AnswerCall(a.CallId));
        Add<EndCallArguments>("end-call", a => _simulator.EndCall(a.CallId, a.Reason));
        Add<UserDataArguments>("set-user-data", a => _simulator.SetUserData(a.Id, a.UserData));
        Add<OfferEmailArguments>("offer-email", a => Result("emailId", _simulator.OfferEmail(a.Agent, a.Subject, a.From)));
        Add<PublishArguments>(
            "publish", a => _simulator.Publish(a.Agent, a.Channel, a.Data.ToString(Formatting.None), a.ToUnsubscribed));
    }

    private void AddRecordsAndCampaigns()
    {
        Add<PushRecordArguments>("push-record", a => Result("recordHandle", Push(a)));
        Add<RecordArguments>("withdraw-record", a => _simulator.WithdrawRecord(a.RecordHandle));
        Add<NoArguments>("list-records", _ => Result("records", JsonSettings.Write(_simulator.Records)));
        Add<CampaignArguments>("load-campaign", a => _simulator.LoadCampaign(a.Campaign));
        Add<CampaignArguments>("start-campaign", a => _simulator.StartCampaign(a.Campaign));
        Add<CampaignArguments>("stop-campaign", a => _simulator.StopCampaign(a.Campaign));
        Add<CampaignArguments>("unload-campaign", a => _simulator.UnloadCampaign(a.Campaign));
        Add<CampaignModeArguments>("change-campaign-mode", a => _simulator.ChangeCampaignMode(a.Campaign, a.DialingMode));
    }

    private void AddServer()
    {
        Add<AdvanceClockArguments>("advance-clock", a => _simulator.AdvanceClock(ToTimeSpan(a.Seconds)));
        Add<AgentArguments>("expire-bayeux", a => _simulator.ExpireBayeux(a.Agent));
        Add<AgentArguments>("expire-http", a => _simulator.ExpireHttp(a.Agent));
        Add<AgentArguments>("disconnect-bayeux", a => _simulator.DisconnectBayeux(a.Agent));
        Add<NoArguments>("reset", _ => _simulator.Reset());
        Add<NoArguments>("restart", _ => _simulator.Restart());
        Add<NoArguments>("drop-connections", _ => _simulator.DropConnections());
        Add<SimulatorFault>("add-fault", fault => _simulator.Faults.Add(fault));
        Add<NoArguments>("clear-faults", _ => _simulator.Faults.Clear());
        Add<NoArguments>("list-requests", _ => Result("requests", JsonSettings.Write(_simulator.Requests)));
        Add<NoArguments>("clear-requests", _ => _simulator.ClearRequests());
    }

    /// <exception cref="ArgumentException">Neither a campaign nor a record is named.</exception>
    private long? Push(PushRecordArguments arguments)
    {
        if (arguments.RecordHandle is long handle)
        {
            _simulator.PushRecord(arguments.Agent, handle);
            return handle;
        }

        return arguments.Campaign is string campaign
            ? _simulator.PushRecord(arguments.Agent, campaign)
            : throw new ArgumentException("'campaign' or 'recordHandle' is missing.");
    }

    private static JObject Result(string name, JToken? value) => new() { [name] = value };

    /// <exception cref="ArgumentException">The number of seconds is not one that a clock can be moved by.</exception>
    private static TimeSpan ToTimeSpan(double seconds)
        => seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException(FormattableString.Invariant(
                $"'seconds' is {seconds}; it must be 0 or more, and within the range of the clock."));

    private void Add<T>(string name, Action<T> run) => Add<T>(name, arguments =>
    {
        run(arguments);
        return [];
    });

    private void Add<T>(string name, Func<T, JObject> run) => _operations.Add(name, body => run(JsonSettings.Read<T>(body)));
}
