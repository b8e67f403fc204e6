using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Transport;

/// <summary>Carries requests. Never throws: everything that can happen is an outcome.</summary>
internal interface IBayeuxTransport : IDisposable
{
    /// <summary>
    /// Makes a request and reads its reply to the end. The source is the request's own: the transport lets it fire when the
    /// request's time is up; a caller that abandons the request marks it first and then fires it. Which of the two it was is
    /// thus always known.
    /// </summary>
    Task<TransportOutcome> SendAsync(BayeuxRequest request, CancellationTokenSource giveUp);
}

/// <summary>
/// A reply or a failure. A class, because tasks of a struct of ours would be compiled again when the first session starts; tasks
/// of classes share code that the framework brings compiled.
/// </summary>
internal sealed class TransportOutcome
{
    public TransportOutcome(ParsedReply reply)
    {
        Reply = reply;
        Failure = null;
    }

    public TransportOutcome(TransportFailure failure)
    {
        Reply = null;
        Failure = failure;
    }

    public ParsedReply? Reply { get; }

    public TransportFailure? Failure { get; }
}
