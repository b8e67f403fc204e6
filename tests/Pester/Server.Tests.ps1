# Test-GwsServer: which facts hold for a server, one object a fact, and the report for an issue.
Describe 'Test-GwsServer' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $simulator = Start-GwsSimulator
    }

    AfterEach { Get-GwsSession | Disconnect-Gws }
    AfterAll { Close-GwsTestSession }

    It 'reads the server of the current session, and leaves the session as it is' {
        $session = $simulator | Connect-Gws
        $facts = Test-GwsServer -PollWaitSec 0
        $facts.Count | Should -BeGreaterThan 50
        $facts | ForEach-Object { $_ | Should -BeOfType ([GenesysOutbound.Client.GwsServerFact]) }
        $facts | Where-Object Verdict -EQ Differs | Should -BeNullOrEmpty
        ($facts | Where-Object Id -EQ 'session.cookie.name').Verdict | Should -Be 'Confirmed'
        ($facts | Where-Object Id -EQ 'outbound.reject.message').Verdict | Should -Be 'Skipped'
        $session.State | Should -Be 'Connected'
    }

    It 'takes the session from -Session' {
        $null = Connect-Gws $simulator.Uri $simulator.Agents[0].Credential -Name one
        $null = Connect-Gws $simulator.Uri $simulator.Agents[1].Credential -Name two
        Test-GwsServer -Session one -PollWaitSec 0 | Should -Not -BeNullOrEmpty
    }

    It 'logs in by itself, without a session of this runspace and without a trace' {
        $facts = $simulator | Test-GwsServer -PollWaitSec 0
        ($facts | Where-Object Id -EQ 'session.login.basic').Verdict | Should -Be 'Confirmed'
        Get-GwsSession | Should -BeNullOrEmpty
        $simulator.Agents[0].BayeuxSessions | Should -Be 0
        $simulator.Agents[0].LoggedIn | Should -BeFalse
    }

    It 'takes one record with -CampaignName and gives it back' {
        $before = $simulator.Requests.Count
        $facts = $simulator | Test-GwsServer -CampaignName Campaign1 -PollWaitSec 0 -Confirm:$false
        $facts | Where-Object Verdict -EQ Differs | Should -BeNullOrEmpty
        $facts | Where-Object Verdict -EQ Skipped | Should -BeNullOrEmpty
        $sent = $simulator.Requests | Select-Object -Skip $before | Where-Object Operation -In GetPreviewRecord, GetChainedRecord, RejectRecord
        $sent.Operation | Should -Be @('GetPreviewRecord', 'GetChainedRecord', 'RejectRecord')
        $simulator.RecordsOf('agent1') | Should -BeNullOrEmpty
    }

    It 'takes no record with -WhatIf, reads all the same, and writes no report' {
        $path = Join-Path $TestDrive 'whatif.md'
        $before = $simulator.Requests.Count
        $facts = $simulator | Test-GwsServer -CampaignName Campaign1 -PollWaitSec 0 -WhatIf -ReportPath $path
        ($facts | Where-Object Id -EQ 'outbound.reject.message').Verdict | Should -Be 'Skipped'
        $simulator.Requests | Select-Object -Skip $before | Where-Object Operation -EQ GetPreviewRecord | Should -BeNullOrEmpty
        Test-Path $path | Should -BeFalse
    }

    It 'is of high impact' {
        $attribute = (Get-Command Test-GwsServer).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'writes facts while it tests' {
        $first = $simulator | Test-GwsServer | Select-Object -First 1
        $first.Id | Should -Be 'session.login.basic'
    }

    It 'shows progress' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module, $uri, $credential) Import-Module $module; Test-GwsServer $uri $credential -PollWaitSec 0').
                AddParameters(@{ module = $env:GWS_MODULE_UNDER_TEST; uri = $simulator.Uri; credential = $simulator.Credential })
            $null = $shell.Invoke()
            $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Testing the server'
            $progress.StatusDescription | Should -Contain 'Logging in'
            $progress[-1].RecordType | Should -Be 'Completed'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'is stopped while it waits for a poll, and says goodbye' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module, $uri, $credential) Import-Module $module; Test-GwsServer $uri $credential -PollWaitSec 3600').
                AddParameters(@{ module = $env:GWS_MODULE_UNDER_TEST; uri = $simulator.Uri; credential = $simulator.Credential })
            $running = $shell.BeginInvoke()
            $limit = [Diagnostics.Stopwatch]::StartNew()
            while (-not ($shell.Streams.Progress | Where-Object StatusDescription -Like 'Waiting*')) {
                if ($running.IsCompleted -or $limit.Elapsed.TotalSeconds -gt 30) { throw "Not under way. $($shell.Streams.Error)" }
                Start-Sleep -Milliseconds 20
            }

            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $simulator.WaitFor({ param($s) $s.Agents[0].BayeuxSessions -eq 0 }, [timespan]::FromSeconds(30)) | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'The report of Test-GwsServer' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $simulator = Start-GwsSimulator
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        Close-GwsTestSession
    }

    It 'names what ran the test, and masks what is private' {
        $null = $simulator | Test-GwsServer -CampaignName Campaign1 -PollWaitSec 0 -Confirm:$false -ReportPath report.md
        $report = Get-Content -Raw report.md
        $report | Should -BeLike "*| PowerShell | $($PSVersionTable.PSVersion) $($PSVersionTable.PSEdition) |*"
        $report | Should -BeLike "*| GenesysOutbound | $((Get-Module GenesysOutbound).Version) |*"
        foreach ($private in 'agent1', 'secret', 'Campaign1', '127.0.0.1', '647000', $simulator.Agents[0].PhoneNumber, $simulator.Agents[0].DevicePath) {
            $report | Should -Not -BeLike "*$private*"
        }
    }

    It 'shows values with -IncludeValues, but no secret' {
        $null = $simulator | Test-GwsServer -PollWaitSec 0 -ReportPath open.md -IncludeValues
        Get-Content -Raw open.md | Should -BeLike "*$($simulator.Uri)*"
        Get-Content -Raw open.md | Should -Not -BeLike '*secret*'
    }

    It 'does not overwrite a file without -Force, and then nothing is sent' {
        Set-Content there.md 'mine'
        $before = $simulator.Requests.Count
        $record = Get-ErrorOf { $simulator | Test-GwsServer -PollWaitSec 0 -ReportPath there.md }
        $record.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $record.ErrorDetails.Message | Should -BeLike '*-Force*'
        $simulator.Requests.Count | Should -Be $before
        Get-Content there.md | Should -Be 'mine'
        $null = $simulator | Test-GwsServer -PollWaitSec 0 -ReportPath there.md -Force
        Get-Content -Raw there.md | Should -BeLike '# Test of*'
    }

    It 'refuses <Path>' -ForEach @(@{ Path = '.' }, @{ Path = 'nowhere/report.md' }, @{ Path = 'env:report' }) {
        (Get-ErrorOf { $simulator | Test-GwsServer -ReportPath $Path }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
    }
}

Describe 'What Test-GwsServer cannot test' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }
    AfterAll { Close-GwsTestSession }

    It 'is an error without a session' {
        (Get-ErrorOf { Test-GwsServer }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'is an error where there is no server' {
        $credential = [pscredential]::new('agent1', [securestring]::new())
        (Get-ErrorOf { Test-GwsServer 'http://127.0.0.1:1/' $credential }).FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }

    It 'is an error for a wrong password' {
        $simulator = Start-GwsSimulator
        $wrong = [pscredential]::new('agent1', (ConvertTo-SecureString 'other' -AsPlainText -Force))
        (Get-ErrorOf { Test-GwsServer $simulator.Uri $wrong }).FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
    }

    It 'is not an error where a server answers nonsense' {
        $simulator = Start-GwsSimulator
        Add-GwsSimulatorFault -Simulator $simulator -Kind Html -Path '/api/v2/me' -Count 1000
        $facts = $simulator | Test-GwsServer -PollWaitSec 0 -WarningVariable warnings -WarningAction SilentlyContinue
        ($facts | Where-Object Id -EQ 'session.login.basic').Verdict | Should -Be 'Differs'
        $warnings | Should -BeLike '*No session could be opened*'
    }
}

Describe 'What a session did not understand' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $gws = New-GwsTestSession
    }

    AfterAll { Close-GwsTestSession }

    It 'is shown by Get-GwsSession, as property and in its views' {
        (Get-GwsSession).UnexpectedContent | Should -BeNullOrEmpty
        $gws.Simulator.Publish('agent1', '/v2/me/outbound', '{"messageType":"NewMessage"}', $true)
        $null = Wait-GwsEvent -MessageType NewMessage -TimeoutSec 30
        (Get-GwsSession).UnexpectedContent.Place | Should -Be 'NewMessage'
        Get-GwsSession | Format-List | Out-String | Should -BeLike '*UnexpectedContent*NewMessage*'
        Get-GwsSession | Format-Table | Out-String | Should -Match 'Connected\s+1\s'
    }
}

Describe 'The view of a fact' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $fact = [GenesysOutbound.Client.GwsServerFact]@{ Id = 'session.x'; Verdict = 'Differs'; Found = "a`e[31mb"; KnownBy = 'doc' }
        $rendering = if (Test-Path variable:PSStyle) { $PSStyle.OutputRendering }
        $noColor = $env:NO_COLOR
    }

    # The user who runs the suite may have set NO_COLOR.
    BeforeEach { $env:NO_COLOR = $null }

    AfterEach {
        $env:NO_COLOR = $noColor
        if ($rendering) { $PSStyle.OutputRendering = $rendering }
    }

    It 'has colours where the host shows them' -Skip:(-not (Test-Path variable:PSStyle)) {
        $PSStyle.OutputRendering = 'Ansi'
        $fact | Format-Table | Out-String | Should -Match "`e\[31mDiffers`e\[0m"
        $PSStyle.OutputRendering = 'PlainText'
        $fact | Format-Table | Out-String | Should -Not -Match "`e"
    }

    It 'has no colours where NO_COLOR is set' {
        $env:NO_COLOR = '1'
        $fact | Format-Table | Out-String | Should -Not -Match "`e\[31mDiffers"
    }

    It 'never lets data steer the terminal' {
        $fact | Format-Table | Out-String | Should -Not -Match "a`e"
        $fact | Format-List | Out-String | Should -Not -Match "a`e"
    }

    It 'works in strict mode' {
        Set-StrictMode -Version Latest
        { $fact | Format-Table | Out-String } | Should -Not -Throw
    }
}
