using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>Handles count from the start at each server: a record of one must not become that of another.</summary>
public sealed class RecordOfAnotherSessionTests
{
    private const string TwoServers = "$first = Get-GwsSession -Current; $record = Get-GwsPreviewRecord Campaign1; "
        + "$other = Start-GwsSimulator; $second = $other | Connect-Gws -Name second; "
        + "$null = Start-GwsDirectPushPreview Campaign1; $here = Get-GwsPreviewRecord Campaign1; $other.ClearRequests(); ";

    [Theory]
    [InlineData("Invoke-GwsRejectRecord")]
    [InlineData("Set-GwsDoNotCall -Force")]
    [InlineData("Start-GwsPreviewCall")]
    [InlineData("Get-GwsChainedRecord")]
    public void It_is_refused_while_another_session_is_the_current_one(string command)
    {
        using var engine = new ModuleEngine();

        IReadOnlyList<object?> output = engine.Run(TwoServers + $"$record | {command}; "
            + "@(Get-GwsSimulatorRequest -Simulator $other).Count; (Get-GwsRecord -Session $second).State");

        ErrorRecord error = Assert.IsType<ErrorRecord>(output[0]);
        Assert.StartsWith("InvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("current session is 'second'", error.Exception.Message, StringComparison.Ordinal);
        Assert.IsType<GwsRecord>(PSObject.AsPSObject(error.TargetObject).BaseObject);
        Assert.Equal([0, GwsRecordState.Preview], output.Skip(1));
    }

    [Theory]
    [InlineData("Get-GwsEvent -Session $first -NotificationType PreviewRecord -Last 1 | Invoke-GwsRejectRecord")]
    [InlineData("$record | Start-GwsPreviewCall -Session $first | Set-GwsDoNotCall -Force")]
    [InlineData("$record | Invoke-GwsRejectRecord -Session $first | Set-GwsDoNotCall -Force")]
    public void Its_call_its_event_and_its_result_are_refused_as_well(string script)
    {
        using var engine = new ModuleEngine();

        IReadOnlyList<object?> output = engine.Run(TwoServers + script + "; @(Get-GwsSimulatorRequest -Simulator $other).Count; "
            + "(Get-GwsRecord -Session $second).Pending");

        ErrorRecord error = Assert.IsType<ErrorRecord>(output[0]);
        Assert.StartsWith("InvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([0, null], output.Skip(1));
    }

    [Fact]
    public void A_second_session_of_the_same_agent_may_have_it()
    {
        using var engine = new ModuleEngine();

        object? answer = Assert.Single(engine.Run("$first = Get-GwsSession -Current; $record = Get-GwsPreviewRecord Campaign1; "
            + "$null = $simulator | Connect-Gws -Name second; $record | Invoke-GwsRejectRecord"));

        Assert.Equal(GwsOutcome.Acknowledged, Assert.IsType<GwsOperationResult>(answer).Outcome);
    }

    [Theory]
    [InlineData("$here | Invoke-GwsRejectRecord")]
    [InlineData("$record | Invoke-GwsRejectRecord -Session $first")]
    [InlineData("$null = Select-GwsSession $first; $record | Invoke-GwsRejectRecord")]
    [InlineData("$here, $here | Select-Object -First 1 | Invoke-GwsRejectRecord -ThrottleLimit 1")]
    public void It_is_taken_where_it_belongs(string script)
    {
        using var engine = new ModuleEngine();

        object? answer = Assert.Single(engine.Run(TwoServers + script));

        Assert.Equal(GwsOutcome.Acknowledged, Assert.IsType<GwsOperationResult>(answer).Outcome);
    }

    [Fact]
    public void A_record_of_a_session_that_is_closed_is_taken_by_the_next()
    {
        using var engine = new ModuleEngine();

        object? answer = Assert.Single(engine.Run("$record = Get-GwsPreviewRecord Campaign1; Disconnect-Gws; "
            + "$null = $simulator | Connect-Gws; $record | Set-GwsDoNotCall -Force -WhatIf; $record.RecordHandle"));

        Assert.NotNull(answer);
    }
}
