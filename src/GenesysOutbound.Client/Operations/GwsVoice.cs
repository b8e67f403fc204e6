using System;
using System.Collections;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>The voice operations of a session.</summary>
public sealed class GwsVoice
{
    private readonly GwsSession _session;

    internal GwsVoice(GwsSession session) => _session = session;

    /// <summary>Dials a number on a device (Dial).</summary>
    public Task<GwsOperationResult> DialAsync(string phoneNumber, string? devicePath, IDictionary? userData, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Answers a ringing call (Answer).</summary>
    public Task<GwsOperationResult> AnswerAsync(string callId, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Rejects a ringing call that came from a queue (Reject); the call goes back to the queue.</summary>
    public Task<GwsOperationResult> RejectAsync(string callId, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Ends a call (Hangup).</summary>
    public Task<GwsOperationResult> HangupAsync(string callId, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    private NotImplementedException Todo() => new(_session.Name);
}
