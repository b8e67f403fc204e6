using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;
using Keys = GenesysOutbound.Client.Wire.V2.ServerFacts.Keys;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>How a server logs in and answers requests.</summary>
internal static class SessionFacts
{
    private const int LongestVersion = 40;

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("session.operation.post", Record, "doc", "Operations are POST requests with a JSON body and its operationName.",
            "HTTP 200, statusCode 0", "Every command of this module fails.", Operations),
        new("session.operation.reply", Record, "doc", "The HTTP reply says only that a request was passed on.",
            "{\"statusCode\":0}, and an event later", "Commands do not find the outcome of what they sent.", OperationReplies),
        new("session.login.basic", Login, "vendor", "The login is HTTP Basic on the user's own resource.",
            "HTTP 200 with a user", "Connect-Gws cannot log in.", Basic),
        new("session.cookie.name", Read, "vendor", "The HTTP session is bound by a cookie.", "JSESSIONID",
            "None: all cookies are kept.", evidence => Cookie(evidence, "JSESSIONID")),
        new("session.cookie.alone", Read, "inferred", "The cookie alone is enough after the first request.",
            "HTTP 200 with a user", "None: credentials are sent with every request.", CookieAlone),
        new("session.unauthenticated.status", Read, "code", "A request without credentials is refused.", "HTTP 401",
            "An expired login may not be noticed.", Refusal),
        new("session.unauthenticated.code", Read, "inferred", "The refusal carries a statusCode.", "statusCode 20",
            "None: HTTP 401 is enough.", RefusalCode),
        new("session.csrf.header", Read, "vendor", "A GET brings the CSRF token and the name of its header.",
            "X-CSRF-HEADER and X-CSRF-TOKEN", "Commands are refused with HTTP 403.", Csrf),
        new("session.csrf.lifetime", Read, "vendor", "The token lives as long as the HTTP session.", "the same token each time",
            "Commands that overlap may be refused with HTTP 403.", CsrfLifetime),
        new("session.me.everything", Read, "code", "The user comes with everything that belongs to it.",
            "user with devices, features, calls, channels, settings", "Features and devices are not known.", Everything),
        new("session.me.plain", Read, "inferred", "Without subresources these are left out.", "user without devices and features",
            "None: replies are larger than they need be.", Plain),
        new("session.features", Read, "doc", "Features have ids.", "api-voice-outbound, api-voice, api-multimedia",
            "Commands are refused because a feature seems to be missing.", Features),
        new("session.collection.uris", Read, "vendor", "A collection gives addresses.", "uris",
            "None: collections are read with their fields.", evidence => Collection(evidence, Keys.Devices, "uris")),
        new("session.collection.fields", Read, "vendor", "With fields=* a collection is named after its resource.", "devices",
            "Calls and campaigns are not read again after a gap.", evidence =>
                Collection(evidence, Keys.DeviceFields, "devices")),
        new("session.campaigns", Read, "inferred", "There is no collection of campaigns.", "HTTP 404 or statusCode 6",
            "None: it is read where it is offered.", Campaigns),
        new("session.version", Read, "code", "The server tells its version.", "version, from /diagnostics/version",
            "None: a report names no version.", evidence => !evidence.Answers.TryGetValue(Keys.Version, out var answer) ? null
                : Finding.Of(Version(evidence) is not null, Described(answer))),
    ];

    private static Finding? Operations(ServerEvidence evidence)
    {
        var sent = Posts(evidence);
        if (sent.Count == 0)
        {
            return null;
        }

        var refused = sent.FirstOrDefault(exchange => exchange.Status != 200 || StatusCode(exchange) != 0);
        return refused is null
            ? Finding.Confirmed($"{sent.Count} of {sent.Count} accepted")
            : Finding.Differs(Described(refused));
    }

    private static Finding? OperationReplies(ServerEvidence evidence)
    {
        var replies = Posts(evidence).Where(exchange => exchange.Status == 200)
            .Select(exchange => exchange.Reply as GwsData).ToList();
        if (replies.Count == 0)
        {
            return null;
        }

        if (replies.FirstOrDefault(reply => reply is not { Count: 1 } || !reply.ContainsKey("statusCode")) is { } other)
        {
            return Finding.Differs($"the reply has {WireValue.Names(other.Keys)}");
        }

        // A refusal by an event is an answer as well.
        var answered = evidence.Steps.Count(step =>
            step.IsAcknowledged || OutboundMessage.Answers(evidence, step.Operation).Count > 0);
        return replies.Contains(null)
            ? Finding.Differs($"the reply is not a JSON object")
            : Finding.Of(answered > 0,
                $"statusCode alone; {answered} of {evidence.Steps.Count} operations were answered by an event");
    }

    private static Finding? Basic(ServerEvidence evidence)
    {
        var login = evidence.Exchanges.FirstOrDefault(exchange => exchange.Method == "GET" && exchange.HasCredentials
            && exchange.Path.Split('?')[0].EndsWith(V2Constants.Me, StringComparison.Ordinal));
        var sawHandshake = Bayeux.Exchanges(evidence).SelectMany(Bayeux.Sent)
            .Any(message => message.Text("channel") == Bayeux.Handshake);
        return login is null || (!sawHandshake && evidence.Acknowledges is not null)
            ? null
            : Finding.Of(login.Status == 200 && StateRequests.UserOf(login.Reply as GwsData) is not null, Described(login));
    }

    /// <summary>Whether the session has a cookie of this name.</summary>
    public static Finding? Cookie(ServerEvidence evidence, string name) =>
        evidence.Acknowledges is null && evidence.Cookies.Count == 0
            ? null
            : Finding.Of(evidence.Cookies.Contains(name), $"{WireValue.Names(evidence.Cookies)}");

    private static Finding? CookieAlone(ServerEvidence evidence) =>
        evidence.Cookies.Count == 0 || !evidence.Answers.TryGetValue(Keys.CookiesOnly, out var answer)
            ? null
            : Finding.Of(answer.HttpStatus == 200 && StateRequests.UserOf(answer.Data as GwsData) is not null, Described(answer));

    private static Finding? Refusal(ServerEvidence evidence) => evidence.Answers.TryGetValue(Keys.Anonymous, out var answer)
        ? Finding.Of(answer.HttpStatus == 401, $"HTTP {answer.HttpStatus}") : null;

    private static Finding? RefusalCode(ServerEvidence evidence) => evidence.Answers.TryGetValue(Keys.Anonymous, out var answer)
        ? Finding.Of(answer.StatusCode == 20, Described(answer)) : null;

    private static Finding? Csrf(ServerEvidence evidence)
    {
        var withToken = evidence.Exchanges.FirstOrDefault(exchange => exchange.Method == "GET" && exchange.CsrfMark is not null);
        return withToken is null ? null
            : withToken.CsrfHeader is { } header ? Finding.Of(header == "X-CSRF-TOKEN", $"{WireValue.Names([header])}")
            : Finding.Differs($"X-CSRF-TOKEN without X-CSRF-HEADER");
    }

    private static Finding? CsrfLifetime(ServerEvidence evidence)
    {
        var marks = evidence.Exchanges.Where(exchange => exchange.HasCredentials).Select(exchange => exchange.CsrfMark)
            .OfType<int>().ToList();
        return marks.Count < 2
            ? null : Finding.Of(marks.Distinct().Count() == 1, $"{marks.Distinct().Count()} tokens in {marks.Count} replies");
    }

    private static Finding? Everything(ServerEvidence evidence)
    {
        if (!evidence.Answers.TryGetValue(Keys.Everything, out var answer))
        {
            return null;
        }

        string[] wanted = ["devices", "features", "calls", "channels", "settings"];
        return StateRequests.UserOf(answer.Data as GwsData) is { } user
            ? Finding.Of(wanted.All(user.ContainsKey), $"{WireValue.Names(wanted.Where(user.ContainsKey))}")
            : Finding.Differs(Described(answer));
    }

    private static Finding? Plain(ServerEvidence evidence) =>
        !evidence.Answers.TryGetValue(Keys.Me, out var answer) ? null
        : StateRequests.UserOf(answer.Data as GwsData) is { } user
            ? Finding.Of(!user.ContainsKey("devices") && !user.ContainsKey("features"), $"{WireValue.Names(user.Keys)}")
        : Finding.Differs(Described(answer));

    private static Finding? Features(ServerEvidence evidence)
    {
        if (!evidence.Answers.TryGetValue(Keys.Everything, out var answer)
            || StateRequests.UserOf(answer.Data as GwsData) is not { } user)
        {
            return null;
        }

        var ids = user.Items("features").Select(item => (item as GwsData).Text("id")).OfType<string>().ToList();
        string[] known = ["api-voice-outbound", "api-voice", "api-multimedia"];
        return Finding.Of(known.Any(ids.Contains), $"{WireValue.Names(ids)}");
    }

    private static Finding? Collection(ServerEvidence evidence, string key, string member) =>
        !evidence.Answers.TryGetValue(key, out var answer) ? null
        : answer.Data is GwsData data ? Finding.Of(data[member] is object?[], $"{WireValue.Names(data.Keys)}")
        : Finding.Differs(Described(answer));

    private static Finding? Campaigns(ServerEvidence evidence) =>
        !evidence.Answers.TryGetValue(Keys.Campaigns, out var answer) ? null
        : answer.HttpStatus == 404 || answer.StatusCode == 6 ? Finding.Confirmed(Described(answer))
        : Finding.Differs(
            $"{Described(answer)} with {(answer.Data is GwsData data ? WireValue.Names(data.Keys) : "no JSON object")}");

    /// <summary>The server's version; null when it tells none that looks like one.</summary>
    public static string? Version(ServerEvidence evidence)
    {
        var version = evidence.Answers.TryGetValue(Keys.Version, out var answer)
            ? (answer.Data as GwsData).Text("version") : null;
        return version?.Length <= LongestVersion && version.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_')
            ? version : null;
    }

    private static FormattableString Described(ObservedAnswer answer) =>
        $"HTTP {answer.HttpStatus}{(answer.StatusCode is { } code ? ", statusCode " + code : string.Empty)}";

    private static FormattableString Described(ObservedExchange exchange) =>
        $"HTTP {exchange.Status}{(StatusCode(exchange) is { } code ? ", statusCode " + code : string.Empty)}";

    private static long? StatusCode(ObservedExchange exchange) => (exchange.Reply as GwsData).Number("statusCode");

    /// <summary>The outbound operations that were sent.</summary>
    private static List<ObservedExchange> Posts(ServerEvidence evidence)
    {
        var references = evidence.Steps.Select(step => step.ReferenceId).ToList();
        return evidence.Exchanges
            .Where(exchange => exchange.Method == "POST" && exchange.Sent is GwsData sent && sent.ContainsKey("operationName")
                && references.Contains(sent.Text("referenceId") ?? string.Empty))
            .ToList();
    }
}
