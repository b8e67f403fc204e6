using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Tests.Support;

/// <summary>A network that answers some requests itself, as a test says, in place of the server behind it.</summary>
internal sealed class ScriptedNetwork
{
    private readonly ConcurrentQueue<string> _sent = new();

    /// <summary>Gives the answer to a request, or null to let it through. Runs for every request.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = static _ => null;

    /// <summary>Changes the answer of the server.</summary>
    public Action<HttpRequestMessage, HttpResponseMessage> Change { get; set; } = static (_, _) => { };

    /// <summary>Method and path of each request that carried the password.</summary>
    public IReadOnlyCollection<string> SentWithPassword => _sent;

    public HttpMessageHandler Handler() => new Scripted(this);

    public static bool IsLogin(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("/api/v2/me", StringComparison.Ordinal);

    public static bool IsPoll(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("/notifications", StringComparison.Ordinal);

    public static HttpResponseMessage Reply(int status, string body = "", string type = "application/json",
        string? location = null)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (location is not null)
        {
            reply.Headers.TryAddWithoutValidation("Location", location);
        }

        return reply;
    }

    private sealed class Scripted(ScriptedNetwork network)
        : DelegatingHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is not null)
            {
                network._sent.Enqueue(request.Method + " " + request.RequestUri!.AbsolutePath);
            }

            if (network.Answer(request) is { } answer)
            {
                // A real connection would have read the body by now.
                if (request.Content is not null)
                {
                    await request.Content.CopyToAsync(System.IO.Stream.Null, cancellationToken);
                }

                answer.RequestMessage = request;
                return answer;
            }

            var response = await base.SendAsync(request, cancellationToken);
            network.Change(request, response);
            return response;
        }
    }
}
