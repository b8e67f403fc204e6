using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>An agent's requests by HttpClient alone, for what the page is to show.</summary>
internal sealed class RestAgent : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _device;
    private readonly string _name;

    private RestAgent(GwsSimulator simulator, string name)
    {
        _name = name;
        _device = simulator.Agents.Single(a => a.UserName == name).DevicePath;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = simulator.Uri };
        string credential = Convert.ToBase64String(Encoding.UTF8.GetBytes(name + ":secret"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credential);
    }

    public static async Task<RestAgent> LogInAsync(GwsSimulator simulator, string name)
    {
        var agent = new RestAgent(simulator, name);
        await agent.PostAsync("api/v2/me", new JObject { ["operationName"] = "StartContactCenterSession" });
        return agent;
    }

    /// <summary>Takes the next record and returns its handle.</summary>
    public async Task<long> PreviewAsync(GwsSimulator simulator, string campaign = "Campaign1", string referenceId = "preview")
    {
        await PostAsync("api/v2/me/outbound-campaigns/" + Uri.EscapeDataString(campaign),
            Body("GetPreviewRecord", campaign, referenceId));
        return simulator.RecordsOf(_name)[0].RecordHandle;
    }

    public Task RecordAsync(string operation, long handle, string referenceId, JObject? more = null,
        string campaign = "Campaign1")
    {
        JObject body = Body(operation, campaign, referenceId);
        body["callingList"] = "CallingList1";
        body.Merge(more ?? []);
        return PostAsync("api/v2/me/outbound-records/" + handle.ToString(CultureInfo.InvariantCulture), body);
    }

    public Task DialAsync(string number) => PostAsync("api/v2/me/calls", new JObject
    {
        ["operationName"] = "Dial",
        ["destination"] = new JObject { ["phoneNumber"] = number },
    });

    public void Dispose() => _http.Dispose();

    private JObject Body(string operation, string campaign, string referenceId) => new()
    {
        ["operationName"] = operation,
        ["applicationId"] = 134,
        ["campaignName"] = campaign,
        ["devicePath"] = _device,
        ["referenceId"] = referenceId,
    };

    private async Task PostAsync(string path, JObject body)
    {
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(new Uri(path, UriKind.Relative), content,
            TestContext.Current.CancellationToken);
        Assert.Equal("""{"statusCode":0}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
