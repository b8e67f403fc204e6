# The sample runbooks of docs/runbooks, and the code of the chapter on testing runbooks, run against a simulator.
Describe 'Repair-StuckRecord' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $runbook = (Resolve-Path (Join-Path $PSScriptRoot '../../docs/runbooks/Repair-StuckRecord.ps1')).Path
    }

    BeforeEach {
        # An agent whose desktop holds six records that hang.
        $gws = New-GwsTestSession
        $simulator = $gws.Simulator
        $null = Wait-GwsEvent -NotificationType CampaignStarted, CampaignLoaded -TimeoutSec 60
        $held = 1..6 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $csv = Join-Path $TestDrive 'stuck.csv'
        $failures = Join-Path $TestDrive 'stuck.failures.csv'
        Remove-Item $failures -ErrorAction Ignore
        $held | Select-Object RecordHandle, CampaignName, CallingList, ApplicationId | Export-Csv $csv -NoTypeInformation
        $simulator.ClearRequests()
        $with = @{ Uri = $simulator.Uri; Credential = $gws.Agent.Credential }
    }

    AfterEach { Close-GwsTestSession }

    It 'gives every record of the file back, once, and leaves the agent logged in' {
        $summary = & $runbook -Path $csv @with
        $summary.Total | Should -Be 6
        $summary.Repaired | Should -Be 6
        $summary.Failed + $summary.Unknown | Should -Be 0
        @(Get-GwsSimulatorRequest RejectRecord).Count | Should -Be 6
        Get-GwsSimulatorRecord $held.RecordHandle | Where-Object Agent | Should -BeNullOrEmpty
        ($simulator.Agents | Where-Object UserName -eq $gws.Agent.UserName).LoggedIn | Should -BeTrue
        Test-Path $failures | Should -BeFalse
        Get-GwsSession | Where-Object Name -eq 'repair' | Should -BeNullOrEmpty
    }

    It 'sends nothing and writes nothing with -WhatIf' {
        $summary = & $runbook -Path $csv @with -WhatIf
        $summary.Repaired | Should -Be 0
        Get-GwsSimulatorRequest RejectRecord | Should -BeNullOrEmpty
        Test-Path $failures | Should -BeFalse
        Get-GwsSession | Where-Object Name -eq 'repair' | Should -BeNullOrEmpty
    }

    It 'writes no cell that a spreadsheet takes for a formula when it is told so, and reads its own file again' {
        $bad = $held[2].RecordHandle
        $refusal = '{"statusCode":4,"statusMessage":"The outbound server is not connected."}'
        $null = Add-GwsSimulatorFault Status -Operation RejectRecord -Path "*/outbound-records/$bad" -StatusCode 200 -Body $refusal -Count 10
        $rows = @(Import-Csv $csv)
        $rows[2].CallingList = '=cmd|calc'
        $rows | Export-Csv $csv -NoTypeInformation
        $null = & $runbook -Path $csv @with -NeutralizeFormula
        (Import-Csv $failures).CallingList | Should -Be "'=cmd|calc"
        $null = & $runbook -Path $failures @with
        (Import-Csv $failures).CallingList | Should -Be '=cmd|calc'
    }

    It 'writes what failed to a file, and goes on from it when the cause is gone' {
        $bad = $held[2].RecordHandle
        $refusal = '{"statusCode":4,"statusMessage":"The outbound server is not connected."}'
        $null = Add-GwsSimulatorFault Status -Operation RejectRecord -Path "*/outbound-records/$bad" -StatusCode 200 -Body $refusal -Count 10
        $first = & $runbook -Path $csv @with
        $LASTEXITCODE | Should -Be 1
        $first.Repaired | Should -Be 5
        $first.Failed | Should -Be 1
        $rows = @(Import-Csv $failures)
        $rows.RecordHandle | Should -Be "$bad"
        $rows.ErrorId | Should -Be 'InternalError'
        $rows.Reason | Should -BeLike '*not connected*'

        Clear-GwsSimulatorFault
        $second = & $runbook -Path $failures @with
        $second.Repaired | Should -Be 1
        Test-Path $failures | Should -BeFalse
        (Get-GwsSimulatorRecord $bad).Agent | Should -BeNullOrEmpty
    }

    It 'counts a late answer, and sends nothing twice' {
        $null = Add-GwsSimulatorFault DelayEvent -Operation RecordRejectAcknowledge -Path /v2/me/outbound -Delay 00:00:08
        $summary = & $runbook -Path $csv @with -TimeoutSec 4 -LateSec 30
        $summary.Repaired | Should -Be 6
        $summary.Late | Should -Be 1
        @(Get-GwsSimulatorRequest RejectRecord).Count | Should -Be 6
    }

    It 'leaves a record of unknown outcome alone in the next run, unless told otherwise' {
        $lost = $held[1].RecordHandle
        $null = Add-GwsSimulatorFault DropBefore -Operation RejectRecord -Path "*/outbound-records/$lost" -Count 10
        $first = & $runbook -Path $csv @with -TimeoutSec 4 -LateSec 0
        $first.Unknown | Should -Be 1

        Clear-GwsSimulatorFault
        $simulator.ClearRequests()
        $second = & $runbook -Path $failures @with
        $second.Unknown | Should -Be 1
        Get-GwsSimulatorRequest RejectRecord | Should -BeNullOrEmpty

        $third = & $runbook -Path $failures @with -IncludeUnknown
        $third.Repaired | Should -Be 1
        Test-Path $failures | Should -BeFalse
    }

    It 'keeps what is of unknown outcome in the failure file when it is run with the same input again' {
        $lost = $held[1].RecordHandle
        $null = Add-GwsSimulatorFault DropBefore -Operation RejectRecord -Path "*/outbound-records/$lost" -Count 10
        $null = & $runbook -Path $csv @with -TimeoutSec 4 -LateSec 0
        Clear-GwsSimulatorFault
        $simulator.ClearRequests()
        $null = & $runbook -Path $csv @with
        Get-GwsSimulatorRequest RejectRecord | Where-Object Path -Like "*/$lost" | Should -BeNullOrEmpty
        (Import-Csv $failures | Where-Object RecordHandle -EQ $lost).ErrorId | Should -BeIn 'AcknowledgementTimeout', 'OutcomeUnknown'
    }

    It 'leaves the failure file alone when the input has no rows, and finds a wrong file before anything is sent' {
        Set-Content $failures 'RecordHandle,ErrorId', '7,OutcomeUnknown'
        Set-Content $csv 'RecordHandle,CampaignName'
        (& $runbook -Path $csv @with -WarningVariable warned -WarningAction SilentlyContinue).Total | Should -Be 0
        $warned | Should -BeLike '*has no rows*'
        (Import-Csv $failures).RecordHandle | Should -Be 7
        Set-Content $csv 'RecordHandle;CampaignName', '7;Campaign1'
        { & $runbook -Path $csv @with } | Should -Throw '*no column RecordHandle*'
        { & $runbook -Path $csv @with -FailurePath (Join-Path $TestDrive 'none/x.csv') } | Should -Throw '*does not exist*'
        Get-GwsSimulatorRequest RejectRecord | Should -BeNullOrEmpty
    }

    It 'completes with a call result when asked to' {
        $summary = & $runbook -Path $csv @with -Action Complete -CallResult WrongNumber
        $summary.Repaired | Should -Be 6
        (Get-GwsSimulatorRecord $held.RecordHandle).CallResult | Sort-Object -Unique | Should -Be (Get-GwsCallResult -All | Where-Object Name -eq WrongNumber).Number
    }
}

Describe 'Invoke-CallbackSweep' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $runbook = (Resolve-Path (Join-Path $PSScriptRoot '../../docs/runbooks/Invoke-CallbackSweep.ps1')).Path
    }

    BeforeEach {
        # Three personal callbacks fall due while the agent is away.
        $gws = New-GwsTestSession
        $simulator = $gws.Simulator
        $null = Wait-GwsEvent -NotificationType CampaignStarted, CampaignLoaded -TimeoutSec 60
        $records = 1..3 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $at = $simulator.Now.AddHours(1)
        $null = $records | Set-GwsRecordSchedule -At $at -CallbackType Personal | Complete-GwsRecord
        Disconnect-Gws
        $simulator.AdvanceClock([timespan]::FromHours(2))
        $simulator.ClearRequests()
        $failures = Join-Path $TestDrive 'callbacks.failures.csv'
        $with = @{ Uri = $simulator.Uri; Credential = $gws.Agent.Credential; QuietSec = 2; FailurePath = $failures }
    }

    AfterEach { Close-GwsTestSession }

    It 'moves every callback to the next day, on the clock of its record' {
        $results = & $runbook @with -Time 11:15
        $results.Outcome | Should -Be @('Moved', 'Moved', 'Moved')
        foreach ($record in $records) {
            $there = Get-GwsSimulatorRecord $record.RecordHandle
            $clock = $there.ScheduledFor.ToOffset([timespan]::FromSeconds($there.TimeZoneOffset))
            $clock.TimeOfDay | Should -Be ([timespan]'11:15')
            $clock.Date | Should -Be ([DateTimeOffset]::UtcNow.ToOffset($clock.Offset).Date.AddDays(1))
            $there.RecordType | Should -Match 'Campaign'
        }
        (Get-GwsSimulatorRequest -Method Post).Operation | Where-Object { $_ -in 'RescheduleRecord', 'CompleteRecord' } |
            Should -Be @('RescheduleRecord', 'CompleteRecord', 'RescheduleRecord', 'CompleteRecord', 'RescheduleRecord', 'CompleteRecord')
        Get-GwsSession | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and says what it would do' {
        $results = & $runbook @with -WhatIf
        $results.Outcome | Should -Be @('Rehearsed', 'Rehearsed', 'Rehearsed')
        Get-GwsSimulatorRequest RescheduleRecord, CompleteRecord | Should -BeNullOrEmpty
    }

    It 'goes on after a callback that cannot be moved, and lists it' {
        $bad = $records[1].RecordHandle
        $refusal = '{"statusCode":4,"statusMessage":"The outbound server is not connected."}'
        $null = Add-GwsSimulatorFault Status -Operation RescheduleRecord -Path "*/outbound-records/$bad" -StatusCode 200 -Body $refusal -Count 10
        $results = & $runbook @with
        $LASTEXITCODE | Should -Be 1
        ($results | Where-Object Outcome -eq 'Moved').Count | Should -Be 2
        (Import-Csv $failures).RecordHandle | Should -Be "$bad"
        @(Get-GwsSimulatorRequest CompleteRecord).Count | Should -Be 2
        (Get-GwsSimulatorRecord $bad).History.What | Where-Object { $_ -eq 'CompleteRecord' } | Should -HaveCount 1 -Because 'only the test itself completed it'
    }

    It 'leaves other campaigns alone' {
        & $runbook @with -CampaignName 'Push*' | Should -BeNullOrEmpty
        Get-GwsSimulatorRequest RescheduleRecord | Should -BeNullOrEmpty
    }
}

Describe 'The chapter on testing runbooks' {
    It 'has code that runs as it stands' {
        $chapter = (Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/testing-runbooks.md')).Replace("`r", '')
        $fences = [regex]::Matches($chapter, '(?s)```(?:powershell|json)\n(?:#|//) (\S+)\n(.*?)\n```')
        $fences.Count | Should -Be 3
        foreach ($fence in $fences) {
            # The module under test, not one that happens to be installed.
            $code = $fence.Groups[2].Value.Replace('Import-Module GenesysOutbound', "Import-Module '$env:GWS_MODULE_UNDER_TEST'")
            Set-Content (Join-Path $TestDrive $fence.Groups[1].Value) $code
        }

        $report = Join-Path $TestDrive 'report.json'
        $pwsh = (Get-Process -Id $PID).Path
        $output = & $pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Invoke-Suite.ps1') (Join-Path $TestDrive 'Reject-FromFile.Tests.ps1') `
            -Module $env:GWS_MODULE_UNDER_TEST -Pester (Get-Module Pester).Path -Report $report
        $result = Get-Content -Raw $report | ConvertFrom-Json
        $result.Broken | Should -BeNullOrEmpty -Because ($output -join "`n")
        $result.Cases.Result | Should -Be (@('Passed') * 5) -Because ($output -join "`n")
    }
}

Describe 'The walkthrough' {
    It 'shows what happens' {
        $pwsh = (Get-Process -Id $PID).Path
        $answer = & $pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot '../../tools/Update-Walkthrough.ps1') -Module $env:GWS_MODULE_UNDER_TEST -Check 2>&1
        $answer | Out-String | Should -Match 'up to date\.' -Because ($answer | Out-String)
    }
}
