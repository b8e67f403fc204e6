using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Tests.Contract;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>Values of piped objects and typed arguments, as people write them.</summary>
public sealed class PipedValueTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    /// <summary>What each command needs beside the value under test, so that it would act if the value were dropped.</summary>
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["GwsRecord"] = "CampaignName = 'Campaign1'; CallingList = 'CallingList1'; PhoneNumber = '5551'; TimeZone = 'PST'",
    };

    /// <summary>Every parameter that binds by property name and is not text.</summary>
    public static TheoryData<string, string> Parameters { get; } = ReadParameters();

    /// <summary>The same without those of Test-GwsServer, which have no default that would be acted on.</summary>
    public static TheoryData<string, string> ParametersOfRecords { get; } = ReadParameters("Test-GwsServer");

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_value_that_cannot_be_used_is_an_error_and_nothing_is_done(string command, string parameter)
    {
        engine.Run("if (-not $record) { $record = Get-GwsPreviewRecord Campaign1 }; $simulator.ClearRequests()");
        string row = $"$row = [ordered]@{{ {Row(command, parameter)} }}; $row['{parameter}'] = [Version]'1.2.3.4'; ";

        IReadOnlyList<object?> output = engine.Run(row + $"[pscustomobject]$row | {command} {Arguments(command)}");
        IReadOnlyList<object?> sent = engine.Run(
            "Get-GwsSimulatorRequest -Method Post; Get-GwsRecord $record | ForEach-Object { $_.Pending } | "
            + "Where-Object { $_ -and -not $_.IsEmpty }");

        Assert.Contains(output, item => item is ErrorRecord);
        Assert.DoesNotContain(output, item => item is GwsOperationResult or GwsRecord);
        Assert.Empty(sent);
    }

    [Theory]
    [MemberData(nameof(ParametersOfRecords))]
    public void A_value_that_cannot_be_used_is_an_error_after_a_row_with_a_good_one(string command, string parameter)
    {
        using var own = new ModuleEngine();
        own.Run("$record = Get-GwsPreviewRecord Campaign1");
        string rows = $"$good = [ordered]@{{ {Row(command, parameter)} }}; $good['{parameter}'] = {Good(command, parameter)}; "
            + $"$bad = [ordered]@{{ {Row(command, parameter)} }}; $bad['{parameter}'] = [Version]'1.2.3.4'; ";

        IReadOnlyList<object?> output = own.Run(
            rows + $"[pscustomobject]$good, [pscustomobject]$bad | {command} {Arguments(command)}");

        Assert.Contains(
            output.OfType<ErrorRecord>(), e => e.Exception.Message.Contains(parameter, StringComparison.Ordinal));
        Assert.InRange(output.Count(item => item is GwsOperationResult or GwsRecord), 0, 1);
    }

    [Fact]
    public void The_scope_of_a_row_does_not_pass_to_the_record_after_it()
    {
        using var own = new ModuleEngine();

        IReadOnlyList<object?> output = own.Run("$first = Get-GwsPreviewRecord Campaign1; $second = Get-GwsPreviewRecord "
            + "Campaign1; [pscustomobject]@{ RecordHandle = $first.RecordHandle; Scope = 'RecordOnly' }, $second "
            + "| Set-GwsDoNotCall -Force");

        Assert.DoesNotContain(output, item => item is ErrorRecord);
        Assert.Equal(2, output.Count);
    }

    [Theory]
    [InlineData("Set-GwsDoNotCall -RecordHandle { $_.Id } -Force")]
    [InlineData("Set-GwsDoNotCall -RecordHandle { $_.Id } -Scope { $_.Kind } -Force")]
    [InlineData("Set-GwsCallResult Busy -RecordHandle { $_.Id } -Force")]
    [InlineData("Invoke-GwsRejectRecord -RecordHandle { $_.Id }")]
    [InlineData("Start-GwsPreviewCall -RecordHandle { $_.Id }")]
    public void A_script_block_reads_the_handle_of_each_input(string command)
    {
        using var own = new ModuleEngine();

        IReadOnlyList<object?> output = own.Run("$held = 1..2 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }; "
            + "$held.RecordHandle; $held | ForEach-Object { [pscustomobject]@{ Id = $_.RecordHandle; Kind = 'RecordOnly' } } | "
            + command + " | ForEach-Object RecordHandle");

        Assert.All(output, item => Assert.False(item is ErrorRecord, $"{(item as ErrorRecord)?.Exception}"));
        Assert.Equal(output.Take(2), output.Skip(2));
    }

    [Fact]
    public void A_misspelt_choice_is_answered_with_the_choices()
    {
        ErrorRecord error = engine.ErrorOf(
            "[pscustomobject]@{ RecordHandle = 1; At = '2031-05-27 14:30'; CallbackType = 'Persnal' } | "
            + "Set-GwsRecordSchedule -Force");

        Assert.StartsWith("InvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'Persnal'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Campaign, Personal", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ RecordHandle = 1; At = 'nonsense' } | Set-GwsRecordSchedule -Force", "nonsense")]
    [InlineData("Set-GwsRecordSchedule -RecordHandle 1 -At nonsense", "nonsense")]
    [InlineData("Set-GwsRecordSchedule -RecordHandle 1", "-At or -RecordTime")]
    public void A_time_that_cannot_be_read_is_named_in_the_message(string script, string cause) =>
        Assert.Contains(cause, engine.ErrorOf(script).Exception.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("From = [datetime]'2030-01-01 09:30'", 34200)]
    [InlineData("From = [TimeOnly]::new(9, 30)", 34200)]
    [InlineData("From = [timespan]'09:30'", 34200)]
    [InlineData("From = '09:30'", 34200)]
    [InlineData("From = ''", 0)]
    [InlineData("From = [DBNull]::Value; PhoneType = ''; ChainId = ''; OtherFields = $null", 0)]
    public void Times_of_day_come_in_many_types_and_empty_columns_are_not_given(string column, int seconds)
    {
        IReadOnlyList<object?> output = engine.Run("$simulator.ClearRequests(); [pscustomobject]@{ CampaignName = 'Campaign1'; "
            + $"CallingList = 'CallingList1'; PhoneNumber = '5551'; TimeZone = 'PST'; {column} }} | New-GwsRecord; "
            + "(Get-GwsSimulatorRequest AddRecord).Body | ConvertFrom-Json");

        Assert.Equal(GwsOutcome.Acknowledged, Assert.IsType<GwsOperationResult>(output[0]).Outcome);
        var body = (PSObject)output[1]!;
        Assert.Equal(seconds, Convert.ToInt32(body.Properties["from"]?.Value ?? body.Properties["dailyFrom"]?.Value, null));
    }

    [Theory]
    [InlineData("'134'")]
    [InlineData("'000000000000000134'")]
    [InlineData("'0000000000000000000000134'")]
    [InlineData("'0x86'")]
    [InlineData("' 134 '")]
    [InlineData("'+134'")]
    [InlineData("134")]
    [InlineData("134.0")]
    [InlineData("(Write-Output '134')")]
    public void A_whole_number_may_be_text_in_every_form_that_the_engine_reads(string value)
    {
        IReadOnlyList<object?> output = engine.Run("$simulator.ClearRequests(); "
            + "$null = [pscustomobject]@{ CampaignName = 'Campaign1'; CallingList = 'CallingList1'; PhoneNumber = '5551'; "
            + $"TimeZone = 'PST'; ApplicationId = {value} }} | New-GwsRecord; "
            + "((Get-GwsSimulatorRequest AddRecord).Body | ConvertFrom-Json).applicationId");

        Assert.Equal(134L, Assert.Single(output));
    }

    [Theory]
    [InlineData("@{ n = (Write-Output 7) }", "\"n\":7")]
    [InlineData("[pscustomobject]@{ n = 7; t = 'x' }", "\"n\":7,\"t\":\"x\"")]
    [InlineData("@{ d = [datetime]'2030-01-02 03:04' }", "\"d\":\"2030-01-02 03:04:00\"")]
    [InlineData("@{ o = @{ b = 1 } }", "\"o\":{\"b\":1}")]
    public void A_table_keeps_the_types_of_its_values(string table, string json)
    {
        object? body =
            engine.Run("$simulator.ClearRequests(); $null = New-GwsRecord -CampaignName Campaign1 -CallingList CallingList1 "
            + $"-PhoneNumber 5551 -TimeZone PST -OtherFields ({table}); (Get-GwsSimulatorRequest AddRecord).Body").Single();

        Assert.Contains(json, Assert.IsType<string>(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-GwsRecord -CampaignName Campaign1 -CallingList CallingList1 -PhoneNumber 5551 -TimeZone PST -OtherFields",
        "OtherFields")]
    [InlineData("Send-GwsSimulatorCall -UserData", "UserData")]
    [InlineData("Invoke-GwsRequest -Method POST -Path /api/v2/me -Body", "Body")]
    public void A_value_without_a_form_in_JSON_is_refused_by_name(string command, string parameter) =>
        Assert.Contains($"-{parameter}.o.bad is a System.Management.Automation.ScriptBlock",
            engine.ErrorOf(command + " @{ o = [pscustomobject]@{ bad = { 1 } } }").Exception.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0x10")]
    [InlineData("007")]
    [InlineData("1kb")]
    [InlineData("' 5'")]
    public void A_handle_is_the_text_that_was_typed(string typed) =>
        Assert.Contains(
            $"'{typed.Trim('\'')}'", engine.ErrorOf($"Get-GwsRecord {typed}").Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void An_answer_carries_its_input()
    {
        IReadOnlyList<object?> output = engine.Run("$rows = 1..3 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }; "
            + "$rows | Invoke-GwsRejectRecord | ForEach-Object { \"$($_.RecordHandle)=$($_.InputObject.RecordHandle)\" }");

        Assert.Equal(3, output.Count);
        Assert.All(output, pair => Assert.Equal(((string)pair!).Split('=')[0], ((string)pair).Split('=')[1]));
    }

    [Fact]
    public void After_a_failed_connect_there_is_no_current_session()
    {
        using var own = new ModuleEngine();

        own.Run("Connect-Gws $simulator.Uri ([pscredential]::new('nobody', (ConvertTo-SecureString x -AsPlainText -Force)))");

        Assert.StartsWith("NoSession,", own.ErrorOf("Get-GwsRecord").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pooled_runspace_that_is_used_again_has_no_current_session_of_the_script_before()
    {
        using var own = new ModuleEngine();
        Assert.Single(own.Run("Get-GwsSession -Current"));

        own.Reset();

        Assert.Empty(own.Run("Get-GwsSession -Current"));
        Assert.Single(own.Run("Get-GwsSession"));
    }

    [Fact]
    public void A_custom_field_named_like_a_filter_of_events_is_not_one()
    {
        IReadOnlyList<object?> output = engine.Run("$other = Get-GwsPreviewRecord Campaign1; "
            + "$other | Add-Member -NotePropertyName ReferenceId -NotePropertyValue other -Force; $other | Get-GwsEvent");

        Assert.Contains(output, item => item is GwsEvent { NotificationType: "PreviewRecord" });
    }

    [Fact]
    public void The_body_of_a_request_does_not_follow_the_defaults_of_a_script()
    {
        object? body = engine.Run("$PSDefaultParameterValues['ConvertTo-Json:AsArray'] = $true; $simulator.ClearRequests(); "
            + "$null = Invoke-GwsRequest /api/v2/me/x Post @{ a = 1 } -SkipErrorCheck; (Get-GwsSimulatorRequest -Method " +
                "Post).Body").Single();

        Assert.Equal("{\"a\":1}", body);
    }

    [Theory]
    [InlineData("CallId = 'none'", "Invoke-GwsAnswerCall")]
    [InlineData("CallId = 'none'", "Invoke-GwsRejectCall")]
    [InlineData("CallId = 'none'", "Stop-GwsCall")]
    [InlineData("EmailId = 'none'", "Invoke-GwsAcceptEmail")]
    [InlineData("EmailId = 'none'", "Invoke-GwsRejectEmail")]
    [InlineData("CampaignName = 'none'", "Get-GwsPreviewRecord")]
    [InlineData("CampaignName = 'none'", "Start-GwsDirectPushPreview")]
    [InlineData("CampaignName = 'none'; CallingList = 'x'; PhoneNumber = '1'; TimeZone = 'PST'", "New-GwsRecord")]
    [InlineData("RecordHandle = 'none'", "Invoke-GwsRejectRecord")]
    [InlineData("RecordHandle = 'none'", "Start-GwsPreviewCall")]
    [InlineData("CallId = 'none'", "Wait-GwsEvent -TimeoutSec 0.1")]
    public void The_target_of_an_error_is_the_row_that_was_piped(string row, string command)
    {
        ErrorRecord error = engine.ErrorOf($"[pscustomobject]@{{ {row}; Mine = 7 }} | {command}");

        Assert.Equal(7, PSObject.AsPSObject(error.TargetObject).Properties["Mine"]?.Value);
    }

    private static TheoryData<string, string> ReadParameters(params string[] without)
    {
        var data = new TheoryData<string, string>();
        foreach (CommandModel command in CommandModel.All.Where(c => c.Name != "Connect-Gws" && !without.Contains(c.Name)))
        {
            foreach (ParameterModel parameter in command.Parameters.Where(p => p.ByPropertyName
                && p.Property.PropertyType != typeof(string) && p.Property.PropertyType != typeof(string[])))
            {
                data.Add(command.Name, parameter.Name);
            }
        }

        return data;
    }

    private static string Row(string command, string parameter) => command switch
    {
        "New-GwsRecord" => Rows["GwsRecord"],
        "Set-GwsRecordSchedule" when parameter != "At" => "RecordHandle = \"$($record.RecordHandle)\"; At = '2031-05-27 14:30'",
        "Set-GwsCallResult" when parameter != "CallResult" => "RecordHandle = \"$($record.RecordHandle)\"; CallResult = 'Busy'",
        _ => "RecordHandle = \"$($record.RecordHandle)\"; CampaignName = 'Campaign1'; CallId = 'none'",
    };

    private static string Good(string command, string parameter)
    {
        CommandModel model = CommandModel.All.Single(c => c.Name == command);
        Type type = model.Parameters.Single(p => p.Name == parameter).Property.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? $"'{Enum.GetNames(type)[0]}'"
            : type == typeof(DateTimeOffset) ? "'2031-05-27 14:30'"
            : type == typeof(TimeSpan) ? "'09:30'"
            : type == typeof(GwsCallResult) ? "'Busy'"
            : type == typeof(GwsPhoneType) ? "'Mobile'"
            : type.IsPrimitive ? "1"
            : "@{ custom1 = 'x' }";
    }

    private static string Arguments(string command) => command switch
    {
        "Update-GwsRecordField" => "-Field @{ custom1 = 'x' } -Force",
        "Set-GwsRecordSchedule" or "Set-GwsDoNotCall" or "Set-GwsCallResult" or "Complete-GwsRecord" or "Start-GwsPreviewCall" =>
            "-Force",
        _ => string.Empty,
    };
}
