using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Completion;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Shows the requests that a simulator has seen, oldest first; what is secret in them is masked.</summary>
[Cmdlet(VerbsCommon.Get, "GwsSimulatorRequest")]
[OutputType("GenesysOutbound.Simulator.SimulatorRequest")]
public sealed class GetGwsSimulatorRequestCommand : GwsSimulatorCmdlet
{
    /// <summary>Only requests of these operations (operationName, or the Bayeux channel); wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SimulatorOperationCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Operation { get; set; }

    /// <summary>Only requests with one of these HTTP methods.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Method { get; set; }

    /// <summary>Also the requests of the notification channel.</summary>
    [Parameter]
    public SwitchParameter IncludeNotifications { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        WildcardPattern[]? operations = Operation?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))
            .ToArray();
        WriteObject(
            simulator.Requests.Where(request =>
                (operations is null
                    ? IncludeNotifications || request.Operation?.StartsWith("/meta/", System.StringComparison.Ordinal) != true
                    : operations.Any(pattern => pattern.IsMatch(request.Operation ?? string.Empty)))
                && (Method is null || Method.Contains(request.Method, System.StringComparer.OrdinalIgnoreCase))),
            enumerateCollection: true);
    }
}
