# Driving the simulator, as the author of a runbook would in a test.
Describe 'The simulator''s commands' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }
    AfterEach { Close-GwsTestSession }

    It 'starts, lists and stops simulators of this runspace' {
        $one = Start-GwsSimulator
        $two = Start-GwsSimulator
        (Get-GwsSimulator).Port | Should -Be @($one.Port, $two.Port)
        Stop-GwsSimulator
        (Get-GwsSimulator).Port | Should -Be $one.Port
        Stop-GwsSimulator -Simulator $one
        Get-GwsSimulator | Should -BeNullOrEmpty
        (Get-ErrorOf { Stop-GwsSimulator }).FullyQualifiedErrorId | Should -BeLike 'NoSimulator,*'
    }

    It 'starts nothing with -WhatIf' {
        Start-GwsSimulator -WhatIf
        Get-GwsSimulator | Should -BeNullOrEmpty
    }

    It 'listens on loopback, and warns when it is told to let others in' {
        $warnings = @()
        $quiet = Start-GwsSimulator -WarningVariable warnings
        $quiet.Uri.IsLoopback | Should -BeTrue
        # What is bound, not only what is said.
        $bound = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners() | Where-Object Port -EQ $quiet.Port
        $bound | Should -Not -BeNullOrEmpty
        $bound | ForEach-Object { [Net.IPAddress]::IsLoopback($_.Address) | Should -BeTrue }
        $warnings | Should -BeNullOrEmpty
        $open = Start-GwsSimulator -Address 0.0.0.0 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike '*reached from other machines*'
        ($open | Connect-Gws).State | Should -Be 'Connected'
    }

    It 'has no way to be driven over the network unless it was asked for' {
        $simulator = Start-GwsSimulator
        $drive = Invoke-WebRequest -Uri ($simulator.Uri.ToString() + 'simulator/list-requests') -Method Post -Body '{}' -Headers @{ 'X-Simulator-Token' = $simulator.ControlToken } -SkipHttpErrorCheck
        $drive.StatusCode | Should -BeIn 401, 403, 404
    }

    It 'shows its page in the browser that BROWSER names' -Skip:$IsWindows {
        $seen = Join-Path $TestDrive 'seen.txt'
        $browser = Join-Path $TestDrive 'browser'
        Set-Content $browser "#!/bin/sh`nprintf '%s' ""`$1"" > '$seen.part' && mv '$seen.part' '$seen'"
        chmod +x $browser
        $before = $env:BROWSER
        $env:BROWSER = $browser
        try {
            $simulator = Start-GwsSimulator -Show
            $end = [datetime]::UtcNow.AddMinutes(1)
            while (-not (Test-Path $seen) -and [datetime]::UtcNow -lt $end) { Start-Sleep -Milliseconds 20 }
            Get-Content $seen -Raw | Should -BeExactly $simulator.PageUri.AbsoluteUri
            Remove-Item $seen
            (Show-GwsSimulator -PassThru).PageUri | Should -Be $simulator.PageUri
        }
        finally {
            $env:BROWSER = $before
        }
    }

    It 'serves its page to everyone and drives it with the token of the address only' {
        $simulator = Start-GwsSimulator
        $simulator.PageUri.Fragment | Should -BeExactly "#token=$($simulator.ControlToken)"
        (Invoke-WebRequest -Uri $simulator.Uri).Content | Should -BeLike '*<title>Contact center simulator</title>*'
        $request = @{ Uri = "$($simulator.Uri)simulator/ring-call"; Method = 'Post'; Body = '{"agent":"agent1"}'; SkipHttpErrorCheck = $true }
        (Invoke-WebRequest @request).StatusCode | Should -Be 403
        (Invoke-WebRequest @request -Headers @{ Authorization = "Bearer $($simulator.ControlToken)" }).StatusCode | Should -Be 200
        $simulator.Calls | Should -HaveCount 1
    }

    It 'warns when no browser can be started, and opens none with -WhatIf' {
        $simulator = Start-GwsSimulator
        $before = $env:BROWSER
        $env:BROWSER = Join-Path $TestDrive 'no such browser'
        try {
            Show-GwsSimulator -WhatIf -WarningVariable none
            $none | Should -BeNullOrEmpty
            Show-GwsSimulator -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings[0] | Should -BeLike '*PageUri*'
            "$warnings" | Should -Not -BeLike "*$($simulator.ControlToken)*"
        }
        finally {
            $env:BROWSER = $before
        }
    }

    It 'keeps the address with its token out of what the opener of a desktop prints' -Skip:(-not $IsLinux) {
        $bin = New-Item (Join-Path $TestDrive 'bin') -ItemType Directory
        $opener = Join-Path $bin 'xdg-open'
        "#!/bin/sh`necho `"no browser for `$1`" >&2`nexit 3" | Set-Content $opener
        chmod +x $opener
        $script = @"
            `$env:BROWSER = ''
            `$env:PATH = '$bin' + ':' + `$env:PATH
            Import-Module '$env:GWS_MODULE_UNDER_TEST'
            `$null = Start-GwsSimulator -Show
            Stop-GwsSimulator
"@
        $out = & (Get-Process -Id $PID).Path -NoProfile -Command $script *>&1 | Out-String
        $out | Should -BeLike '*No browser could be started (xdg-open ended with exit code 3)*'
        $out | Should -Not -BeLike '*no browser for*'
        $out | Should -Not -BeLike '*token=*'
    }

    It 'says that a port is taken, and that a file cannot be used' {
        $one = Start-GwsSimulator
        $taken = Get-ErrorOf { Start-GwsSimulator -Port $one.Port }
        $taken.FullyQualifiedErrorId | Should -BeLike 'SimulatorPortUnavailable,*'
        $taken.Exception.Message | Should -BeLike "*port $($one.Port) of 127.0.0.1*"
        $nowhere = Join-Path $TestDrive 'none/none.json'
        foreach ($file in @{ ScenarioPath = 'none.json' }, @{ CallingListPath = 'none.csv' }, @{ ScenarioPath = $nowhere }) {
            $missing = Get-ErrorOf { Start-GwsSimulator @file }
            $missing.FullyQualifiedErrorId | Should -BeLike 'SimulatorFileUnusable,*'
            $missing.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $missing.TargetObject | Should -Be "$($file.Values)"
        }

        (Get-ErrorOf { Start-GwsSimulator -ScenarioPath $TestDrive }).CategoryInfo.Category | Should -Be 'OpenError'
        $broken = Join-Path $TestDrive 'broken.json'
        Set-Content $broken '{'
        $invalid = Get-ErrorOf { Start-GwsSimulator -ScenarioPath $broken }
        $invalid.FullyQualifiedErrorId | Should -BeLike 'SimulatorFileUnusable,*'
        $invalid.CategoryInfo.Category | Should -Be 'InvalidData'
        $invalid.Exception.Message | Should -BeLike "*broken.json*"

        # Of two files, the one that the error is about.
        $sound = Join-Path $TestDrive 'sound.json'
        Set-Content $sound '{ "agents": [{ "userName": "anna" }], "callingLists": [{ "name": "List" }] }'
        (Get-ErrorOf { Start-GwsSimulator -ScenarioPath $sound -CallingListPath none.csv }).TargetObject | Should -Be 'none.csv'
        (Get-ErrorOf { Start-GwsSimulator -ScenarioPath none.json -CallingListPath none.csv }).TargetObject | Should -Be 'none.json'
    }

    It 'reads a calling list from PowerShell''s own location' {
        New-CallingList (Join-Path $TestDrive 'mine.csv') 10
        Push-Location $TestDrive
        try {
            $simulator = Start-GwsSimulator -CallingListPath mine.csv
            ($simulator.Records | Where-Object CallingList -eq CallingList1).Count | Should -Be 10
        }
        finally {
            Pop-Location
        }
    }

    It 'says what is wrong with a calling list' {
        $bad = Join-Path $TestDrive 'bad.csv'
        Set-Content $bad "chain_id,chain_n`n1,0"
        Get-ErrorOf { Start-GwsSimulator -CallingListPath $bad } | Should -Not -BeNullOrEmpty
        Get-GwsSimulator | Should -BeNullOrEmpty
    }

    It 'pushes a record to an agent who did not ask' {
        $simulator = Start-GwsSimulator
        $null = $simulator | Connect-Gws
        $null = Start-GwsDirectPushPreview 'Push Campaign'
        $pushed = Send-GwsSimulatorRecord 'Push Campaign'
        (Wait-GwsEvent -NotificationType PreviewRecord -RecordHandle $pushed.RecordHandle -TimeoutSec 20).Record.CampaignName | Should -Be 'Push Campaign'
        (Get-GwsRecord $pushed.RecordHandle | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
    }

    It 'names an agent that it does not know as the error of the input' {
        $null = Start-GwsSimulator
        (Get-ErrorOf { Send-GwsSimulatorCall -Agent nobody }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
    }

    It 'shows what the server saw and what became of the records, without secrets' {
        $simulator = Start-GwsSimulator
        $null = $simulator | Connect-Gws
        $null = Start-GwsDirectPushPreview Campaign1
        $record = Get-GwsPreviewRecord Campaign1
        $null = $record | Invoke-GwsRejectRecord
        (Get-GwsSimulatorRequest RejectRecord).StatusCode | Should -Be 200
        (Get-GwsSimulatorRequest 'Get*').Operation | Should -Contain 'GetPreviewRecord'
        Get-GwsSimulatorRequest | Where-Object Operation -like '/meta/*' | Should -BeNullOrEmpty
        Get-GwsSimulatorRequest -IncludeNotifications | Where-Object Operation -like '/meta/*' | Should -Not -BeNullOrEmpty
        (Get-GwsSimulatorRequest -IncludeNotifications | ConvertTo-Json -Depth 4) | Should -Not -Match 'Basic [A-Za-z0-9+/=]{8}'
        (Get-GwsSimulatorRecord -Touched).RecordHandle | Should -Contain $record.RecordHandle
        (Get-GwsSimulatorRecord $record.RecordHandle).History.What | Should -Contain 'RejectRecord'
    }

    It 'breaks what it is asked to, and mends it' {
        $simulator = Start-GwsSimulator
        $null = $simulator | Connect-Gws
        $fault = Add-GwsSimulatorFault Status -Path '/api/v2/me/*' -StatusCode 503 -Count 100
        $fault.Kind | Should -Be 'Status'
        Get-ErrorOf { Start-GwsDirectPushPreview Campaign1 -TimeoutSec 1 } | Should -Not -BeNullOrEmpty
        $fault.Hits | Should -BeGreaterThan 0
        Clear-GwsSimulatorFault
        (Start-GwsDirectPushPreview Campaign1).Outcome | Should -Be 'Acknowledged'
    }

    It 'comes up again after a restart, and the session recovers' {
        $simulator = Start-GwsSimulator
        $session = $simulator | Connect-Gws
        Restart-GwsSimulator
        (Wait-GwsEvent -Filter { $_.IsGap } -TimeoutSec 90).IsGap | Should -BeTrue
        $limit = [Diagnostics.Stopwatch]::StartNew()
        while ($session.State -ne 'Connected' -and $limit.Elapsed.TotalSeconds -lt 90) { Start-Sleep -Milliseconds 50 }
        $session.State | Should -Be 'Connected'
        (Start-GwsDirectPushPreview Campaign1).Outcome | Should -Be 'Acknowledged'
    }
}
