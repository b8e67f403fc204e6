using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <content>The session's state, and its end: closed by its user, or lost.</content>
public sealed partial class GwsSession
{
    /// <summary>Closes the session: ends the notifications and the contact-center session. Takes at most seconds, also when the server is gone.</summary>
    /// <param name="cancellationToken">Stops waiting; the session is closed all the same.</param>
    /// <returns>A task that ends when it is closed. It does not fail.</returns>
    public async Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state == GwsSessionState.Closed)
            {
                return;
            }

            _state = GwsSessionState.Closed;
            _stateReason = null;
        }

        await _link.CloseAsync(GoodbyeTimeout, cancellationToken).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Closes everything at once, without a word to the server.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        lock (_gate)
        {
            _state = GwsSessionState.Closed;
        }

        _closing.Cancel();
        _link.Dispose();
        Pending.End("The session was closed.");
        Records.LoseAll();
        Events.End();
        Journal?.Dispose();
        Http.Dispose();
        _closing.Dispose();
    }

    /// <summary>Throws when the session cannot be used any more: no request can be sent, and no event can come.</summary>
    /// <exception cref="GwsException">It is closed, or lost.</exception>
    public void EnsureOpen()
    {
        lock (_gate)
        {
            if (_state == GwsSessionState.Closed)
            {
                throw new GwsException(GwsErrorIds.SessionClosed, "The session " + Name + " is closed.");
            }

            if (_state == GwsSessionState.Lost)
            {
                throw new GwsException(GwsErrorIds.SessionLost, "The session " + Name + " is lost: " + _stateReason);
            }
        }
    }

    private async Task SayGoodbyeAsync()
    {
        await _link.CloseAsync(GoodbyeTimeout, CancellationToken.None).ConfigureAwait(false);
        Dispose();
    }

    private void SetState(GwsSessionState state, string? reason)
    {
        lock (_gate)
        {
            // Closed is the end.
            if (_state == GwsSessionState.Closed)
            {
                return;
            }

            _state = state;
            _stateReason = reason;
        }

        if (state == GwsSessionState.Lost)
        {
            Pending.End("The session is lost: " + reason);
            Records.LoseAll();
            Events.End();
        }
    }
}
