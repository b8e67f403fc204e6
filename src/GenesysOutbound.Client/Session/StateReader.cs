using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>Reads the session's state over REST: at the start, and after a gap in the notifications.</summary>
internal sealed class StateReader(
    GwsHttp http, IStateRequests requests, NotificationProcessor processor, SessionStores stores, SessionLifecycle lifecycle,
        Func<DateTimeOffset> timeOfDay)
{
    /// <summary>Called when the calls have been read from the server, after the stores have them.</summary>
    public Action? CallsRead { get; set; }

    /// <summary>Asks for the user, the features and the devices. Also the way to log in.</summary>
    public async Task<GwsUser> ReadUserAsync(CancellationToken cancellationToken)
    {
        var request = requests.User;
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccess(request.Operation);
        if (response.Data is not GwsData top)
        {
            throw new GwsException(GwsErrorIds.NotJson,
                $"{request.Operation}: the answer is not JSON.") { HttpStatus = response.HttpStatus };
        }

        var user = requests.ReadUser(top)
            ?? throw new GwsException(GwsErrorIds.UnexpectedReply,
                $"{request.Operation}: the answer has no user.") { HttpStatus = response.HttpStatus };
        lifecycle.Features = user.Features;
        stores.Devices.Replace(user.Devices);
        return user;
    }

    /// <summary>
    /// Asks for the campaigns. A server that does not know this collection is not a failure: then they come from events alone.
    /// </summary>
    /// <returns>Whether the server offers the collection.</returns>
    public async Task<bool> ReadCampaignsAsync(CancellationToken cancellationToken)
    {
        if (!lifecycle.Has(GwsFeature.Outbound)
            || await TryReadAsync(requests.Campaigns, isAfterGap: false, cancellationToken).ConfigureAwait(false) is not { } top)
        {
            return false;
        }

        foreach (var campaign in requests.ReadCampaigns(top))
        {
            stores.Campaigns.Apply(NotificationKind.CampaignChanged, campaign, timeOfDay());
        }

        return true;
    }

    /// <summary>Asks for the calls: the server's list is the truth.</summary>
    /// <param name="isAfterGap">Whether the session goes by what it knew before a gap until it has the list: then a failure that
    /// may pass is thrown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ReadCallsAsync(bool isAfterGap, CancellationToken cancellationToken)
    {
        if (!lifecycle.Has(GwsFeature.Voice))
        {
            return;
        }

        // A call that begins after the request has left must not be taken for gone: the list is as of this moment.
        var asOf = stores.Calls.Revision;
        var at = timeOfDay();
        if (await TryReadAsync(requests.Calls, isAfterGap, cancellationToken).ConfigureAwait(false) is { } top
            && requests.ReadCalls(top, at) is { } calls)
        {
            processor.TakeCalls(calls, asOf, at);
            CallsRead?.Invoke();
        }
    }

    private Task<GwsResponse> SendAsync(WireRequest request, CancellationToken cancellationToken) =>
        http.SendAsync(request.Method, request.Path, request.Json, cancellationToken);

    // Optional state: an error of the server is in the trace and changes nothing.
    private async Task<GwsData?> TryReadAsync(WireRequest request, bool isAfterGap, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.EnsureSuccess(request.Operation).Data as GwsData;
        }
        catch (GwsException error) when (!isAfterGap || !error.MayPass)
        {
            return null;
        }
    }
}
