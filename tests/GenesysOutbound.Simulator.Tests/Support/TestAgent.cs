using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests.Support;

/// <summary>
/// An agent's client made of HttpClient and nothing else, so that the simulator is not tested by code that shares its mistakes.
/// </summary>
internal sealed class TestAgent : IDisposable
{
    private readonly HttpClient _http;
    private readonly List<JObject> _events = [];
    private string? _csrf;
    private int _lastId;

    public TestAgent(GwsSimulator simulator, string userName, string password = "secret")
    {
        Simulator = simulator;
        UserName = userName;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false,
            UseProxy = false }) { BaseAddress = simulator.Uri };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(userName + ":" + password)));
    }

    public GwsSimulator Simulator { get; }

    public string UserName { get; }

    public string ClientId { get; private set; } = string.Empty;

    public string DevicePath => Simulator.Agents.Single(a => a.UserName == UserName).DevicePath;

    public bool SendsCsrf { get; set; } = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Logs in all the way: REST, handshake, subscriptions, first poll, contact-center session.</summary>
    public static async Task<TestAgent> LogInAsync(GwsSimulator simulator, string userName, bool acknowledged = false)
    {
        var agent = new TestAgent(simulator, userName);
        await agent.GetAsync("/api/v2/me");
        await agent.HandshakeAsync(acknowledged);
        await agent.SubscribeAsync("/v2/me/*");
        await agent.PollAsync();
        var started = await agent.PostAsync("/api/v2/me",
            new JObject { ["operationName"] = "StartContactCenterSession", ["channels"] = new JArray("voice") });
        Assert.Equal(0, (int)started["statusCode"]!);
        await agent.EventAsync(e => (string?)e["channel"] == "/v2/me/devices");
        return agent;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (SendsCsrf && _csrf is not null)
        {
            request.Headers.Add("X-CSRF-TOKEN", _csrf);
        }

        var response = await _http.SendAsync(request, Token);
        if (response.Headers.TryGetValues("X-CSRF-TOKEN", out var values))
        {
            _csrf = values.Single();
        }

        return response;
    }

    public async Task<JObject> GetAsync(string path) => JObject.Parse(await ReadAsync(await SendAsync(HttpMethod.Get, path)));

    public async Task<JObject> PostAsync(string path, JObject body)
        => JObject.Parse(await ReadAsync(await SendAsync(HttpMethod.Post, path, body.ToString(Formatting.None))));

    public async Task<JArray> BayeuxAsync(params JObject[] messages)
    {
        foreach (var message in messages)
        {
            message["id"] ??= (++_lastId).ToString();
            if (ClientId.Length > 0)
            {
                message["clientId"] ??= ClientId;
            }
        }

        using var response = await SendAsync(HttpMethod.Post, "/api/v2/notifications",
            new JArray(messages.Cast<object>().ToArray()).ToString(Formatting.None));
        response.EnsureSuccessStatusCode();
        using var reader = new JsonTextReader(
            new System.IO.StringReader(await response.Content.ReadAsStringAsync(Token))) { DateParseHandling =
            DateParseHandling.None };
        return (JArray)await JToken.ReadFromAsync(reader, Token);
    }

    public async Task<JObject> HandshakeAsync(bool acknowledged = false)
    {
        var message = new JObject
        {
            ["channel"] = "/meta/handshake",
            ["version"] = "1.0",
            ["supportedConnectionTypes"] = new JArray("long-polling"),
        };
        if (acknowledged)
        {
            message["ext"] = new JObject { ["ack"] = true };
        }

        ClientId = string.Empty;
        var reply = (JObject)(await BayeuxAsync(message)).Single();
        ClientId = (string?)reply["clientId"] ?? string.Empty;
        return reply;
    }

    public async Task<JObject> SubscribeAsync(params string[] channels)
    {
        JToken subscription = channels.Length == 1 ? channels[0] : new JArray(channels.Cast<object>().ToArray());
        var replies = await BayeuxAsync(new JObject { ["channel"] = "/meta/subscribe", ["subscription"] = subscription });
        return (JObject)replies.Single(r => (string?)r["channel"] == "/meta/subscribe");
    }

    /// <summary>One poll; the events go to the others that wait to be asked for.</summary>
    public async Task<JArray> PollAsync(long? ack = null, int? timeout = null)
    {
        var message = new JObject { ["channel"] = "/meta/connect", ["connectionType"] = "long-polling" };
        if (ack is not null)
        {
            message["ext"] = new JObject { ["ack"] = ack };
        }

        if (timeout is not null)
        {
            message["advice"] = new JObject { ["timeout"] = timeout };
        }

        var reply = await BayeuxAsync(message);
        _events.AddRange(reply.Cast<JObject>().Where(m => m["data"] is not null));
        return reply;
    }

    /// <summary>The next event that fits; polls until it is there.</summary>
    public async Task<JObject> EventAsync(Func<JObject, bool> fits)
    {
        while (true)
        {
            var found = _events.FirstOrDefault(fits);
            if (found is not null)
            {
                _events.Remove(found);
                return found;
            }

            var reply = await PollAsync();
            Assert.True((bool)reply.Last!["successful"]!, reply.ToString());
        }
    }

    public async Task<JObject> EventAsync(string notification) =>
        (JObject)(await EventAsync(e => (string?)e["data"]!["notificationType"] == notification))["data"]!;

    /// <summary>Drops the events that no call waits for, so that a long run does not search them repeatedly.</summary>
    public void DropEvents() => _events.Clear();

    /// <summary>The events that are there already, after one poll that is not held.</summary>
    public async Task<IReadOnlyList<JObject>> EventsAsync()
    {
        await PollAsync(timeout: 0);
        var events = _events.ToArray();
        _events.Clear();
        return events;
    }

    public async Task<JObject> CampaignAsync(string operation, string campaign = "Campaign1", string referenceId = "r",
        long applicationId = 134)
        => await PostAsync("/api/v2/me/outbound-campaigns/" + Uri.EscapeDataString(campaign), new JObject
        {
            ["operationName"] = operation,
            ["applicationId"] = applicationId,
            ["devicePath"] = DevicePath,
            ["referenceId"] = referenceId,
        });

    public async Task<JObject> RecordAsync(string operation, long handle, JObject? more = null, string campaign = "Campaign1",
        string list = "CallingList1", string referenceId = "r")
    {
        var body = new JObject
        {
            ["operationName"] = operation,
            ["applicationId"] = 134,
            ["campaignName"] = campaign,
            ["callingList"] = list,
            ["devicePath"] = DevicePath,
            ["referenceId"] = referenceId,
        };
        body.Merge(more ?? []);
        return await PostAsync("/api/v2/me/outbound-records/" + handle, body);
    }

    /// <summary>Asks for a preview record and gives its user data; null when there is none left.</summary>
    /// <summary>Adds a record to a calling list.</summary>
    public Task<JObject> AddRecordAsync(string campaign, string callingList, JObject? more = null)
    {
        var body = new JObject
        {
            ["operationName"] = "AddRecord",
            ["applicationId"] = 134,
            ["campaignName"] = campaign,
            ["callingList"] = callingList,
            ["devicePath"] = DevicePath,
            ["phoneNumber"] = "12345",
            ["phoneType"] = "Mobile",
            ["timeZone"] = "GMT",
            ["from"] = 0,
            ["until"] = 86339,
        };
        body.Merge(more ?? []);
        return PostAsync("/api/v2/me/outbound-records", body);
    }

    public async Task<JObject?> PreviewAsync(string campaign = "Campaign1", long applicationId = 134)
    {
        var reference = "preview-" + ++_lastId;
        await CampaignAsync("GetPreviewRecord", campaign, reference, applicationId);
        var e = await EventAsync(m => (string?)m["data"]!["referenceId"] == reference);
        return (string?)e["data"]!["notificationType"] == "PreviewRecord" ? (JObject)e["data"]!["record"]!["userData"]! : null;
    }

    /// <summary>The text of the error that answers a request.</summary>
    public async Task<string?> ErrorAsync(string referenceId)
    {
        var e = (await EventAsync(m => (string?)m["data"]!["referenceId"] == referenceId))["data"]!;
        Assert.Equal("Error", (string?)e["notificationType"]);
        return (string?)e["record"]!["userData"]!["GSW_ERROR"];
    }

    public async Task<long> PreviewHandleAsync() => (long)(await PreviewAsync())!["GSW_RECORD_HANDLE"]!;

    public void Dispose() => _http.Dispose();

    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return await response.Content.ReadAsStringAsync(Token);
        }
    }
}
