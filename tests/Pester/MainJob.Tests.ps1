#Requires -Version 5.1
# An agent's job from the first command to the last, in the syntax of Windows PowerShell 5.1: where that exists this suite runs there as well.
Describe 'The main job' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $gws = New-GwsTestSession
        $campaign = 'Campaign1'
    }

    AfterAll { Close-GwsTestSession }

    It 'connects and names the session' {
        $gws.Session.State | Should -Be 'Connected'
        Test-GwsSession | Should -BeTrue
        ($gws.Session | Out-String) | Should -BeLike "*$($gws.Agent.UserName)*"
    }

    It 'starts the preview session of a campaign' {
        (Start-GwsDirectPushPreview -CampaignName $campaign).Outcome | Should -Be 'Acknowledged'
        (Get-GwsCampaign | Where-Object CampaignName -eq $campaign).PreviewSession | Should -BeTrue
    }

    It 'dials a record, sets its result and completes it' {
        $record = Get-GwsPreviewRecord -CampaignName $campaign
        @($record | Get-GwsChainedRecord).Count | Should -BeGreaterThan 0
        $call = $record | Start-GwsPreviewCall
        $null = $record | Set-GwsCallResult -CallResult Busy
        if ((Get-GwsCall -CallId $call.CallId).IsActive) {
            $null = $call | Stop-GwsCall
        }

        ($record | Complete-GwsRecord).Answer | Should -Be 'RecordProcessedAcknowledge'
        (Get-GwsSimulatorRecord $record.RecordHandle).CallResult | Should -Be 6
    }

    It 'schedules a callback and changes a field of a record' {
        $record = Get-GwsPreviewRecord -CampaignName $campaign
        $at = (Get-Date).AddDays(2)
        $null = $record | Set-GwsRecordSchedule -At $at -CallbackType Campaign -Force
        ($record | Complete-GwsRecord -CallResult NoAnswer -Force).Outcome | Should -Be 'Acknowledged'
        (Get-GwsSimulatorRecord $record.RecordHandle).ScheduledFor | Should -Not -BeNullOrEmpty
    }

    It 'rejects one record and cancels another' {
        (Get-GwsPreviewRecord -CampaignName $campaign | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
        (Get-GwsPreviewRecord -CampaignName $campaign | Invoke-GwsCancelRecord).Outcome | Should -Be 'Acknowledged'
    }

    It 'rejects a ringing call and an offered e-mail' {
        $ringing = Send-GwsSimulatorCall -Agent $gws.Agent.UserName
        $null = Wait-GwsEvent -CallId $ringing.Id -TimeoutSec 20
        (Get-GwsCall | Where-Object State -eq 'Ringing' | Invoke-GwsRejectCall).Outcome | Should -Be 'Acknowledged'
        $offered = Send-GwsSimulatorEmail -Agent $gws.Agent.UserName
        $null = Wait-GwsEvent -EmailId $offered.Id -TimeoutSec 20
        (Get-GwsEmail | Where-Object State -eq 'Invited' | Invoke-GwsRejectEmail).Outcome | Should -Be 'Acknowledged'
    }

    It 'says what went wrong by id, and goes on with the next record' {
        $record = Get-GwsPreviewRecord -CampaignName $campaign
        $rows = @([pscustomobject]@{ RecordHandle = 999999; CampaignName = $campaign; CallingList = 'CallingList1'; ApplicationId = 134 }) + $record
        $answers = @($rows | Invoke-GwsRejectRecord -ErrorAction SilentlyContinue -ErrorVariable failed)
        $answers.Count | Should -Be 1
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Match ','
        $failed[0].TargetObject.RecordHandle | Should -Be 999999
    }

    It 'shows help for its commands' {
        (Get-Help Invoke-GwsRejectRecord).Synopsis | Should -Not -BeNullOrEmpty
        @((Get-Help Invoke-GwsRejectRecord -Examples).examples.example).Count | Should -BeGreaterThan 0
    }
}
