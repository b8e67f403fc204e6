using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using GenesysOutbound.CometD.Platform;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// The token of one request: cancelled when the request's time is up, when the session is closed, or when the caller wants it.
/// Used again for another request when it was not cancelled.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing that must be given back.")]
internal sealed class RequestLimit : Deadline
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>The tie to the caller's token while a request is under way.</summary>
    public CancellationTokenRegistration Caller { get; set; }

    public override void Expire()
    {
        try
        {
            _source.Cancel();
        }
        catch (AggregateException)
        {
            // A platform's callback failed; the request is cancelled all the same.
        }
    }
}

/// <summary>Gives each request its limit.</summary>
internal sealed class RequestLimits(DeadlineQueue deadlines, TimeSpan timeout)
{
    private const int MostKept = 64;

    private readonly Stack<RequestLimit> _free = new();

    /// <summary>A limit that begins now.</summary>
    public RequestLimit Begin(CancellationToken caller)
    {
        RequestLimit? limit = null;
        lock (_free)
        {
            if (_free.Count > 0)
            {
                limit = _free.Pop();
            }
        }

        limit ??= new RequestLimit();
        deadlines.Add(limit, timeout);
        limit.Caller = caller.Register(static state => ((RequestLimit)state!).Expire(), limit);
        return limit;
    }

    /// <summary>The request has ended, and its reply was read.</summary>
    public void End(RequestLimit limit)
    {
        limit.Caller.Dispose();
        limit.Caller = default;

        // The handlers of .NET Framework keep their registrations on the token.
        if (!deadlines.Remove(limit) || limit.Token.IsCancellationRequested || DefaultHandler.IsNetFramework)
        {
            return;
        }

        lock (_free)
        {
            if (_free.Count < MostKept)
            {
                _free.Push(limit);
            }
        }
    }
}
