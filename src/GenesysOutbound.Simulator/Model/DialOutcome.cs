namespace GenesysOutbound.Simulator;

/// <summary>What happens to a call that an agent dials.</summary>
public enum DialOutcome
{
    /// <summary>The other party answers at once: Dialing, then Established.</summary>
    Answered,

    /// <summary>
    /// The call stays Dialing until <see cref="GwsSimulator.AnswerCall"/> or <see cref="GwsSimulator.EndCall"/> decides.
    /// </summary>
    Rings,

    /// <summary>The call is released at once: Dialing, then Released.</summary>
    Busy,
}
