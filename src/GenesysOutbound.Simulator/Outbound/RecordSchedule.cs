using System;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>A callback.</summary>
/// <param name="Record">The record of the chain that is called back.</param>
/// <param name="At">When, on the simulated clock.</param>
/// <param name="Agent">The agent whose personal callback it is; null for a campaign callback.</param>
/// <param name="Campaign">The campaign in which it was set; other campaigns may have the same list.</param>
/// <param name="Number">The number of the callback; orders callbacks of the same time.</param>
internal sealed record RecordSchedule(OutboundRecord Record, DateTimeOffset At, string? Agent, Campaign Campaign, long Number);
