# Completion, by the engine's own TabExpansion2: offline, quoted where needed, silent on error.
Describe 'Completion' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1

        function Get-Completion {
            param([string] $Line)
            (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        }
    }

    AfterAll { Close-GwsTestSession }

    It 'is silent without a session: <Line>' -ForEach @(
        @{ Line = 'Get-GwsPreviewRecord -CampaignName ' }, @{ Line = 'Invoke-GwsRejectRecord -RecordHandle ' }, @{ Line = 'Get-GwsUser -Session ' }
        @{ Line = 'Invoke-GwsRejectCall ' }, @{ Line = 'Update-GwsRecordField 1 -Name ' }
    ) {
        $count = $Error.Count
        $found = Get-Completion $Line
        $found | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        $Error.Count | Should -Be $count
    }

    It 'completes call results without a session, with their numbers as tool tips' {
        (Get-Completion 'Set-GwsCallResult 1 -CallResult B').CompletionText | Should -Be 'Busy'
        (Get-Completion 'Set-GwsCallResult 1 -CallResult B').ToolTip | Should -Be '6 Busy'
        (Get-Completion 'Complete-GwsRecord 1 -CallResult ').CompletionText | Should -HaveCount 39
    }

    It 'completes phone types, scopes, states and fault kinds' {
        (Get-Completion 'New-GwsRecord -PhoneType Mob').CompletionText | Should -Be 'Mobile'
        (Get-Completion 'Set-GwsDoNotCall 1 -Scope R').CompletionText | Should -Be 'RecordOnly'
        (Get-Completion 'Set-GwsAgentState Aux').CompletionText | Should -Be 'AuxWork'
        (Get-Completion 'Add-GwsSimulatorFault Html').CompletionText | Should -Be 'Html'
    }

    It 'completes the methods of a request and the usual states of calls and e-mails' {
        (Get-Completion 'Invoke-GwsRequest /api/v2/me -Method P').CompletionText | Should -Be 'Post', 'Put'
        (Get-Completion 'Get-GwsCall -State R').CompletionText | Should -Be 'Released', 'Ringing'
        (Get-Completion 'Get-GwsEmail -State P').CompletionText | Should -Be 'Processing'
    }

    Context 'with a session' {
        BeforeAll {
            $gws = New-GwsTestSession -Connect @{ Name = 'my session' }
            $null = Start-GwsDirectPushPreview Campaign1
            $record = Get-GwsPreviewRecord Campaign1
        }

        It 'completes sessions by name, quoted where needed' {
            $found = Get-Completion 'Get-GwsUser -Session '
            $found.CompletionText | Should -Be "'my session'"
            $found.ToolTip | Should -BeLike "*$($gws.Simulator.Uri)*Connected*"
            (Get-Completion 'Disconnect-Gws ').CompletionText | Should -Be "'my session'"
        }

        It 'completes campaigns, quoted where needed, also when a quote was begun' {
            (Get-Completion 'Get-GwsPreviewRecord Camp').CompletionText | Should -Be 'Campaign1'
            (Get-Completion 'Get-GwsPreviewRecord Out').CompletionText | Should -Be "'Outbound Campaign Custom'"
            (Get-Completion "Get-GwsPreviewRecord 'Out").CompletionText | Should -Be "'Outbound Campaign Custom'"
        }

        It 'completes agents, campaigns and operations of the simulator' {
            (Get-Completion 'Send-GwsSimulatorCall ').CompletionText | Should -Contain 'agent1'
            (Get-Completion 'Send-GwsSimulatorEmail -Agent agent1').CompletionText | Should -Be 'agent1'
            (Get-Completion 'Add-GwsSimulatorFault Status -Agent agent1').CompletionText | Should -Be 'agent1'
            (Get-Completion 'Send-GwsSimulatorRecord Out').CompletionText | Should -Be "'Outbound Campaign Custom'"
            (Get-Completion 'Get-GwsSimulatorRequest GetP').CompletionText | Should -Be 'GetPreviewRecord'
        }

        It 'completes record handles with what they are' {
            $found = Get-Completion 'Invoke-GwsRejectRecord '
            $found.CompletionText | Should -Contain "$($record.RecordHandle)"
            $found[0].ToolTip | Should -BeLike "*$($record.Phone)*"
        }

        It 'completes calling lists, devices and field names' {
            (Get-Completion 'New-GwsRecord -CampaignName Campaign1 -CallingList C').CompletionText | Should -Be 'CallingList1'
            (Get-Completion 'Invoke-GwsRejectRecord 1 -DevicePath ').CompletionText | Should -Be $gws.Agent.DevicePath
            (Get-Completion "Get-GwsRecordField $($record.RecordHandle) -Name cust").CompletionText | Should -Contain 'custom1'
        }

        It 'completes calls and e-mails' {
            $call = Send-GwsSimulatorCall
            $email = Send-GwsSimulatorEmail
            $null = Wait-GwsEvent -CallId $call.Id -TimeoutSec 20
            $null = Wait-GwsEvent -EmailId $email.Id -TimeoutSec 20
            (Get-Completion 'Invoke-GwsRejectCall ').CompletionText | Should -Contain $call.Id
            (Get-Completion 'Invoke-GwsRejectEmail ').CompletionText.Trim("'") | Should -Contain $email.Id
        }

        It 'completes what events can be found by' {
            (Get-Completion 'Wait-GwsEvent -NotificationType PreviewRec').CompletionText | Should -Be 'PreviewRecord'
            (Get-Completion 'Wait-GwsEvent -MessageType OutboundR').CompletionText | Should -Be 'OutboundRecordMessage'
            (Get-Completion 'Wait-GwsEvent -Channel /v2/me/out').CompletionText | Should -Be '/v2/me/outbound'
            (Get-Completion 'Get-GwsEvent -ReferenceId ').CompletionText | Should -Not -BeNullOrEmpty
        }

        It 'follows -Session' {
            (Get-Completion "Get-GwsPreviewRecord -Session 'my session' -CampaignName Camp").CompletionText | Should -Be 'Campaign1'
        }

        It 'completes the custom fields of a record as properties' {
            Set-Variable -Name gwsRecord -Value $record -Scope Global
            try {
                (Get-Completion '$gwsRecord.cust').CompletionText | Should -Contain 'custom1'
            }
            finally {
                Remove-Variable -Name gwsRecord -Scope Global
            }
        }
    }
}
