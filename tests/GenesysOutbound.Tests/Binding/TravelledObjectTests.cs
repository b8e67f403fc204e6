using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// An object that came from a file, a job or another machine goes down the pipeline like a live one: the command finds by its
/// names what it stands for. A session is the exception, see <see cref="TravelledSessionTests"/>.
/// </summary>
public sealed class TravelledObjectTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    /// <summary>How deep the engine writes an object: a job and a remote session one level, a file two.</summary>
    private static readonly int[] Depths = [1, 2];

    private const string Record = "$(& $take)";
    private const string Pending = "$(& $take | Set-GwsCallResult Busy -Force)";
    private const string RecordHandle = "RecordHandle";

    private const string Call = "$($null = Send-GwsSimulatorCall -From 5551; for ($i = 0; $i -lt 400; $i++) { "
        + "$call = Get-GwsCall | Where-Object State -EQ Ringing | Select-Object -Last 1; if ($call) { break }; "
        + "Start-Sleep -Milliseconds 50 }; $call)";

    public static TheoryData<string, string, string, int> Cases()
    {
        (string Object, string Command, string Name)[] kinds =
        [
            (Record, "Get-GwsRecord", RecordHandle),
            (Record, "Set-GwsCallResult Busy -Force", RecordHandle),
            (Record, "Set-GwsDoNotCall -Force", RecordHandle),
            (Record, "Set-GwsRecordSchedule '2031-05-27 14:30' -Force", RecordHandle),
            (Record, "Update-GwsRecordField @{ custom1 = 'x' } -Force", RecordHandle),
            (Record, "Get-GwsRecordField | Select-Object -First 1", RecordHandle),
            (Record, "Get-GwsChainedRecord | Select-Object -First 1", RecordHandle),
            (Record, "Start-GwsPreviewCall", RecordHandle),
            (Record, "Invoke-GwsRejectRecord", RecordHandle),
            (Record, "Invoke-GwsCancelRecord", RecordHandle),
            (Pending, "Clear-GwsPendingChange", RecordHandle),
            (Pending, "Complete-GwsRecord", RecordHandle),
            ("$(& $take | Invoke-GwsRejectRecord)", "Get-GwsEvent", "ReferenceId"),
            ("$(& $take | Get-GwsRecordField | Select-Object -First 1)", "Get-GwsRecord", RecordHandle),
            ("$(Get-GwsCampaign Campaign1)", "Get-GwsCampaign", "CampaignName"),
            ("$(Get-GwsCampaign Campaign1)", "Get-GwsPreviewRecord", "CampaignName"),
            ("$(Get-GwsDevice)", "Set-GwsAgentState Ready", "DevicePath"),
            (Call, "Get-GwsCall", "CallId"),
            (Call, "Invoke-GwsAnswerCall", "CallId"),
            ("$simulator", "Connect-Gws", "Uri"),
        ];
        var cases = new TheoryData<string, string, string, int>();
        foreach ((string made, string command, string name) in kinds)
        {
            foreach (int depth in Depths)
            {
                cases.Add(made, command, name, depth);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_copy_stands_for_what_it_was_made_of(string made, string command, string name, int depth)
    {
        IReadOnlyList<object?> output = engine.Run($$"""
            # A record that is still in preview is taken again. The pool never runs empty: each record that is requested is replaced.
            $take = {
                $taken = @(Get-GwsRecord | Where-Object State -eq Preview)
                if (-not $taken) {
                    $null = New-GwsRecord -CampaignName Campaign1 -CallingList CallingList1 -PhoneNumber 5551 -TimeZone GMT
                    $taken = @(Get-GwsPreviewRecord Campaign1)
                }

                $null = Clear-GwsPendingChange $taken[0].RecordHandle
                Get-GwsRecord $taken[0].RecordHandle
            }
            $of = [System.Management.Automation.PSSerializer]
            $copy = $of::Deserialize($of::Serialize({{made}}, {{depth}}))
            $copy.PSTypeNames[0] -like 'Deserialized.GenesysOutbound.*'
            $answer = $copy | {{command}}
            "$($answer.{{name}})"
            "$($copy.{{name}})"
            """);

        Assert.Empty(output.OfType<ErrorRecord>());
        Assert.Equal(true, output[0]);
        Assert.NotEqual(string.Empty, output[1]);
        Assert.Equal(output[2], output[1]);
    }
}
