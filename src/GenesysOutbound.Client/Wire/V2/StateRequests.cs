using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The requests that read a session's state, and their answers.</summary>
internal sealed class StateRequests : IStateRequests
{
    public WireRequest User { get; } = Get(V2Constants.MeWithEverything);

    public WireRequest Probe { get; } = Get(V2Constants.Me);

    /// <summary>No page of the documentation offers this collection, so a server may not know it.</summary>
    public WireRequest Campaigns { get; } = Get(V2Constants.OutboundCampaigns + "?fields=*");

    public WireRequest Calls { get; } = Get(V2Constants.Calls + "?fields=*");

    /// <summary>The user of an answer: under <c>user</c> by the documentation; a bare resource is understood too.</summary>
    public static GwsData? UserOf(GwsData? top) => top.Object("user") ?? (top?.ContainsKey("userName") == true ? top : null);

    public GwsUser? ReadUser(GwsData answer) => UserOf(answer) is { } user ? Resources.User(user) : null;

    public IReadOnlyList<CampaignUpdate> ReadCampaigns(GwsData answer) =>
        Rows(answer, "outbound-campaigns", "campaigns", "outboundCampaigns")
            .Select(row => Resources.Campaign(row, null, null))
            .OfType<CampaignUpdate>()
            .ToList();

    public IReadOnlyList<GwsCall>? ReadCalls(GwsData answer, DateTimeOffset at) => answer.ContainsKey("calls")
        ? Rows(answer, "calls").Select(row => Resources.Call(row, null, at)).Where(call => call.CallId.Length > 0).ToList()
        : null;

    private static IEnumerable<GwsData> Rows(GwsData answer, params string[] names) =>
        names.SelectMany(name => answer.Items(name)).OfType<GwsData>();

    private static WireRequest Get(string path) => new(HttpMethod.Get, path, $"GET {path}", null);
}
