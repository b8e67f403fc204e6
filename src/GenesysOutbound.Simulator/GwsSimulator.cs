using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>
/// Genesys Web Services with an Outbound Contact Server in a box: HTTP, CometD, outbound records, calls and e-mails on loopback. It needs no rights and
/// no other process. All members may be used from any thread.
/// </summary>
public sealed class GwsSimulator : IDisposable
{
    private GwsSimulator(GwsSimulatorOptions options) => Faults = new SimulatorFaults(options.Seed);

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How; null takes the defaults.</param>
    /// <returns>The running simulator; dispose of it to free its port.</returns>
    /// <exception cref="FormatException">The scenario or the calling list cannot be read; the message says where.</exception>
    /// <exception cref="System.IO.IOException">A file cannot be opened.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public static GwsSimulator Start(GwsSimulatorOptions? options = null) => new(options ?? new GwsSimulatorOptions());

    /// <summary>The base address to connect to, such as <c>http://127.0.0.1:8090/</c>.</summary>
    public Uri Uri => throw new NotImplementedException();

    /// <summary>The TCP port.</summary>
    public int Port => throw new NotImplementedException();

    /// <summary>The token that the control resources want in <c>X-Simulator-Token</c>; made anew at every start.</summary>
    public string ControlToken => throw new NotImplementedException();

    /// <summary>The agents, with their passwords.</summary>
    public IReadOnlyList<SimulatedAgent> Agents => throw new NotImplementedException();

    /// <summary>The campaigns as they stand.</summary>
    public IReadOnlyList<SimulatedCampaign> Campaigns => throw new NotImplementedException();

    /// <summary>The records of all calling lists as they stand, by handle.</summary>
    public IReadOnlyList<SimulatedRecord> Records => throw new NotImplementedException();

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<SimulatedInteraction> Calls => throw new NotImplementedException();

    /// <summary>The e-mails so far.</summary>
    public IReadOnlyList<SimulatedInteraction> Emails => throw new NotImplementedException();

    /// <summary>The requests so far, oldest first; see <see cref="GwsSimulatorOptions.LedgerCapacity"/>.</summary>
    public IReadOnlyList<SimulatorRequest> Requests => throw new NotImplementedException();

    /// <summary>The faults to come.</summary>
    public SimulatorFaults Faults { get; }

    /// <summary>The simulated clock, by which callbacks fall due.</summary>
    public DateTimeOffset Now => throw new NotImplementedException();

    /// <summary>Moves the simulated clock forward; callbacks that fall due meanwhile are delivered.</summary>
    /// <param name="by">How far; not negative.</param>
    public void AdvanceClock(TimeSpan by) => throw new NotImplementedException();

    /// <summary>Lets a call ring at an agent's device.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="fromQueue">Whether a queue delivered it: only such a call can be rejected.</param>
    /// <param name="from">The calling number; null for 5005.</param>
    /// <param name="userData">Attached data; texts, numbers, booleans or null.</param>
    /// <returns>The call's id.</returns>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public string RingCall(string agent, bool fromQueue = true, string? from = null, IReadOnlyDictionary<string, object?>? userData = null)
        => throw new NotImplementedException();

    /// <summary>Lets the other party answer a call that is being dialled.</summary>
    /// <param name="callId">The call.</param>
    /// <exception cref="ArgumentException">There is no such call, or it is not being dialled.</exception>
    public void AnswerCall(string callId) => throw new NotImplementedException();

    /// <summary>Lets the other party hang up, or give up.</summary>
    /// <param name="callId">The call.</param>
    /// <exception cref="ArgumentException">There is no such call, or it is over.</exception>
    public void EndCall(string callId) => throw new NotImplementedException();

    /// <summary>Offers an e-mail to an agent. Rejected, it is offered to the next agent who is logged in.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="subject">The subject; null for that of the documents' sample.</param>
    /// <param name="from">The sender's address; null for that of the documents' sample.</param>
    /// <returns>The e-mail's id.</returns>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public string OfferEmail(string agent, string? subject = null, string? from = null) => throw new NotImplementedException();

    /// <summary>Delivers a record to an agent who did not ask, as a push preview campaign does.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="campaign">The campaign.</param>
    /// <returns>The record's handle; null when the campaign has no record left.</returns>
    /// <exception cref="ArgumentException">There is no such agent or campaign.</exception>
    public long? PushRecord(string agent, string campaign) => throw new NotImplementedException();

    /// <summary>Takes a record away from the agent who holds it (an unsolicited <c>RecordCancel</c>).</summary>
    /// <param name="recordHandle">The record.</param>
    /// <exception cref="ArgumentException">Nobody holds such a record.</exception>
    public void WithdrawRecord(long recordHandle) => throw new NotImplementedException();

    /// <summary>Loads a campaign: its agents get <c>CampaignLoaded</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void LoadCampaign(string campaign) => throw new NotImplementedException();

    /// <summary>Starts a campaign: its agents get <c>CampaignStarted</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void StartCampaign(string campaign) => throw new NotImplementedException();

    /// <summary>Stops a campaign: its agents get <c>CampaignStopped</c>, its preview sessions end.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void StopCampaign(string campaign) => throw new NotImplementedException();

    /// <summary>Unloads a campaign: its agents get <c>CampaignUnloaded</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void UnloadCampaign(string campaign) => throw new NotImplementedException();

    /// <summary>Changes the dialing mode: the campaign's agents get <c>CampaignModeChanged</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="dialingMode">Preview or PushPreview.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void ChangeCampaignMode(string campaign, string dialingMode) => throw new NotImplementedException();

    /// <summary>Sends an event of the caller's own making to an agent.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="channel">The channel, such as <c>/v2/me/calls</c>.</param>
    /// <param name="dataJson">The <c>data</c> member as JSON text.</param>
    /// <param name="toUnsubscribed">Whether sessions that did not subscribe to the channel get it too.</param>
    /// <exception cref="ArgumentException">There is no such agent, or the JSON is none.</exception>
    public void Publish(string agent, string channel, string dataJson, bool toUnsubscribed = false) => throw new NotImplementedException();

    /// <summary>Forgets Bayeux sessions: the next poll is answered with <c>402::Unknown client</c>.</summary>
    /// <param name="agent">Whose; null for everyone's.</param>
    public void ExpireBayeux(string? agent = null) => throw new NotImplementedException();

    /// <summary>Forgets HTTP sessions: cookie and CSRF token are worth nothing any more.</summary>
    /// <param name="agent">Whose; null for everyone's.</param>
    public void ExpireHttp(string? agent = null) => throw new NotImplementedException();

    /// <summary>Ends Bayeux sessions from the server's side: a <c>/meta/disconnect</c> that nobody asked for.</summary>
    /// <param name="agent">Whose; null for everyone's.</param>
    public void DisconnectBayeux(string? agent = null) => throw new NotImplementedException();

    /// <summary>Cuts all connections.</summary>
    public void DropConnections() => throw new NotImplementedException();

    /// <summary>
    /// Cuts all connections, refuses new ones, and forgets all HTTP and Bayeux sessions, as a server that goes down does. Lists, records and calls
    /// belong to other servers and stay.
    /// </summary>
    public void Suspend() => throw new NotImplementedException();

    /// <summary>Listens again on the same port after <see cref="Suspend"/>.</summary>
    public void Resume() => throw new NotImplementedException();

    /// <summary><see cref="Suspend"/> and <see cref="Resume"/>.</summary>
    public void Restart()
    {
        Suspend();
        Resume();
    }

    /// <summary>Waits until something is true of the simulator; it is looked at again after every request and every change.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>Whether it came true.</returns>
    public bool WaitFor(Func<GwsSimulator, bool> condition, TimeSpan timeout) => throw new NotImplementedException();

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => throw new NotImplementedException();

    /// <summary>Frees the port and ends every connection at once. May be called again.</summary>
    public void Stop() => Faults.Clear();

    /// <inheritdoc/>
    public void Dispose() => Stop();
}
