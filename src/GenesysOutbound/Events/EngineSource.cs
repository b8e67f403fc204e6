using System;
using GenesysOutbound.Client;

namespace GenesysOutbound.Events;

/// <summary>
/// What the engine takes for the source of a subscription. It tells that a subscription has ended only where there is a
/// source object with an event: by taking its handler away. The events themselves are raised by name.
/// </summary>
internal sealed class EngineSource(string name, Action ended)
{
    /// <summary>The name of the event, for the engine.</summary>
    public const string EventName = nameof(EventReceived);

    /// <summary>Never raised. The engine finds it by its name, in public members only.</summary>
    public event EventHandler EventReceived
    {
        add { }
        remove => ended();
    }

    /// <summary>What Get-EventSubscriber shows.</summary>
    public override string ToString() => GwsText.Clean(name);
}
