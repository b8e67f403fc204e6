using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Support;

/// <summary>
/// The host of the Service Client API on a session with the simulator, without a browser: messages go in as a client page sends
/// them.
/// </summary>
internal sealed class HostFixture : IAsyncDisposable
{
    public const string Origin = "http://client.example:8080";

    private readonly SimulatorFixture _lab;
    private int _reference;

    private HostFixture(SimulatorFixture fixture, GwsSession session, GwsDesktopOptions options)
    {
        _lab = fixture;
        Session = session;
        var origins = options.AllowedOrigins.Select(AllowedOrigin.Parse).ToList();
        Unknown = new UnknownOutcomes(session);
        Host = new ServiceClientHost(session, options, origins, Unknown);
        Connection = Host.Connect();
        Publisher = new EventPublisher(session, Host.Interactions);
    }

    public GwsSimulator Simulator => _lab.Simulator;

    public GwsSession Session { get; }

    public ServiceClientHost Host { get; }

    public ClientConnection Connection { get; }

    public EventPublisher Publisher { get; }

    public UnknownOutcomes Unknown { get; }

    public static async Task<HostFixture> StartAsync(
        GwsDesktopOptions? options = null, GwsSimulatorOptions? simulator = null, Func<DateTimeOffset>? timeOfDay = null,
            TimeSpan? timeout = null)
    {
        var fixture = new SimulatorFixture(simulator);
        try
        {
            var given = fixture.Options(timeout: timeout);
            var session = await fixture.ConnectAsync(timeOfDay is null ? given : given with { TimeOfDay = timeOfDay });
            var chosen = options ?? new GwsDesktopOptions();
            return new HostFixture(fixture, session,
                chosen.AllowedOrigins.Count > 0 ? chosen : chosen with { AllowedOrigins = [Origin] });
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a message as the vendor's library does.</summary>
    public Task<JObject?> SendAsync(JObject message, string origin = Origin) =>
        HandleAsync(message, origin, SimulatorFixture.Stop);

    private Task<JObject?> HandleAsync(JObject message, string origin, CancellationToken stop)
    {
        message["referenceId"] ??= (_reference++).ToString(CultureInfo.InvariantCulture);
        message["userAgent"] ??= "WWE Client";
        message["protocolVersion"] ??= 2;
        return Host.HandleAsync(Connection, origin, message, stop);
    }

    /// <summary>Calls a method and returns the whole reply.</summary>
    public Task<JObject> CallAsync(string method, params object?[] parameters) =>
        CallUntilAsync(null, method, parameters);

    /// <summary>Calls a method that may be given up, and returns the whole reply.</summary>
    public async Task<JObject> CallUntilAsync(CancellationTokenSource? stop, string method, params object?[] parameters)
    {
        var message = new JObject { ["request"] = method };
        if (parameters.Length > 0)
        {
            message["parameters"] = new JArray(parameters.Select(item => item as JToken
                ?? (item is null ? JValue.CreateNull() : new JValue(item))));
        }

        return await HandleAsync(message, Origin, stop?.Token ?? SimulatorFixture.Stop)
            ?? throw new InvalidOperationException("There was no reply.");
    }

    /// <summary>Calls a method that must succeed, and returns the reply's data.</summary>
    public async Task<JToken> DataAsync(string method, params object?[] parameters)
    {
        var reply = await CallAsync(method, parameters);
        Assert.True(reply["errorMessage"] is null, $"{method} failed: {reply["errorMessage"]}");
        Assert.Equal(method, (string?)reply["request"]);
        Assert.True(reply.ContainsKey("data"));
        return reply["data"]!;
    }

    /// <summary>Calls a method that must fail, and returns the error message.</summary>
    public async Task<string> ErrorAsync(string method, params object?[] parameters)
    {
        var reply = await CallAsync(method, parameters);
        Assert.False(reply.ContainsKey("data"), $"{method} succeeded: {reply}");
        return (string)reply["errorMessage"]!;
    }

    /// <summary>A record of a campaign; its interaction as the reply shows it.</summary>
    public async Task<JObject> PreviewAsync(string campaign = SimulatorFixture.Campaign) =>
        (JObject)await DataAsync("outbound.getPreviewRecord", campaign);

    /// <summary>A record that has a call; its interaction.</summary>
    public async Task<JObject> CalledAsync()
    {
        var preview = await PreviewAsync();
        return (JObject)await DataAsync("outbound.callPreviewRecord", (string)preview["interactionId"]!,
            (long)preview["userData"]!["GSW_RECORD_HANDLE"]!);
    }

    public async ValueTask DisposeAsync() => await _lab.DisposeAsync();
}
