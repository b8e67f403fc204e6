namespace GenesysOutbound.Client.Facts;

/// <summary>What a probe needs to judge a fact, and so when it is judged.</summary>
internal enum FactNeed
{
    /// <summary>The requests that log in: a test on a session that is open already does not see them.</summary>
    Login,

    /// <summary>Requests that only read.</summary>
    Read,

    /// <summary>A record that is taken through request, chain and reject; or a session in which that happened.</summary>
    Record,

    /// <summary>A poll that the server holds to its end.</summary>
    Wait,

    /// <summary>Something that comes along or not: a call, an e-mail, a campaign without records.</summary>
    Occasion,
}
