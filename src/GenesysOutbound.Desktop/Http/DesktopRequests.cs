using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Desktop.Page;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Http;

/// <summary>
/// Answers the requests of the page: its files, signing in, the stream of changes, actions, and the messages of the framed client
/// page.
/// </summary>
internal sealed class DesktopRequests(
    RequestGuard guard, BrowserAccess access, ResponseHeaders headers, PageFeed feed, PageActions actions,
        ServiceClientHost host,
    CancellationToken stop)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpListenerContext context)
    {
        headers.Apply(context.Response);
        var request = context.Request;
        if (!guard.IsForUs(request))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            return;
        }

        var path = request.Url.AbsolutePath;
        if (request.HttpMethod is "GET" or "HEAD")
        {
            await SendFileAsync(context, path).ConfigureAwait(false);
        }
        else if (request.HttpMethod != "POST")
        {
            context.Response.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
        }
        else if (!guard.IsFromPage(request))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
        }
        else if (path == "/api/sign-in")
        {
            await SignInAsync(context).ConfigureAwait(false);
        }
        else if (!guard.IsAllowed(request))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        }
        else
        {
            await AnswerAsync(context, path).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, string path)
    {
        switch (path)
        {
            case "/api/stream":
                await StreamAsync(context).ConfigureAwait(false);
                return;
            case "/api/action" when await RequestBody.ReadAsync(context, stop).ConfigureAwait(false) is { } action:
                var result = await actions.RunAsync(action, stop).ConfigureAwait(false);
                feed.Refresh();
                await SendAsync(context, result).ConfigureAwait(false);
                return;
            case "/api/client" when await RequestBody.ReadAsync(context, stop).ConfigureAwait(false) is { } forwarded:
                await ForwardAsync(context, forwarded).ConfigureAwait(false);
                return;
            case "/api/action" or "/api/client":
                // The body could not be read; the status says why.
                return;
            default:
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                return;
        }
    }

    private static async Task SendFileAsync(HttpListenerContext context, string path)
    {
        if (PageFiles.Find(path, out var contentType) is not { } content)
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength64 = content.Length;
        if (context.Request.HttpMethod == "GET")
        {
            await context.Response.OutputStream.WriteAsync(content, 0, content.Length).ConfigureAwait(false);
        }
    }

    private async Task SignInAsync(HttpListenerContext context)
    {
        if (await RequestBody.ReadAsync(context, stop).ConfigureAwait(false) is not { } body)
        {
            return;
        }

        if (!access.TryExchange(new PageRequest(body).TextOrNull("token"), out var cookie, out var key))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return;
        }

        context.Response.Headers["Set-Cookie"] = $"{guard.CookieName}={cookie}; Path=/; HttpOnly; SameSite=Strict";
        await SendAsync(context, new JObject { ["key"] = key }).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpListenerContext context)
    {
        if (await RequestBody.ReadAsync(context, stop).ConfigureAwait(false) is not { } asked)
        {
            return;
        }

        if (feed.Open(new PageRequest(asked).TextOrNull("page"), host.Connect) is not { } stream)
        {
            context.Response.StatusCode = (int)HttpStatusCode.Conflict;
            return;
        }

        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        context.Response.SendChunked = true;
        try
        {
            feed.Refresh();
            await stream.WriteAsync(context.Response.OutputStream, stop).ConfigureAwait(false);
        }
        finally
        {
            feed.Close(stream);
        }
    }

    private async Task ForwardAsync(HttpListenerContext context, JObject forwarded)
    {
        var given = new PageRequest(forwarded);
        if (feed.FindClient(given.TextOrNull("page")) is not { } client || given.TextOrNull("origin") is not { } origin
            || forwarded["message"] is not JObject message)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
            return;
        }

        var reply = await host.HandleAsync(client, origin, message, stop).ConfigureAwait(false);
        feed.Refresh();
        await SendAsync(context, new JObject { ["reply"] = reply }).ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpListenerContext context, JObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(Json.ToLine(body));
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
    }
}
