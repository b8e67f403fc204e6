using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Wire;

/// <summary>How the state of a session is asked for, and how the answers are read.</summary>
internal interface IStateRequests
{
    /// <summary>Asks for the user with features, settings and devices. Also the way to log in.</summary>
    WireRequest User { get; }

    /// <summary>A request that only asks whether the session is still alive.</summary>
    WireRequest Probe { get; }

    WireRequest Campaigns { get; }

    WireRequest Calls { get; }

    /// <summary>The user of an answer, or null when it names none.</summary>
    GwsUser? ReadUser(GwsData answer);

    IReadOnlyList<CampaignUpdate> ReadCampaigns(GwsData answer);

    /// <summary>The calls of an answer, or null when it is not a list of calls.</summary>
    IReadOnlyList<GwsCall>? ReadCalls(GwsData answer, DateTimeOffset at);
}
