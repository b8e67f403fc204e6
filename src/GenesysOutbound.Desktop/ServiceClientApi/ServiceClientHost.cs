using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Security;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// Answers the messages of client pages. Every request is answered, within the ten seconds that the vendor's client library
/// waits; what cannot be done is answered with <c>errorMessage</c>. The browser page only forwards messages and replies.
/// </summary>
internal sealed class ServiceClientHost
{
    /// <summary>A method is given up before the client's own limit of ten seconds, so that the client learns why.</summary>
    internal static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(9);

    /// <summary>
    /// How long a method waits for acknowledgements, all its steps together; the rest of the limit is for the requests
    /// themselves. So the step that gets no answer reports it, with its reference id.
    /// </summary>
    internal static readonly TimeSpan AcknowledgementLimit = TimeSpan.FromSeconds(8);

    private const int MaxReferenceLength = 128;

    private readonly GwsSession _session;
    private readonly GwsDesktopOptions _options;
    private readonly IReadOnlyList<AllowedOrigin> _origins;
    private readonly MethodTable _table = new();
    private readonly UnknownOutcomes _unknown;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public ServiceClientHost(GwsSession session, GwsDesktopOptions options, IReadOnlyList<AllowedOrigin> origins,
        UnknownOutcomes unknown)
    {
        _session = session;
        _options = options;
        _origins = origins;
        _unknown = unknown;
        Interactions = new InteractionRegistry(session);
        new OutboundMethods(session, Interactions, _table).Register();
        new DesktopMethods(session, Interactions, _table).Register();

        // What an origin may call depends on the origin, so this one is answered below.
        _table.Read("system.getAllowedServices", _ => null);
    }

    /// <summary>The interactions of the session.</summary>
    public InteractionRegistry Interactions { get; }

    /// <summary>Begins to serve a browser page.</summary>
    public ClientConnection Connect() =>
        new(new RateLimiter(_options.RateLimit, _options.RateLimitQuarantine, () => _clock.Elapsed));

    /// <summary>Answers a message.</summary>
    /// <param name="connection">The browser page.</param>
    /// <param name="origin">The origin of the client page, as the browser states it.</param>
    /// <param name="message">The message.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <returns>The reply; null for a message that is not of this API, which is not answered.</returns>
    public async Task<JObject?> HandleAsync(ClientConnection connection, string origin, JObject message, CancellationToken stop)
    {
        var request = Text(message["request"]);
        var subscription = Text(message["event"]);
        var reference = message["referenceId"];
        if ((request is null && subscription is null) || Text(message["userAgent"])?.Contains("WWE") != true
            || !IsReference(reference))
        {
            return null;
        }

        // The requests to the server that were under way when the method was given up.
        var stopped = new ConcurrentQueue<GwsException>();
        try
        {
            var allowed = _origins.FirstOrDefault(item => item.Origin == origin)
                ?? throw new ServiceClientException(
                    $"The origin '{origin}' is not allowed to use the Service Client API of this desktop.");
            if (!connection.Limiter.TryEnter(out var wait))
            {
                throw new ServiceClientException(
                    $"There were more than {_options.RateLimit} requests in a second. Requests are refused for another " +
                        $"{Math.Ceiling(wait.TotalSeconds)} seconds.");
            }

            if (!connection.TryBegin())
            {
                throw new ServiceClientException(
                    $"There are {ClientConnection.MaxRequests} requests under way already; wait for their replies.");
            }

            try
            {
                return subscription is null
                    ? await CallAsync(allowed, request!, reference!, message["parameters"], stopped.Enqueue, stop)
                        .ConfigureAwait(false)
                    : Subscribe(connection, allowed, subscription, reference!, message["data"]);
            }
            finally
            {
                connection.End();
            }
        }
        catch (ServiceClientException refusal)
        {
            return Envelope.Failure(request, reference!, refusal.Message);
        }
        catch (GwsException error)
        {
            _unknown.Note(error, request ?? "subscribe");
            return Envelope.Failure(request, reference!, error.Message, error.ErrorId);
        }
        catch (OperationCanceledException)
        {
            foreach (var error in stopped)
            {
                _unknown.Note(error, request!);
            }

            var why = stop.IsCancellationRequested
                ? "was given up, because the desktop ends"
                : $"did not end within {TimeLimit.TotalSeconds} seconds";
            return stopped.IsEmpty
                ? Envelope.Failure(request, reference!, $"'{request}' {why}. No request to the server is without an answer.")
                : Envelope.Failure(request, reference!,
                    $"'{request}' {why}. {string.Join(" ", stopped.Select(error => error.Message))}",
                    GwsErrorIds.AcknowledgementTimeout);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            return Envelope.Failure(request, reference!, error.Message);
        }
    }

    private static JObject Subscribe(ClientConnection connection, AllowedOrigin origin, string subscription, JToken reference,
        JToken? data)
    {
        switch (subscription)
        {
            case "subscribe":
                return Envelope.Subscribed(connection.Subscribe(origin.Origin, data), reference);
            case "unsubscribe":
                connection.Unsubscribe(origin.Origin, Text(data));
                return Envelope.Reply(null, reference, null);
            default:
                throw new ServiceClientException($"'{subscription}' is neither subscribe nor unsubscribe.");
        }
    }

    private async Task<JObject> CallAsync(AllowedOrigin origin, string request, JToken reference, JToken? parameters,
        Action<GwsException> stopped, CancellationToken stop)
    {
        var method = _table.Get(request, _options.ReadOnly);
        if (!origin.Allows(request))
        {
            throw new ServiceClientException($"The origin '{origin.Origin}' is not allowed to call '{request}'.");
        }

        if (request == "system.getAllowedServices")
        {
            return Envelope.Reply(request, reference, Json.FromTexts(_table.Names.Where(origin.Allows)));
        }

        var limit = _session.Timeout < AcknowledgementLimit ? _session.Timeout : AcknowledgementLimit;
        var options = new GwsOperationOptions { Timeout = limit, Stopped = stopped };
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(TimeLimit);
        var data = await method(new RequestParameters(parameters), options, time.Token).ConfigureAwait(false);
        return Envelope.Reply(request, reference, data);
    }

    private static string? Text(JToken? token) => token is JValue { Value: string text } && text.Length > 0 ? text : null;

    // Clients find their request by the very text that they sent, so it goes back as it came.
    private static bool IsReference(JToken? token) => token switch
    {
        JValue { Value: string text } => text.Length <= MaxReferenceLength,
        JValue { Type: JTokenType.Integer } => true,
        _ => false,
    };
}
