using System;

namespace GenesysOutbound.Simulator.Page;

/// <summary>An agent as the page shows it. The value of each view is compared with the one that was sent before.</summary>
internal sealed record AgentView(
    string Name,
    string FullName,
    string Number,
    string DevicePath,
    string State,
    bool LoggedIn,
    bool Outbound,
    bool Email,
    int Sessions,
    int Polls,
    int Records,
    string Handles,
    int Calls);

/// <summary>A campaign with the counts of its records by status.</summary>
internal sealed record CampaignView(
    string Name,
    string Mode,
    string State,
    long ApplicationId,
    string Lists,
    int Previews,
    int Ready,
    int Retrieved,
    int Updated,
    int Cancelled,
    int ChainUpdated,
    int Chains);

/// <summary>A call or an e-mail.</summary>
internal sealed record InteractionView(
    string Id, string Kind, string Type, string? Agent, string State, string Party, string Subject, int Data, int Version,
        bool Open);

/// <summary>A fault that is still to come.</summary>
internal sealed record FaultView(
    string Kind,
    string? Agent,
    string? Method,
    string? Path,
    string? Operation,
    int Skip,
    int Count,
    int Hits,
    double Probability,
    TimeSpan Delay,
    int StatusCode,
    string? Body);
