using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// A fresh process that hears events: as a whole session, or as the Bayeux client alone that counts. A number on its input arms
/// it.
/// </summary>
internal sealed class EventContestant : IBayeuxListener
{
    public const string Role = "--as-event-contestant";

    private long _events;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var url = new Uri(arguments[1]);
        if (arguments[0] == "client")
        {
            var listener = new EventContestant();
            var options = new BayeuxClientOptions(new Uri(url, "/api/v2/notifications"))
            {
                HandlerFactory = () => new Basic(BayeuxClientOptions.CreateHandler(url, s_cookies)),
            };
            using var login = new HttpMessageInvoker(new Basic(BayeuxClientOptions.CreateHandler(url, s_cookies)));
            using HttpResponseMessage me = await login.SendAsync(new HttpRequestMessage(HttpMethod.Get,
                new Uri(url, "/api/v2/me")), CancellationToken.None);
            Basic.Csrf = me.Headers.TryGetValues("X-CSRF-TOKEN", out IEnumerable<string>? tokens)
                ? string.Join(string.Empty, tokens) : null;
            using var client = new BayeuxClient(options, listener);
            await client.ConnectAsync(["/v2/me/outbound"], CancellationToken.None);
            await ServeAsync(() => Volatile.Read(ref listener._events));
            await client.DisconnectAsync(CancellationToken.None);
            return 0;
        }

        using GwsSession session = await GwsSession.ConnectAsync(
            new GwsSessionOptions
            {
                Uri = url,
                UserName = "agent1",
                Password = new NetworkCredential(string.Empty, "secret").SecurePassword,
                EventCapacity = int.Parse(arguments[2], System.Globalization.CultureInfo.InvariantCulture),
            },
            CancellationToken.None);
        await ServeAsync(() => session.Events.LastSequence);
        return 0;
    }

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch) => Interlocked.Add(ref _events, batch.Count);

    public void OnStateChanged(BayeuxStateChange change)
    {
    }

    public void OnGap(BayeuxGap gap) => Console.Error.WriteLine(gap);

    private static readonly CookieContainer s_cookies = new();

    private static async Task ServeAsync(Func<long> events)
    {
        Console.WriteLine("{\"event\":\"ready\"}");
        while (Console.In.ReadLine() is string line)
        {
            long wanted = events() + long.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long began = System.Diagnostics.Stopwatch.GetTimestamp();
            Console.WriteLine("{\"event\":\"armed\"}");
            while (events() < wanted)
            {
                await Task.Delay(5);
            }

            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["event"] = "measured",
                ["cpu"] = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds,
                ["bytes"] = GC.GetTotalAllocatedBytes(precise: true) - allocated,
                ["seconds"] = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds,
                ["heap"] = GC.GetTotalMemory(forceFullCollection: true),
                ["jit"] = System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds,
            }));
        }
    }

    private sealed class Basic(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public static string? Csrf { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes("agent1:secret")));
            if (Csrf is not null)
            {
                request.Headers.TryAddWithoutValidation("X-CSRF-TOKEN", Csrf);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
