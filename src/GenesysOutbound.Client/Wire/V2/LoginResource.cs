using GenesysOutbound.Client.Http;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>How a user logs in: a GET of the user's own resource with HTTP Basic (Web Services API Reference, "Authentication").</summary>
internal static class LoginResource
{
    public static LoginBinding Binding { get; } = new(V2Constants.ApiRoot, V2Constants.Me, static response => UserOf(response.Data as GwsData) is not null);

    /// <summary>The user of an answer: under <c>user</c> by the documentation; a bare resource is understood too.</summary>
    public static GwsData? UserOf(GwsData? top) => top.Object("user") ?? (top?.ContainsKey("userName") == true ? top : null);
}
