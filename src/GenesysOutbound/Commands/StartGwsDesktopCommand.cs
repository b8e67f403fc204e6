using System;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Starts the agent's desktop of a session in a browser of this machine; with a client page, it is a host of the Service Client
/// API for it. It ends with Stop-GwsDesktop, with the session, or with the runspace.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "GwsDesktop", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Desktop.GwsDesktop")]
public sealed class StartGwsDesktopCommand : GwsSessionCmdlet
{
    /// <summary>The TCP port on 127.0.0.1; 0 (the default) takes any free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Opens the page in the browser.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>
    /// A page of another origin that the desktop frames, and whose requests of the Service Client API it answers.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ClientUri { get; set; }

    /// <summary>
    /// More origins that may use the Service Client API in the frame; each may name the methods that it may call, in brackets.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowedOrigin { get; set; } = [];

    /// <summary>Shows everything and changes nothing.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Starts it.</summary>
    protected override void ProcessRecord() => Attempt(ErrorTarget, () =>
    {
        GwsSession session = CurrentSession;
        if (AskShouldProcess(session.Name, "Start a desktop"))
        {
            Start(session);
        }
    });

    private void Start(GwsSession session)
    {
        GwsDesktop desktop;
        try
        {
            desktop = GwsDesktop.Start(session, new GwsDesktopOptions
            {
                Port = Port,
                ClientUri = ClientUri,
                AllowedOrigins = AllowedOrigin,
                ReadOnly = ReadOnly,
            });
        }
        catch (HttpListenerException e)
        {
            string port = Port.ToString(CultureInfo.InvariantCulture);
            WriteError(ErrorRecords.Create(
                new InvalidOperationException($"The desktop cannot listen on port {port} of 127.0.0.1: {e.Message}", e),
                "DesktopPortUnavailable", ErrorCategory.ResourceUnavailable, Port,
                    "Give another -Port, or leave it out to take any free one."));
            return;
        }

        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        here.Track(desktop);
        desktop.Ended += (_, _) => here.Untrack(desktop);
        if (Show && BrowserLauncher.Open(desktop.PageUri) is string problem)
        {
            WriteWarning(problem);
        }

        WriteObject(desktop);
    }
}
