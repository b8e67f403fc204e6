using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Control;

/// <summary>
/// What the control API can make the simulator do. It keeps <see cref="ControlApi"/> from depending on the class that creates it.
/// </summary>
internal interface ISimulatorControl
{
    SimulatorFaults Faults { get; }

    IReadOnlyList<SimulatedRecord> Records { get; }

    IReadOnlyList<SimulatorRequest> Requests { get; }

    string RingCall(string agent, bool fromQueue, string? from, IReadOnlyDictionary<string, object?>? userData);

    void AnswerCall(string callId);

    void EndCall(string callId, string? reason);

    string OfferEmail(string agent, string? subject, string? from);

    long? PushRecord(string agent, string campaign);

    void PushRecord(string agent, long recordHandle);

    void WithdrawRecord(long recordHandle);

    void LoadCampaign(string campaign);

    void StartCampaign(string campaign);

    void StopCampaign(string campaign);

    void UnloadCampaign(string campaign);

    void ChangeCampaignMode(string campaign, string dialingMode);

    void Publish(string agent, string channel, string dataJson, bool toUnsubscribed);

    void AdvanceClock(TimeSpan by);

    void ExpireBayeux(string? agent);

    void ExpireHttp(string? agent);

    void DisconnectBayeux(string? agent);

    void DropConnections();

    void SetUserData(string interactionId, IReadOnlyDictionary<string, object?> userData);

    void Reset();

    void Restart();

    void ClearRequests();
}
