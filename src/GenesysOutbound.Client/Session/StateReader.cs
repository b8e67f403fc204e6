using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client;

/// <summary>Reads the session's state over REST: at the start, and after a gap in the notifications.</summary>
internal sealed class StateReader(GwsSession session)
{
    public async Task<GwsUser> ReadUserAsync(CancellationToken cancellationToken)
    {
        const string operation = "GET " + V2Constants.MeWithEverything;
        var response = await session.Http.SendAsync(HttpMethod.Get, V2Constants.MeWithEverything, null, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccess(operation);
        if (response.Data is not GwsData top)
        {
            throw new GwsException(GwsErrorIds.NotJson, operation + ": the answer is not JSON.") { HttpStatus = response.HttpStatus };
        }

        var user = LoginResource.UserOf(top)
            ?? throw new GwsException(GwsErrorIds.UnexpectedReply, operation + ": the answer has no user.") { HttpStatus = response.HttpStatus };
        return Resources.User(user);
    }

    /// <summary>
    /// Asks for the campaigns. No page of the documentation offers this collection, so a server that does not know it is no failure: then the
    /// campaigns come from events alone.
    /// </summary>
    /// <returns>Whether the server offers the collection.</returns>
    public async Task<bool> ReadCampaignsAsync(CancellationToken cancellationToken)
    {
        if (!session.Features.Contains(V2Constants.FeatureOutbound, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        var top = await TryGetAsync(V2Constants.OutboundCampaigns + "?fields=*", cancellationToken).ConfigureAwait(false);
        foreach (var item in Rows(top, "outbound-campaigns", "campaigns", "outboundCampaigns"))
        {
            session.Campaigns.Apply(NotificationKind.CampaignChanged, Resources.Campaign(item, null, null), session.Now);
        }

        return top is not null;
    }

    /// <summary>Asks for the calls: the server's list is the truth.</summary>
    public async Task ReadCallsAsync(CancellationToken cancellationToken)
    {
        if (!session.Features.Contains(V2Constants.FeatureVoice, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        // A call that begins after the request has left must not be taken for gone: the list is as of this moment.
        var asOf = session.Calls.Revision;
        var at = session.Now;
        var top = await TryGetAsync(V2Constants.Calls + "?fields=*", cancellationToken).ConfigureAwait(false);
        if (top is not null && top.ContainsKey("calls"))
        {
            session.Intake.TakeCalls(Rows(top, "calls").Select(call => Resources.Call(call, null, at)).Where(call => call.CallId.Length > 0).ToList(), asOf, at);
        }
    }

    private static IEnumerable<GwsData> Rows(GwsData? top, params string[] names)
    {
        foreach (var name in names)
        {
            foreach (var item in top.Items(name))
            {
                if (item is GwsData row)
                {
                    yield return row;
                }
            }
        }
    }

    // Optional state: an error of the server is noted by the trace and changes nothing.
    private async Task<GwsData?> TryGetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var response = await session.Http.SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
            return response.HttpStatus == 200 && response.StatusCode is 0 or null ? response.Data as GwsData : null;
        }
        catch (GwsException)
        {
            return null;
        }
    }
}
