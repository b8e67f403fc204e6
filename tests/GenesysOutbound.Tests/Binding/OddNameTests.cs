using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// Names that mean something to PowerShell: as a name of a campaign, of a calling list, of a pair of user data.
/// </summary>
public sealed class OddNameTests(OddNameTests.Fixture fixture) : IClassFixture<OddNameTests.Fixture>
{
    private const string Bracket = "Winback [EU]";

    /// <summary>Names of pairs that are properties of every object for the engine, are no names, or steer a terminal.</summary>
    public static TheoryData<string> Reserved { get; } =
        [
            string.Empty, " ", "PSObject", "psobject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames", "PSStandardMembers",
            "BaseObject", "Members", "Item", "Count", "Keys", "ToString", "GetType", "Length", "RecordHandle", "pending",
            "UserData", "*", "?", "[", "[a-", "a[b]", "`", "a.b", "$x", "__proto__", "a\u001b[31mb", "a\r\nb", "a\u202Eb",
            new string('x', 5_000),
        ];

    [Theory]
    [MemberData(nameof(Reserved))]
    public void No_command_fails_for_the_name_of_a_pair(string name)
    {
        fixture.Set("name", name);
        Assert.Empty(fixture.Engine.Run(
            """
            $handle = "$(Get-Random -Minimum 10000 -Maximum 99999999)"
            $pairs = [ordered]@{ GSW_RECORD_HANDLE = [long]$handle; GSW_CAMPAIGN_NAME = 'Winback [EU]'; GSW_CHAIN_ID = 7
                GSW_CALLING_LIST = 'List1 '; GSW_APPLICATION_ID = 134; GSW_PHONE = '5551'; GSW_TZ_OFFSET = 0 }
            $pairs[$name] = 'what the customer wrote'
            $message = @{ messageType = 'OutboundRecordMessage'; notificationType = 'PreviewRecord' }
            $message.record = @{ userData = $pairs }
            $simulator.Publish($simulator.Agents[0].UserName, '/v2/me/outbound', (ConvertTo-Json $message -Depth 5), $false)
            $null = Wait-GwsEvent -RecordHandle $handle -TimeoutSec 20
            """));

        string[] scripts =
        [
            "Get-GwsRecord", "Get-GwsRecord $handle", "Get-GwsRecord | Format-Table | Out-String",
            "Get-GwsRecord | Select-Object *",
            "Get-GwsRecord | Format-List * | Out-String", "Get-GwsRecord $handle | Get-Member | Out-String",
            "Get-GwsRecord | ConvertTo-Csv", "Get-GwsRecord | Select-Object * | ConvertTo-Csv",
            "[System.Management.Automation.PSSerializer]::Serialize((Get-GwsRecord $handle))",
            "Get-GwsRecordField $handle", "Get-GwsRecordField $handle | Format-Table | Out-String",
            "Get-GwsEvent -RecordHandle $handle", "Get-GwsEvent | Format-Table | Out-String", "(Get-GwsEvent -Last 1).Data",
            "Get-GwsRecord $handle | Set-GwsCallResult -CallResult Answer -Force", "Get-GwsRecord $handle | Get-GwsCallResult",
            "Get-GwsRecord $handle | Clear-GwsPendingChange", "Get-GwsRecord $handle | Set-GwsDoNotCall -Force",
            "Get-GwsRecord $handle | Remove-GwsDoNotCall",
        ];
        foreach (string script in scripts)
        {
            IReadOnlyList<object?> output = fixture.Engine.Run(script);
            Assert.True(!output.Any(item => item is ErrorRecord), script + ": " + output.OfType<ErrorRecord>().FirstOrDefault());
            Assert.True(output.Count > 0, script);
        }

        Assert.Equal("what the customer wrote", fixture.Engine.Run("(Get-GwsRecord $handle).UserData[$name]").Single());
        Assert.All(
            fixture.Engine.Run("(Get-GwsRecord $handle | Get-Member).Name"),
            member => Assert.Equal(GwsText.Clean((string)member!), member));
        fixture.Engine.Run("Get-GwsRecord $handle | Invoke-GwsRejectRecord -TimeoutSec 1 -ErrorAction Ignore");
    }

    [Fact]
    public void A_name_with_brackets_is_a_name_before_it_is_a_pattern()
    {
        Assert.Equal([Bracket], fixture.Names($"Get-GwsCampaign '{Bracket}'"));
        Assert.Equal([Bracket], fixture.Names($"Get-GwsCampaign '{Bracket.ToUpperInvariant()}'"));
        Assert.Equal(["Winback E", "Winback U"], fixture.Names("Get-GwsCampaign 'Winback [EUX]'").Order());
        Assert.Equal([Bracket], fixture.Names("Get-GwsCampaign 'Winback `[*'"));
        Assert.Contains("CampaignUnknown", fixture.Engine.ErrorOf("Get-GwsCampaign 'Winback [EU'").FullyQualifiedErrorId,
            StringComparison.Ordinal);

        // A record of each, so that a pattern would find more than the name.
        fixture.Engine.Run($"$mine = Get-GwsPreviewRecord '{Bracket}'; $other = Get-GwsPreviewRecord 'Winback E'");
        Assert.Equal([Bracket], fixture.Names($"Get-GwsRecord -CampaignName '{Bracket}'").Distinct());
        Assert.Equal(["Winback E"], fixture.Names("Get-GwsRecord -CampaignName 'Winback [EX]'").Distinct());
        Assert.Empty(fixture.Engine.Run("Get-GwsRecord -CampaignName 'Winback [EU'"));
    }

    [Fact]
    public void Blanks_at_the_ends_belong_to_the_name_from_the_event_to_the_request()
    {
        IReadOnlyList<object?> output = fixture.Engine.Run(
            "$record = Get-GwsPreviewRecord 'Winback E'; $simulator.ClearRequests(); $record.CallingList; "
            + "$record | Invoke-GwsRejectRecord; (Get-GwsSimulatorRequest -Method Post).Body");

        Assert.Equal("List1 ", output[0]);
        Assert.Equal(GwsOutcome.Acknowledged, Assert.IsType<GwsOperationResult>(output[1]).Outcome);
        Assert.Contains("\"List1 \"", Assert.IsType<string>(output[2]), StringComparison.Ordinal);

        output = fixture.Engine.Run("$simulator.ClearRequests(); "
            + "[pscustomobject]@{ CampaignName = 'Winback E'; CallingList = 'List1 '; PhoneNumber = '5552'; TimeZone = 'PST' } | "
            + "New-GwsRecord; (Get-GwsSimulatorRequest -Method Post).Body");
        Assert.Equal(GwsOutcome.Acknowledged, Assert.IsType<GwsOperationResult>(output[0]).Outcome);
        Assert.Contains("\"List1 \"", Assert.IsType<string>(output[1]), StringComparison.Ordinal);
    }

    /// <summary>What completion writes is one argument that means that name, whatever is in it.</summary>
    [Fact]
    public void Completion_writes_each_name_as_one_argument_that_means_it()
    {
        string[] campaigns = [.. fixture.Engine.Run("(Get-GwsCampaign).CampaignName").Cast<string>()];
        Assert.Superset(Fixture.Campaigns.ToHashSet(), campaigns.ToHashSet());
        string[] completions = fixture.Complete("Get-GwsPreviewRecord -CampaignName ");
        string[] meant = [.. completions.Select(Argument)];

        Assert.Equal(campaigns.Order(StringComparer.Ordinal), meant.Order(StringComparer.Ordinal));
        foreach (string campaign in campaigns)
        {
            // The name may be a pattern; as a name it comes first.
            string completion = completions[Array.IndexOf(meant, campaign)];
            Assert.Equal([campaign], fixture.Names("Get-GwsCampaign " + completion));
        }

        Assert.Equal([Bracket], fixture.Complete("Get-GwsPreviewRecord -CampaignName 'Winback [").Select(Argument));

        // The lists that completion knows are those of the records that the session has seen.
        fixture.Engine.Run("$null = Get-GwsPreviewRecord 'Winback E'");
        Assert.Contains("'List1 '", fixture.Complete("New-GwsRecord -CampaignName 'Winback E' -CallingList "));
    }

    private static string Argument(string completion)
    {
        ScriptBlockAst script = Parser.ParseInput("Get-GwsCampaign " + completion, out _, out ParseError[] errors);
        Assert.Empty(errors);
        var pipeline = Assert.IsType<PipelineAst>(Assert.Single(script.EndBlock.Statements));
        var command = Assert.IsType<CommandAst>(Assert.Single(pipeline.PipelineElements));
        Assert.Equal(2, command.CommandElements.Count);
        return Assert.IsType<StringConstantExpressionAst>(command.CommandElements[1]).Value;
    }

    /// <summary>A session on a simulator with odd names.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly string _path = Path.Combine(Path.GetTempPath(), "gws-odd-" + Guid.NewGuid().ToString("N") + ".json");

        public Fixture()
        {
            string campaigns = string.Join(",", Campaigns.Select((name, i) =>
                $"{{\"name\":{Json(name)},\"applicationId\":{134 + i},\"callingLists\":[\"List1 \"]}}"));
            string records = string.Join(",", Enumerable.Range(1, 30).Select(i =>
                $"{{\"record_handle\":{i},\"chain_id\":{i},\"contact_info\":\"55{i:D4}\"}}"));
            File.WriteAllText(_path, $"{{\"agents\":[{{\"userName\":\"anna\"}}],\"callingLists\":[{{\"name\":\"List1 \","
                + $"\"records\":[{records}]}}],\"campaigns\":[{campaigns}]}}");
            Engine = new ModuleEngine(_path);
        }

        public static IReadOnlyList<string> Campaigns { get; } =
        [
            Bracket, "Winback E", "Winback U", " blank ", "a'; Remove-Item x #", "a\u2019; calc #", "$(calc)", "`$x", "\"q\"",
            "-Force", "0x10", "007", "@{a=1}", "a;b|c&d", "a*", "{x}", "# no",
        ];

        public ModuleEngine Engine { get; }

        public void Set(string name, object value) => Engine.Set(name, value);

        public string[] Names(string script) => [.. Engine.Run(script).Select(item => item switch
        {
            GwsCampaign campaign => campaign.CampaignName,
            GwsRecord record => record.CampaignName!,
            _ => "" + item,
        })];

        public string[] Complete(string line)
        {
            Set("line", line);
            return [.. Engine.Run("([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null))"
                + ".CompletionMatches.CompletionText").Cast<string>()];
        }

        public void Dispose()
        {
            Engine.Dispose();
            File.Delete(_path);
        }

        private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
    }
}
