using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>Tickets of requests without a reference id, and identities that are given but empty.</summary>
public sealed class TicketTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Ring = "$null = Send-GwsSimulatorCall; "
        + "$call = (Wait-GwsEvent -MessageType CallStateChangeMessage -TimeoutSec 20 "
        + "-Filter { $_.Call.State -eq 'Ringing' }).Call; ";

    private const string Offer = "$null = Send-GwsSimulatorEmail; "
        + "$mail = (Wait-GwsEvent -TimeoutSec 20 -Filter { $_.Email.State -eq 'Invited' }).Email; ";

    [Fact]
    public void The_ticket_of_a_dial_is_answered_by_the_new_call_and_not_by_the_offer_of_the_record()
    {
        GwsEvent answer = Answer("$record = Get-GwsPreviewRecord Campaign1; $ticket = $record | Start-GwsPreviewCall -NoWait; ");

        Assert.NotNull(answer.Call);
        Assert.NotEqual("Released", answer.Call.State);
    }

    [Fact]
    public void The_ticket_of_an_answer_is_answered_by_the_established_call()
    {
        GwsEvent answer = Answer(Ring + "$ticket = $call | Invoke-GwsAnswerCall -NoWait; ");

        Assert.Equal("Established", answer.Call?.State);
    }

    [Fact]
    public void The_ticket_of_an_accepted_email_is_answered_by_its_new_state()
    {
        GwsEvent answer = Answer(Offer + "$ticket = Invoke-GwsAcceptEmail -EmailId $mail.EmailId -NoWait; ");

        Assert.NotEqual("Invited", answer.Email?.State);
    }

    [Fact]
    public void The_ticket_of_a_state_is_answered_by_the_device()
    {
        GwsEvent answer = Answer("$null = Set-GwsAgentState Ready; $ticket = Set-GwsAgentState NotReady -NoWait; ");

        Assert.Contains(answer.Devices, device => device.UserState == "NotReady");
    }

    [Fact]
    public void What_a_ticket_finds_is_narrowed_by_a_script_block()
    {
        IReadOnlyList<object?> output = engine.Run(Ring + "$ticket = $call | Invoke-GwsAnswerCall -NoWait; "
            + "$ticket | Wait-GwsEvent -TimeoutSec 0.5 -Filter { $_.Call.State -eq 'Ringing' }");

        Assert.StartsWith("WaitTimeout,", Assert.IsType<ErrorRecord>(Assert.Single(output)).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_was_there_brings_no_event_and_the_error_says_so() =>
        Assert.Contains("no event will come", engine.ErrorOf("$null = Set-GwsAgentState Ready; "
            + "Set-GwsAgentState Ready -NoWait | Wait-GwsEvent -TimeoutSec 1").Exception.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize("
        + "[System.Management.Automation.PSSerializer]::Serialize($ticket))")]
    [InlineData("$ticket | Select-Object *")]
    public void A_copy_of_a_ticket_is_refused(string copy) =>
        Assert.Contains("only the ticket itself leads to its answer", engine.ErrorOf("$record = Get-GwsPreviewRecord Campaign1; "
            + $"$ticket = $record | Start-GwsPreviewCall -NoWait; {copy} | Wait-GwsEvent -TimeoutSec 1")
            .Exception.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ReferenceId")]
    [InlineData("RecordHandle")]
    [InlineData("CampaignName")]
    [InlineData("CallId")]
    [InlineData("EmailId")]
    public void A_typed_identity_without_a_value_does_not_mean_every_event(string parameter)
    {
        foreach (string command in new[] { "Wait-GwsEvent -TimeoutSec 1", "Get-GwsEvent", "Register-GwsEvent" })
        {
            foreach (string value in new[] { "$null", "''", "' '" })
            {
                ErrorRecord error = engine.ErrorOf($"{command} -{parameter} {value}");

                Assert.StartsWith("InvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
                Assert.Contains($"-{parameter} is empty", error.Exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_script_block_may_read_the_identity_of_each_input()
    {
        IReadOnlyList<object?> output = engine.Run("$record = Get-GwsPreviewRecord Campaign1; "
            + "[pscustomobject]@{ Id = $record.RecordHandle } | Get-GwsEvent -RecordHandle { $_.Id } -Last 1");

        Assert.IsType<GwsEvent>(Assert.Single(output));
    }

    [Theory]
    [InlineData("Invoke-GwsAnswerCall")]
    [InlineData("Invoke-GwsRejectCall")]
    [InlineData("Stop-GwsCall")]
    [InlineData("Invoke-GwsAcceptEmail")]
    [InlineData("Invoke-GwsRejectEmail")]
    [InlineData("Set-GwsAgentState")]
    [InlineData("Start-GwsPreviewCall")]
    public void A_command_whose_request_carries_no_reference_id_has_no_parameter_for_it(string command) =>
        Assert.Equal(false, engine.Run($"(Get-Command {command}).Parameters.ContainsKey('ReferenceId')").Single());

    private GwsEvent Answer(string script) =>
        Assert.IsType<GwsEvent>(Assert.Single(engine.Run(script + "$ticket | Wait-GwsEvent -TimeoutSec 20")));
}
