using System;
using System.Net;

namespace GenesysOutbound.Simulator;

/// <summary>
/// The settings of a <see cref="GwsSimulator"/>. Every value has a working default: <c>GwsSimulator.Start()</c> is enough.
/// </summary>
public sealed class GwsSimulatorOptions
{
    /// <summary>The TCP port; 0 (the default) takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The address to listen on; loopback by default. Another lets others in, over plain HTTP and with passwords that are no
    /// secrets: only for a network that
    /// nobody else is on.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>A scenario file (JSON, see docs/simulator.md); null means the built-in scenario.</summary>
    public string? ScenarioPath { get; set; }

    /// <summary>
    /// A calling list (CSV, see docs/simulator.md) that takes the place of the first calling list of the scenario; null keeps the
    /// scenario's.
    /// </summary>
    public string? CallingListPath { get; set; }

    /// <summary>
    /// Whether POST, PUT and DELETE need the CSRF token that a GET gave (vendor's documentation: a switch of the server).
    /// </summary>
    public bool EnableCsrf { get; set; } = true;

    /// <summary>
    /// How long a <c>/meta/connect</c> is held when there is nothing to say. The documents' samples say 30,000 ms.
    /// </summary>
    public TimeSpan LongPollTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a Bayeux session may go without a <c>/meta/connect</c> before it is forgotten (CometD's default: 10 s).
    /// </summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an HTTP session may go without a request before it is forgotten (vendor's sample configuration: 1,800 s).
    /// </summary>
    public TimeSpan HttpSessionTimeout { get; set; } = TimeSpan.FromSeconds(1800);

    /// <summary>The variants of real servers that events show, beyond the documents' samples.</summary>
    public SimulatorResponseVariants ResponseVariants { get; set; }

    /// <summary>The share of the events, 0 to 1, that show a variant asked for with <see cref="ResponseVariants"/>.</summary>
    public double ResponseVariantRate { get; set; } = 1.0;

    /// <summary>
    /// The seed of everything random (ids, variants, faults): the same seed and the same requests give the same run.
    /// </summary>
    public int Seed { get; set; } = 1;

    /// <summary>The most requests that <see cref="GwsSimulator.Requests"/> keeps; older ones are forgotten first.</summary>
    public int RequestLogCapacity { get; set; } = 20_000;

    /// <summary>
    /// How many bytes the requests of <see cref="GwsSimulator.Requests"/> may take, by estimate; 128 MiB by default. Older ones
    /// are forgotten first, the newest is always kept.
    /// </summary>
    public long RequestLogBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>
    /// How many calls that are over, and how many e-mails that are done with, are still known; older ones are forgotten first.
    /// </summary>
    public int InteractionCapacity { get; set; } = 10_000;

    /// <summary>
    /// Called with each request when it has been answered, or when a fault has cut its connection; null by default. From any
    /// thread, and a request waits
    /// for it: it must return quickly. It lets a long run note what it needs without keeping every request (<see
    /// cref="RequestLogCapacity"/>).
    /// </summary>
    public Action<SimulatorRequest>? RequestAnswered { get; set; }

    /// <summary>
    /// How long a request may take to arrive, from its first byte to its last; then it is answered with HTTP 408.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest request body that is accepted, in bytes; a larger one is answered with HTTP 413.</summary>
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The first instant of the simulated clock, which calling windows and callbacks go by; null starts at the present. It runs
    /// at the pace of real
    /// time and is moved with <see cref="GwsSimulator.AdvanceClock"/>.
    /// </summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>What happens to a call that an agent dials.</summary>
    public DialOutcome DialOutcome { get; set; } = DialOutcome.Answered;

    /// <summary>
    /// Whether the control resources under <c>/simulator</c> are served (the executable does). They need the header
    /// <c>X-Simulator-Token</c>
    /// with the value of <see cref="GwsSimulator.ControlToken"/>.
    /// </summary>
    public bool EnableControl { get; set; }
}
