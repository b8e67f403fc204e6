using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <content>The session's end: closed by its user, or lost.</content>
public sealed partial class GwsSession
{
    /// <summary>Closes the session: ends the notifications, and the contact-center session if this session began it. Takes at
    /// most seconds, also when the server is gone.</summary>
    /// <param name="cancellationToken">Stops waiting; the session is closed all the same.</param>
    /// <returns>A task that ends when it is closed. It does not fail.</returns>
    public async Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        if (_lifecycle.State == GwsSessionState.Closed || !_lifecycle.Set(GwsSessionState.Closed, null))
        {
            return;
        }

        await _connection.CloseAsync(GoodbyeTimeout, cancellationToken).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Closes everything at once, without a request to the server.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _lifecycle.Set(GwsSessionState.Closed, null);
        _closing.Cancel();
        _connection.Dispose();
        End("The session was closed.");
        _journal?.Dispose();
        _http.Dispose();
        _closing.Dispose();
    }

    /// <summary>Throws when the session cannot be used any more: no request can be sent, and no event can come.</summary>
    /// <exception cref="GwsException">It is closed, or lost.</exception>
    public void EnsureOpen() => _lifecycle.EnsureOpen();

    private async Task SayGoodbyeAsync()
    {
        await _connection.CloseAsync(GoodbyeTimeout, CancellationToken.None).ConfigureAwait(false);
        Dispose();
    }

    private void OnStateChanged(GwsSessionStateChangedEventArgs change)
    {
        if (change.Current == GwsSessionState.Lost)
        {
            // The last event: a reader that waits for events must learn why there are no more.
            Events.Add(new GwsEvent
            {
                ReceivedAt = _timeOfDay(),
                NotificationType = GwsEvent.SessionLostType,
                IsError = true,
                Error = change.Reason,
            });
            End($"The session is lost: {change.Reason}");
        }

        try
        {
            StateChanged?.Invoke(this, change);
        }
        catch (Exception error)
        {
            _http.Trace($"A handler of StateChanged failed: {error.GetType().Name}");
        }
    }

    private void End(string reason)
    {
        _pending.End(reason);
        Records.LoseAll();
        Events.End();
    }
}
