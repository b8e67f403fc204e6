using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Tests.Support;

/// <summary>Speaks to a desktop as its page does, and as its page would not.</summary>
public sealed class PageClient(GwsDesktop desktop) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false,
        UseProxy = false }) { BaseAddress = desktop.Uri };

    public string? Cookie { get; private set; }

    public string SetCookie { get; private set; } = string.Empty;

    public string? Key { get; private set; }

    private string Origin => desktop.Uri.GetLeftPart(UriPartial.Authority);

    public async Task SignInAsync()
    {
        using var response = await SendAsync("/api/sign-in",
            new JObject { ["token"] = desktop.PageUri.Fragment.Substring(1) }.ToString(), Origin, null, null, "application/json",
            null);
        response.EnsureSuccessStatusCode();
        SetCookie = response.Headers.GetValues("Set-Cookie").Single();
        Cookie = SetCookie.Split(';')[0];
        Key = (string?)JObject.Parse(await response.Content.ReadAsStringAsync(DesktopFixture.Cancellation))["key"];
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, DesktopFixture.Cancellation);

    public Task<HttpStatusCode> StatusAsync(string path, JObject body, string? key = "own", string? cookie = "own",
        string? origin = "own", string contentType = "application/json", string? site = null) =>
        StatusAsync(path, body.ToString(), key, cookie, origin, contentType, site);

    public async Task<HttpStatusCode> StatusAsync(
        string path, string body, string? key = "own", string? cookie = "own", string? origin = "own",
            string contentType = "application/json", string? site = null)
    {
        using var response = await SendAsync(
            path, body, origin == "own" ? Origin : origin, key == "own" ? Key : key, cookie == "own"
                ? Cookie : cookie, contentType, site);
        return response.StatusCode;
    }

    /// <summary>Carries out an action; the answer whole.</summary>
    public async Task<JObject> ActAsync(string action, JObject members)
    {
        members["action"] = action;
        using var response = await SendAsync("/api/action", members.ToString(), Origin, Key, Cookie, "application/json",
            "same-origin");
        response.EnsureSuccessStatusCode();
        return JObject.Parse(await response.Content.ReadAsStringAsync(DesktopFixture.Cancellation));
    }

    /// <summary>Opens the stream of a new page, or of the page with an id.</summary>
    public async Task<StreamReading> OpenStreamAsync(string? page = null)
    {
        var body = new JObject();
        if (page is not null)
        {
            body["page"] = page;
        }

        var response = await SendAsync("/api/stream", body.ToString(), Origin, Key, Cookie, "application/json", "same-origin");
        response.EnsureSuccessStatusCode();
        return new StreamReading(response,
            new StreamReader(await response.Content.ReadAsStreamAsync(DesktopFixture.Cancellation)));
    }

    /// <summary>Forwards a message of the framed client page; the reply.</summary>
    public async Task<JObject> ForwardAsync(string page, string origin, JObject message)
    {
        var body = new JObject { ["page"] = page, ["origin"] = origin, ["message"] = message };
        using var response = await SendAsync("/api/client", body.ToString(), Origin, Key, Cookie, "application/json",
            "same-origin");
        response.EnsureSuccessStatusCode();
        return (JObject)JObject.Parse(await response.Content.ReadAsStringAsync(DesktopFixture.Cancellation))["reply"]!;
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(string path, string body, string? origin, string? key, string? cookie,
        string contentType, string? site)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        Add("Origin", origin);
        Add("X-Desktop-Key", key);
        Add("Cookie", cookie);
        Add("Sec-Fetch-Site", site);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, DesktopFixture.Cancellation);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>The stream of changes.</summary>
    public sealed class StreamReading(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        private readonly StringBuilder _everything = new();

        /// <summary>What has been read so far.</summary>
        public string Everything => _everything.ToString();

        /// <summary>The next line that fits.</summary>
        public async Task<JObject> NextAsync(Func<JObject, bool> fits)
        {
            using var limit = new System.Threading.CancellationTokenSource(SimulatorFixture.Patience);
            while (true)
            {
                var line = await reader.ReadLineAsync(limit.Token)
                    ?? throw new InvalidOperationException("The stream has ended: " + Everything);
                _everything.AppendLine(line);
                using var json = new Newtonsoft.Json.JsonTextReader(new StringReader(line)) { DateParseHandling =
                    Newtonsoft.Json.DateParseHandling.None };
                var message = JObject.Load(json);
                if (fits(message))
                {
                    return message;
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return default;
        }
    }
}
