using System;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>
/// Starts a simulated Genesys Web Services server with an Outbound Contact Server, on loopback unless told otherwise: to learn
/// on, and to test scripts against. It can be piped to Connect-Gws.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "GwsSimulator", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.GwsSimulator")]
public sealed class StartGwsSimulatorCommand : GwsCmdlet
{
    // Numbers, not enumerations: a field of the simulator's type would load its assembly when the module is imported.
    private int _dialOutcome;
    private int _responseVariant;

    /// <summary>The TCP port; 0 (the default) takes any free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A scenario file (JSON). Without it a built-in scenario.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ScenarioPath { get; set; }

    /// <summary>A calling list (CSV) in place of the scenario's first one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CallingListPath { get; set; }

    /// <summary>What becomes of the calls that agents dial: Answered, Rings or Busy.</summary>
    [Parameter]
    public DialOutcome DialOutcome
    {
        get => (DialOutcome)_dialOutcome;
        set => _dialOutcome = (int)value;
    }

    /// <summary>Ways in which real servers differ from the documents' samples.</summary>
    [Parameter]
    [Alias("Variety")]
    public SimulatorResponseVariants ResponseVariant
    {
        get => (SimulatorResponseVariants)_responseVariant;
        set => _responseVariant = (int)value;
    }

    /// <summary>The seed of everything random: the same seed and the same requests give the same run.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>The first instant of the simulated clock. Without it the present.</summary>
    [Parameter]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>Asks for no CSRF token.</summary>
    [Parameter]
    public SwitchParameter DisableCsrf { get; set; }

    /// <summary>
    /// The address to listen on; loopback unless told otherwise. Another lets other machines in, which is said in a warning.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Opens the simulator's page in the browser.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>Starts.</summary>
    protected override void ProcessRecord() => Attempt(Port, () =>
    {
        if (AskShouldProcess(Address.ToString(), "Start a simulator"))
        {
            if (!IPAddress.IsLoopback(Address))
            {
                WriteWarning(
                    "The simulator can be reached from other machines, over plain HTTP and with passwords that everyone knows.");
            }

            Start();
        }
    });

    private void Start()
    {
        GwsSimulator simulator;
        try
        {
            simulator = GwsSimulator.Start(ReadOptions());
        }
        catch (SocketException e)
        {
            WriteError(ErrorRecords.Create(
                new InvalidOperationException(
                    FormattableString.Invariant($"The simulator cannot listen on port {Port} of {Address}: {e.Message}."), e),
                "SimulatorPortUnavailable", ErrorCategory.ResourceUnavailable, Port,
                "Give another -Port, or leave it out to take any free one. An -Address must be one of this machine."));
            return;
        }
        catch (Exception e) when (IsOfFile(e) && (ScenarioPath ?? CallingListPath) is not null)
        {
            WriteError(ErrorRecords.Create(
                new InvalidOperationException("The simulator cannot use the scenario or the calling list: " + e.Message, e),
                "SimulatorFileUnusable",
                CategoryOf(e),
                IsOfCallingList(e) ? CallingListPath : ScenarioPath ?? CallingListPath,
                "Check the path, the rights and the contents of -ScenarioPath and -CallingListPath."));
            return;
        }

        RunspaceSessions.ForCurrentRunspace.Track(simulator);
        if (Show && BrowserLauncher.Open(simulator.PageUri) is string problem)
        {
            WriteWarning(problem);
        }

        WriteObject(simulator);
    }

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or FormatException;

    private static ErrorCategory CategoryOf(Exception exception) => exception switch
    {
        FormatException => ErrorCategory.InvalidData,
        FileNotFoundException or DirectoryNotFoundException => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.OpenError,
    };

    /// <summary>Every one of these failures names the file that it is about; not each has the path as a member.</summary>
    private bool IsOfCallingList(Exception exception) =>
        GetFilePath(nameof(CallingListPath), CallingListPath) is string path && exception.Message.Contains(path);

    private GwsSimulatorOptions ReadOptions() => new()
    {
        Port = Port,
        Address = Address,
        ScenarioPath = GetFilePath(nameof(ScenarioPath), ScenarioPath),
        CallingListPath = GetFilePath(nameof(CallingListPath), CallingListPath),
        DialOutcome = DialOutcome,
        ResponseVariants = ResponseVariant,
        Seed = Seed,
        StartTime = StartTime,
        EnableCsrf = !DisableCsrf,
    };
}
