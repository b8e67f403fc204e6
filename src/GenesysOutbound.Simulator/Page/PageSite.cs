using System;
using System.Linq;
using System.Threading;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Control;
using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Media;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Page;

/// <summary>
/// The page: its files at <c>/</c> and <c>/page/</c>, the stream of changes, and the views that it asks for under
/// <c>/simulator/view/</c>. It acts through the control API. Everything but the files requires the control token.
/// </summary>
internal sealed class PageSite : IDisposable
{
    private const string Views = "/simulator/view/";

    private readonly CancellationTokenSource _stopping = new();
    private readonly PageFiles _files = new();
    private readonly PageContext _page;
    private readonly ControlToken _token;
    private readonly ActivityHistory _activity;
    private readonly PageStream _stream;
    private readonly RecordQuery _records;
    private readonly TrafficQuery _traffic;

    public PageSite(PageContext page, ControlToken token)
    {
        _page = page;
        _token = token;
        _activity = new ActivityHistory(() => (page.Requests.Count, page.Center.Read(() => page.Center.Hub.Count)));
        _stream = new PageStream(page, _activity, _stopping.Token);
        _records = new RecordQuery(page.Center);
        _traffic = new TrafficQuery(page);
    }

    /// <summary>The answer to a request of the page; null when the request is not for the page.</summary>
    public HttpReply? Handle(HttpRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return null;
        }

        if (_files.Find(request.Path) is HttpReply file)
        {
            return file;
        }

        if (request.Path != "/simulator/stream" && !request.Path.StartsWith(Views, StringComparison.Ordinal))
        {
            return null;
        }

        if (!_token.IsIn(request))
        {
            return HttpReply.FromText(403, "The control token is missing or wrong.");
        }

        try
        {
            return request.Path == "/simulator/stream"
                ? request.Method == "GET" ? _stream.Open(request) : HttpReply.FromText(405, "The stream answers GET only.")
                : View(request.Path.Substring(Views.Length), new QueryString(request.Query)) is JObject view
                    ? HttpReply.FromJson(200, view.ToString(Formatting.None)).With("Cache-Control", "no-store")
                : HttpReply.FromText(404, "There is no such item, or it is forgotten.");
        }
        catch (ArgumentException e)
        {
            return HttpReply.FromText(400, e.Message);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _activity.Dispose();
    }

    private JObject? View(string name, QueryString query) => name switch
    {
        "records" => _records.Find(query),
        "record" => _records.Detail(query.Text("handle") ?? string.Empty),
        "requests" => _traffic.Find(query),
        "request" => _traffic.Detail(query.Long("sequence", 0, long.MaxValue)),
        "trail" => _traffic.Trail(query.Text("referenceId") ?? string.Empty),
        "interaction" => Interaction(query.Text("id") ?? string.Empty),
        _ => null,
    };

    private JObject? Interaction(string id) => _page.Center.Read(() =>
    {
        if (_page.Center.Calls.Find(id) is Call call)
        {
            return ToJson(PageViews.Of(call), call.UserData, call.History);
        }

        return _page.Center.Emails.Find(id) is Email email ? ToJson(PageViews.Of(email), email.UserData, email.History) : null;
    });

    private static JObject ToJson(InteractionView view, JObject userData, System.Collections.Generic.List<string> history)
    {
        var json = (JObject)JsonSettings.Write(new[] { view })[0];
        json["userData"] = userData.DeepClone();
        json["history"] = new JArray(history.Cast<object>().ToArray());
        return json;
    }
}
