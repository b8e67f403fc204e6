using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// A record has the customer's fields as properties, and the engine binds properties to parameters by name. What a customer wrote
/// must not decide what a command does, in whatever form the record comes down the pipeline.
/// </summary>
public sealed class PipedRecordTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly string[] Forms =
    [
        "$record",
        "($record | Select-Object *)",
        "(& $copy $record)",
        "(& $copy ($record | Select-Object *))",
        "($record | Select-Object * | Select-Object *)",
        "($record | ConvertTo-Json -Depth 5 | ConvertFrom-Json)",
    ];

    public static TheoryData<string, string, string> Cases()
    {
        (string Field, string Command)[] kinds =
        [
            ("Scope = 'RecordOnly'", "Set-GwsDoNotCall -Force"),
            ("At = '2031-05-27 14:30'", "Set-GwsRecordSchedule -Force"),
            ("RecordTime = '05/27/2031 14:30'", "Set-GwsRecordSchedule -Force"),
            ("CallbackType = 'Personal'", "Set-GwsRecordSchedule -At '2031-05-27 14:30' -Force"),
            ("CallResult = 'Busy'", "Set-GwsCallResult -Force"),
            ("EmailId = 'e1'", "Invoke-GwsRejectEmail"),
            ("EmailId = 'e1'", "Invoke-GwsAcceptEmail"),
        ];
        var cases = new TheoryData<string, string, string>();
        foreach ((string field, string command) in kinds)
        {
            // A result that was JSON is not even converted.
            foreach (string form in Forms.Where(f => !(field.StartsWith("CallResult", StringComparison.Ordinal)
                && f.Contains("Json", StringComparison.Ordinal))))
            {
                cases.Add(field, command, form);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_a_customer_wrote_is_not_taken_for_a_parameter(string field, string command, string form)
    {
        TakeRecord(field);

        ErrorRecord error = engine.ErrorOf($"{form} | {command}");

        Assert.StartsWith("InvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("piped record is not used", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(
            engine.Run("Get-GwsSimulatorRequest -Method Post; Get-GwsRecord $record.RecordHandle | Where-Object Pending"));
    }

    [Theory]
    [InlineData("Scope = 'RecordOnly'", "Set-GwsDoNotCall -Scope AllChain -Force", "DoNotCall AllChain")]
    [InlineData("CallResult = 'Busy'", "Set-GwsCallResult -CallResult Answer -Force", "CallResult Answer")]
    public void What_was_typed_counts_whatever_the_record_brings(string field, string command, string expected)
    {
        foreach (string form in Forms)
        {
            TakeRecord(field);

            IReadOnlyList<object?> output = engine.Run($"{form} | {command}");

            Assert.Equal(expected, Assert.IsType<GwsRecord>(Assert.Single(output)).Pending.ToString());
        }
    }

    [Theory]
    [InlineData("RecordHandle, CampaignName, Scope", "-IncludeTypeInformation")]
    [InlineData("RecordHandle, CampaignName, Scope", "-NoTypeInformation")]
    [InlineData("RecordHandle, CampaignName, IsRestored, InteractionId, Scope", "-NoTypeInformation")]
    public void A_row_of_a_file_may_name_a_parameter_also_one_that_was_written_from_records(string columns, string kind)
    {
        TakeRecord("Scope = 'RecordOnly'");

        IReadOnlyList<object?> output = engine.Run(
            $"$record | Select-Object {columns} | ConvertTo-Csv {kind} | ConvertFrom-Csv | Set-GwsDoNotCall -Force");

        Assert.Equal(GwsChainScope.RecordOnly, Assert.IsType<GwsRecord>(Assert.Single(output)).Pending.DoNotCall);
    }

    [Fact]
    public void A_custom_field_named_like_a_filter_of_events_is_not_one_in_any_form()
    {
        foreach (string form in Forms)
        {
            TakeRecord("ReferenceId = 'other'; EmailId = 'other'");

            IReadOnlyList<object?> output = engine.Run($"{form} | Get-GwsEvent");
            Assert.True(output.Any(item => item is GwsEvent { NotificationType: "PreviewRecord" }), form);
        }
    }

    /// <summary>
    /// One record for all tests, without what the one before made pending on it, and with fields of a customer.
    /// </summary>
    private void TakeRecord(string fields)
    {
        const string script = """
            $copy = { param($it) $of = [System.Management.Automation.PSSerializer]; $of::Deserialize($of::Serialize($it)) }
            if (-not $record) { $record = Get-GwsPreviewRecord Campaign1 }
            $null = Clear-GwsPendingChange $record.RecordHandle
            $record = Get-GwsRecord $record.RecordHandle
            'Scope', 'At', 'RecordTime', 'CallbackType', 'EmailId', 'ReferenceId' |
                ForEach-Object { $record.PSObject.Properties.Remove($_) }
            $simulator.ClearRequests()
            """;
        Assert.Empty(engine.Run(script + $"\n$record | Add-Member -NotePropertyMembers @{{ {fields} }} -Force"));
    }
}
