using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>The session's state, and what may be done in it. Thread-safe.</summary>
internal sealed class SessionLifecycle(string sessionName, string userName, IServerBinding binding) : ISessionGate
{
    private readonly object _gate = new();
    private GwsSessionState _state = GwsSessionState.Connecting;
    private string? _reason;
    private IReadOnlyList<string> _features = [];
    private TaskCompletionSource<bool> _changed = NewSignal();

    /// <summary>Called after each change of the state or its reason, outside every lock.</summary>
    public Action<GwsSessionStateChangedEventArgs>? Changed { get; set; }

    public GwsSessionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public string? Reason
    {
        get
        {
            lock (_gate)
            {
                return _reason;
            }
        }
    }

    /// <summary>The names of the user's features, as the server last told them.</summary>
    public IReadOnlyList<string> Features
    {
        get => Volatile.Read(ref _features);
        set => Volatile.Write(ref _features, value);
    }

    /// <summary>Changes the state. Closed is final; Lost can only be followed by Closed.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Set(GwsSessionState state, string? reason)
    {
        GwsSessionState previous;
        TaskCompletionSource<bool> changed;
        lock (_gate)
        {
            if (_state == GwsSessionState.Closed || (_state == GwsSessionState.Lost && state != GwsSessionState.Closed)
                || (_state == state && _reason == reason))
            {
                return false;
            }

            previous = _state;
            _state = state;
            _reason = reason;
            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult(true);
        Changed?.Invoke(new GwsSessionStateChangedEventArgs(previous, state, reason));
        return true;
    }

    public bool Has(GwsFeature feature)
    {
        var name = binding.NameOf(feature);
        foreach (var id in Features)
        {
            if (string.Equals(id, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public void EnsureOpen()
    {
        lock (_gate)
        {
            if (_state == GwsSessionState.Closed)
            {
                throw new GwsException(GwsErrorIds.SessionClosed, $"The session {sessionName} is closed.");
            }

            if (_state == GwsSessionState.Lost)
            {
                throw new GwsException(GwsErrorIds.SessionLost, $"The session {sessionName} is lost: {_reason}");
            }
        }
    }

    public void EnsureFeature(GwsFeature feature, string operation)
    {
        EnsureOpen();
        if (!Has(feature))
        {
            throw new GwsException(
                GwsErrorIds.FeatureMissing,
                $"{operation} needs the feature {binding.NameOf(feature)}, which the user {userName} does not have; nothing " +
                    $"was sent.")
            {
                Operation = operation,
            };
        }
    }

    public async Task HoldWhileReconnectingAsync(string operation, TimeSpan limit, CancellationToken cancellationToken)
    {
        Stopwatch? watch = null;
        while (true)
        {
            Task changed;
            string? reason;
            lock (_gate)
            {
                if (_state != GwsSessionState.Reconnecting)
                {
                    break;
                }

                changed = _changed.Task;
                reason = _reason;
            }

            watch ??= Stopwatch.StartNew();
            if (!await Waiting.WaitAsync(changed, Waiting.Left(limit, watch), cancellationToken).ConfigureAwait(false))
            {
                throw new GwsException(
                    GwsErrorIds.SessionReconnecting,
                    $"{operation}: the session {sessionName} is reconnecting ({reason}), so no answer could arrive; nothing " +
                        $"was sent.")
                {
                    Operation = operation,
                };
            }
        }

        EnsureOpen();
    }

    // Its continuations must not run on the thread that brings notifications.
    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
