# Beside others: another module with its own Newtonsoft.Json, thread jobs, parallel blocks, commands nested in one another.
Describe 'Beside others' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 120
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $null = Start-GwsDirectPushPreview Campaign1
        $pwsh = (Get-Process -Id $PID).Path
    }

    AfterAll { Close-GwsTestSession }

    It 'works beside a module that loaded its own Newtonsoft.Json before' {
        $other = Join-Path $TestDrive 'Other'
        $null = New-Item -ItemType Directory $other
        Copy-Item (Join-Path (Split-Path $env:GWS_MODULE_UNDER_TEST) 'bin/Newtonsoft.Json.dll') $other
        Set-Content (Join-Path $other 'Other.psm1') @'
Add-Type -Path "$PSScriptRoot/Newtonsoft.Json.dll"
function Get-OtherJson { [Newtonsoft.Json.JsonConvert]::SerializeObject(@{ a = 1 }) }
'@
        $answer = & $pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$other/Other.psm1'
Get-OtherJson
Import-Module '$env:GWS_MODULE_UNDER_TEST'
`$null = Start-GwsSimulator | Connect-Gws
(Get-GwsUser).UserName
Get-OtherJson
Get-GwsSession | Disconnect-Gws
Get-GwsSimulator | Stop-GwsSimulator
"@
        $answer | Should -Be @('{"a":1}', 'agent1', '{"a":1}')
    }

    It 'keeps its JSON library out of what it writes' {
        $record = Get-GwsPreviewRecord Campaign1
        foreach ($value in @($record.UserData.Values) + @((Get-GwsEvent -Last 5).Data.Values)) {
            if ($null -ne $value) { $value.GetType().FullName | Should -Not -Match 'Newtonsoft' }
        }

        $null = $record | Invoke-GwsRejectRecord
    }

    It 'works from several threads on one session at once' {
        $session = $gws.Session
        $done = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $env:GWS_MODULE_UNDER_TEST
            1..5 | ForEach-Object { Get-GwsPreviewRecord Campaign1 -Session $using:session } | Invoke-GwsRejectRecord -Session $using:session
        }
        $done.Outcome | Should -HaveCount 20
        $done.Outcome | Sort-Object -Unique | Should -Be 'Acknowledged'
        $done.RecordHandle | Sort-Object -Unique | Should -HaveCount 20
    }

    It 'works from a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $session = $gws.Session
        $job = Start-ThreadJob {
            Import-Module $using:env:GWS_MODULE_UNDER_TEST
            (Get-GwsUser -Session $using:session).UserName
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be $gws.Agent.UserName
    }

    It 'nests its commands on one session' {
        $found = Get-GwsPreviewRecord Campaign1 | Get-GwsChainedRecord | ForEach-Object { Get-GwsRecord $_ | Get-GwsRecordField -Name custom1 }
        $found.Name | Sort-Object -Unique | Should -Be 'custom1'
        Get-GwsRecord | Where-Object State -eq Preview | Invoke-GwsRejectRecord | ForEach-Object { Get-GwsEvent -ReferenceId $_.ReferenceId } | Should -Not -BeNullOrEmpty
    }

    It 'gives each runspace its own place in the log' {
        $session = $gws.Session
        $call = Send-GwsSimulatorCall
        (Wait-GwsEvent -CallId $call.Id -TimeoutSec 20).Call.State | Should -Be 'Ringing'
        $there = 1 | ForEach-Object -Parallel {
            Import-Module $env:GWS_MODULE_UNDER_TEST
            (Wait-GwsEvent -Session $using:session -CallId $using:call.Id -TimeoutSec 20).Call.State
        }
        $there | Should -Be 'Ringing'
        $gws.Simulator.EndCall($call.Id)
    }

    It 'leaves no session behind when a terminating error ends the script that opened it' {
        $simulator = $gws.Simulator
        $before = $simulator.Agents[1].BayeuxSessions
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($m, $u, $c) Import-Module $m; $null = Connect-Gws $u $c; throw "broken"').
                AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument($simulator.Uri).AddArgument($simulator.Agents[1].Credential)
            { $shell.Invoke() } | Should -Throw '*broken*'
        }
        finally {
            $shell.Dispose()
        }

        $simulator.WaitFor({ param($s) $s.Agents[1].BayeuxSessions -eq $before }, '00:00:30') | Should -BeTrue
    }

    It 'lets a new user work a record to done in few commands, by help and completion alone' {
        $answer = & $pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$env:GWS_MODULE_UNDER_TEST'
Start-GwsSimulator | Connect-Gws | Out-Null
Get-GwsCampaign | Where-Object DialingMode -eq Preview | Select-Object -First 1 | Start-GwsDirectPushPreview | Out-Null
`$record = Get-GwsCampaign | Where-Object PreviewSession | Get-GwsPreviewRecord
`$record | Start-GwsPreviewCall | Stop-GwsCall | Out-Null
`$record | Set-GwsCallResult NoAnswer | Complete-GwsRecord | ForEach-Object Answer
Disconnect-Gws
Stop-GwsSimulator
"@
        $answer | Should -Be 'RecordProcessedAcknowledge'
    }
}
