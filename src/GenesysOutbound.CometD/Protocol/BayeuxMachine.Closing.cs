using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <content>The end of a session, from whichever side.</content>
internal sealed partial class BayeuxMachine
{
    private readonly List<Pending<bool>> _disconnecting = [];

    /// <summary>Ends the session in order: one message, a short wait, and nothing after it.</summary>
    public void Disconnect(Pending<bool> pending)
    {
        if (!IsAlive && State != BayeuxState.Disconnecting)
        {
            pending.Succeed(true);
            return;
        }

        _disconnecting.Add(pending);
        if (State == BayeuxState.Disconnecting)
        {
            return;
        }

        Schedule(NextStep.None, 0);
        FailConnecting(Closed());
        if (_clientId is null)
        {
            AbortSession();
            FinishDisconnect("disconnected before there was a session");
            return;
        }

        // The poll stays: the server ends it with the last events. It is given up when the answer to the disconnect is in.
        SetState(BayeuxState.Disconnecting, "disconnecting");
        var message = new Outgoing(MetaChannels.Disconnect) { Id = NextId() };
        long timeout = Math.Max(1, (long)_options.DisconnectTimeout.TotalMilliseconds);
        Send(ConnectionKind.Command, RequestKind.Disconnect, MessageWriter.Batch([message], _clientId), timeout, [message]);
    }

    /// <summary>The caller who asked for the session has given up.</summary>
    public void CancelConnect(Pending<IReadOnlyList<SubscriptionResult>> pending)
    {
        if (ReferenceEquals(_connecting, pending))
        {
            Abort("connecting was cancelled");
        }
    }

    /// <summary>Ends everything at once without a request to the server.</summary>
    public void Abort(string reason)
    {
        Schedule(NextStep.None, 0);
        AbortSession();
        FailConnecting(Closed());
        FinishDisconnect(reason);
    }

    /// <summary>An input could not be worked off: the session ends, and callers who wait for it get the reason.</summary>
    public void Break(Exception cause)
    {
        var error = new BayeuxException(BayeuxErrorKind.Protocol,
            $"The client failed ({cause.GetType().Name}: {cause.Message}).", cause);
        Fail(error);
        FinishDisconnect(error.Message);
    }

    private void FinishDisconnect(string reason)
    {
        AbortSession();
        _sending = null;
        _clientId = null;
        AckActive = false;
        if (IsAlive || State == BayeuxState.Disconnecting)
        {
            SetState(BayeuxState.Disconnected, reason);
        }

        foreach (Pending<bool> waiting in _disconnecting)
        {
            waiting.Succeed(true);
        }

        _disconnecting.Clear();
    }

    /// <summary>The server may end the session inside any reply, unasked.</summary>
    private bool StopsHere(ParsedReply reply)
    {
        if (reply.Answers.Count == 0 || !reply.Answers.Any(m => m.Channel == MetaChannels.Disconnect))
        {
            return false;
        }

        EndByServer(null, "the server ended the session");
        return true;
    }

    private void EndByServer(MetaMessage? answer, string reason)
    {
        string? error = BayeuxError.WithoutArguments(answer?.Error);
        var exception = new BayeuxException(BayeuxErrorKind.ServerDisconnected, "The session is over: " + reason + ".",
            serverError: error);
        EndGap(_clock.UtcNow);
        Schedule(NextStep.None, 0);
        AbortSession();
        _clientId = null;
        AckActive = false;
        SetState(BayeuxState.Disconnected, reason, exception);
        FailConnecting(exception);
        FinishDisconnect(reason);
    }

    private void Fail(BayeuxException error)
    {
        EndGap(_clock.UtcNow);
        Schedule(NextStep.None, 0);
        AbortSession();
        _clientId = null;
        AckActive = false;
        SetState(BayeuxState.Failed, error.Message, error);
        FailConnecting(error);
    }

    private void AbortSession()
    {
        if (_session is not null)
        {
            Actions.Enqueue(new AbortAction(_session.Number));
            _session = null;
        }
    }

    private void FailConnecting(BayeuxException error)
    {
        _connecting?.Fail(error);
        _connecting = null;
    }

    private static BayeuxException Closed() => new(BayeuxErrorKind.Closed, "The client is not connected.");
}
