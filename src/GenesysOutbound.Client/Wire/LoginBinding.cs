using System;

namespace GenesysOutbound.Client.Wire;

/// <summary>What the HTTP layer must know of the API to log in: where, and how a success looks.</summary>
/// <param name="ApiRoot">The path of the API's root, for example <c>/api/v2</c>.</param>
/// <param name="LoginPath">The path of the resource whose GET logs in.</param>
/// <param name="HasUser">Whether an answer names the user: a login page that answers HTTP 200 does not.</param>
internal sealed record LoginBinding(string ApiRoot, string LoginPath, Func<GwsData?, bool> HasUser);
