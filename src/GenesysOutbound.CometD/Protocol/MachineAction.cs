namespace GenesysOutbound.CometD.Protocol;

/// <summary>What the state machine wants done. It does nothing itself.</summary>
internal abstract class MachineAction
{
}

/// <summary>Make this request; its outcome comes back as an input.</summary>
internal sealed class SendAction(BayeuxRequest request) : MachineAction
{
    public BayeuxRequest Request { get; } = request;
}

/// <summary>Wake the machine after a while. Only the newest timer counts.</summary>
internal sealed class TimerAction(long number, long delay) : MachineAction
{
    public long Number { get; } = number;

    public long Delay { get; } = delay;
}

/// <summary>Put these events into the delivery queue.</summary>
internal sealed class DeliverAction(BayeuxMessage[] events) : MachineAction
{
    public BayeuxMessage[] Events { get; } = events;
}

/// <summary>Tell the listener of a state change, in order with the events.</summary>
internal sealed class StateAction(BayeuxStateChange change) : MachineAction
{
    public BayeuxStateChange Change { get; } = change;
}

/// <summary>Tell the listener that events may have been lost, in order with the events.</summary>
internal sealed class GapAction(BayeuxGap gap) : MachineAction
{
    public BayeuxGap Gap { get; } = gap;
}

/// <summary>Give up a request that is on its way; its outcome no longer matters.</summary>
internal sealed class AbortAction(long requestNumber) : MachineAction
{
    public long RequestNumber { get; } = requestNumber;
}
