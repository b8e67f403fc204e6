namespace GenesysOutbound.Commands;

/// <summary>
/// The base of commands on calls, e-mails and the agent. Their requests carry no reference id: an event about the call, the
/// e-mail or the device is the answer.
/// </summary>
public abstract class GwsMediaCmdlet : GwsOperationCmdlet
{
    // A property without the Parameter attribute: what was given could not be sent.

    /// <summary>Not a parameter of this command.</summary>
    public sealed override string? ReferenceId { get; set; }
}
