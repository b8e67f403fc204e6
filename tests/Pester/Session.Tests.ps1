# Sessions: opened, listed, chosen, given by object, name or id, closed one by one, apart from each other and from other runspaces.
Describe 'Sessions' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $simulator = Start-GwsSimulator
        $agent1, $agent2, $agent3 = $simulator.Agents
    }

    AfterEach { Get-GwsSession | Disconnect-Gws }
    AfterAll { Close-GwsTestSession }

    It 'connects a simulator from the pipeline and says that all of it works' {
        $session = $simulator | Connect-Gws
        $session.State | Should -Be 'Connected'
        $session.UserName | Should -Be $agent1.UserName
        $session.AcknowledgementsActive | Should -BeTrue
        $session.Features | Should -Contain 'api-voice-outbound'
        (Get-GwsSession -Current).Id | Should -Be $session.Id
        Test-GwsSession | Should -BeTrue
    }

    It 'takes the session from -Session as object, name or id, and the explicit one wins' {
        $one = Connect-Gws $simulator.Uri $agent1.Credential -Name one
        $two = Connect-Gws $simulator.Uri $agent2.Credential -Name two
        (Get-GwsUser).UserName | Should -Be $agent2.UserName
        (Get-GwsUser -Session $one).UserName | Should -Be $agent1.UserName
        (Get-GwsUser -Session one).UserName | Should -Be $agent1.UserName
        (Get-GwsUser -Session $one.Id).UserName | Should -Be $agent1.UserName
        Select-GwsSession one
        (Get-GwsUser).UserName | Should -Be $agent1.UserName
        (Get-GwsUser -Session $two).UserName | Should -Be $agent2.UserName
    }

    It 'refuses a name that sessions of several users or servers have, and takes the newest of one user at one server' {
        $old = Connect-Gws $simulator.Uri $agent1.Credential -Name night
        $new = Connect-Gws $simulator.Uri $agent1.Credential -Name night
        Disconnect-Gws -Session night
        $new.State | Should -Be 'Closed'
        $old.State | Should -Be 'Connected'

        $other = Connect-Gws $simulator.Uri $agent2.Credential -Name Night
        $record = Get-ErrorOf { Disconnect-Gws -Session night }
        $record.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        $record.Exception.Message | Should -BeLike "*Several sessions*$($old.Id) *agent1*$($other.Id) *agent2*Give the id*"
        $old.State | Should -Be 'Connected'
        $other.State | Should -Be 'Connected'
        (Get-GwsUser -Session $old.Id).UserName | Should -Be $agent1.UserName
        (Get-GwsUser -Session $other).UserName | Should -Be $agent2.UserName
    }

    It 'names the choices when a session is not known' {
        $null = Connect-Gws $simulator.Uri $agent1.Credential -Name one
        $record = Get-ErrorOf { Get-GwsUser -Session nowhere }
        $record.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        $record.Exception.Message | Should -BeLike "*'one'*"
    }

    It 'disconnects exactly what it was given, and puts no other in its place' {
        $one = Connect-Gws $simulator.Uri $agent1.Credential -Name one
        $two = Connect-Gws $simulator.Uri $agent2.Credential -Name two
        Disconnect-Gws $two
        $two.State | Should -Be 'Closed'
        $one.State | Should -Be 'Connected'
        (Get-GwsSession).Name | Should -Be 'one'
        Get-GwsSession -Current | Should -BeNullOrEmpty
        $record = Get-ErrorOf { Get-GwsUser }
        $record.FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        $record.Exception.Message | Should -BeLike "*'one'*Select-GwsSession*"
        Test-GwsSession -Session $one | Should -BeTrue
    }

    It 'warns when the server refuses the logout, and the next session logs the agent out' {
        $null = Connect-Gws $simulator.Uri $agent1.Credential
        $fault = @{ Kind = 'Status'; Operation = 'EndContactCenterSession'; StatusCode = 503 }
        $null = Add-GwsSimulatorFault -Simulator $simulator @fault
        Disconnect-Gws -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*may still be logged in*503*Connect and disconnect once more*'
        ($simulator.Agents | Where-Object UserName -EQ $agent1.UserName).LoggedIn | Should -BeTrue
        $null = Connect-Gws $simulator.Uri $agent1.Credential
        Disconnect-Gws -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        ($simulator.Agents | Where-Object UserName -EQ $agent1.UserName).LoggedIn | Should -BeFalse
    }

    It 'does nothing to a session with -WhatIf' {
        $one = Connect-Gws $simulator.Uri $agent1.Credential
        Disconnect-Gws -WhatIf
        $one.State | Should -Be 'Connected'
    }

    It 'keeps the events of two sessions apart' {
        $one = Connect-Gws $simulator.Uri $agent1.Credential -Name one
        $two = Connect-Gws $simulator.Uri $agent2.Credential -Name two
        $call = Send-GwsSimulatorCall -Agent $agent1.UserName
        $seen = Wait-GwsEvent -Session one -CallId $call.Id -TimeoutSec 20
        $seen.Call.State | Should -Be 'Ringing'
        Get-GwsEvent -Session two -CallId $call.Id | Should -BeNullOrEmpty
        $simulator.EndCall($call.Id)
    }

    It 'refuses a wrong password' {
        $wrong = [pscredential]::new($agent1.UserName, (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $record = Get-ErrorOf { Connect-Gws $simulator.Uri $wrong }
        $record.FullyQualifiedErrorId | Should -Be 'AuthenticationFailed,GenesysOutbound.Commands.ConnectGwsCommand'
        $record.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$record $($record.Exception) $($record.ErrorDetails)" | Should -Not -Match 'wrong'
    }

    It 'says that a server cannot be reached' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $record = Get-ErrorOf { Connect-Gws "http://127.0.0.1:$port" $agent1.Credential }
        $record.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses to send a password unencrypted to another machine' {
        $record = Get-ErrorOf { Connect-Gws 'http://gws.example.com' $agent1.Credential }
        $record.FullyQualifiedErrorId | Should -BeLike 'UnencryptedAuthentication,*'
    }

    It 'knows a missing feature before anything is sent' {
        $null = Connect-Gws $simulator.Uri $agent3.Credential
        $record = Get-ErrorOf { Get-GwsPreviewRecord -CampaignName Campaign1 }
        $record.FullyQualifiedErrorId | Should -BeLike 'FeatureMissing,*'
        Get-GwsSimulatorRequest GetPreviewRecord | Should -BeNullOrEmpty
        Test-GwsSession | Should -BeTrue
    }

    It 'writes what it does to the verbose stream, without secrets' {
        $lines = Connect-Gws $simulator.Uri $agent1.Credential -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines | Should -Not -BeNullOrEmpty
        "$lines" | Should -Not -Match $agent1.Password
        "$lines" | Should -Not -Match ([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($agent1.UserName):$($agent1.Password)")))
    }

    It 'belongs to its runspace, and works in another when it is handed over' {
        $session = Connect-Gws $simulator.Uri $agent1.Credential
        $answers = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $env:GWS_MODULE_UNDER_TEST
            [pscustomobject]@{
                Listed = @(Get-GwsSession).Count
                User   = (Get-GwsUser -Session $using:session).UserName
            }
        }
        $answers.Listed | Should -Be @(0, 0, 0)
        $answers.User | Should -Be @($agent1.UserName, $agent1.UserName, $agent1.UserName)
        $session.State | Should -Be 'Connected'
    }

    It 'is closed with the runspace that opened it, and no other is' {
        $kept = Connect-Gws $simulator.Uri $agent1.Credential
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $lost = $shell.AddScript('param($module, $uri, $credential) Import-Module $module; Connect-Gws $uri $credential').
            AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument($simulator.Uri).AddArgument($agent2.Credential).Invoke()[0]
        $lost.State | Should -Be 'Connected'
        $runspace.Dispose()
        $lost.State | Should -Be 'Closed'
        $kept.State | Should -Be 'Connected'
    }

    It 'is closed when the module is removed, and the module can be imported again' {
        $shell = [powershell]::Create()
        $script = 'param($module, $uri, $credential)
            Import-Module $module; $s = Connect-Gws $uri $credential; Remove-Module GenesysOutbound; "$($s.State)"
            Import-Module $module; (Connect-Gws $uri $credential).State; @(Get-GwsSession).Count; Get-GwsSession | Disconnect-Gws'
        $answer = $shell.AddScript($script).AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument($simulator.Uri).AddArgument($agent2.Credential).Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        "$answer" | Should -Be 'Closed Connected 1'
        $shell.Dispose()
    }

    It 'is closed with the process that forgot to disconnect: the agent is logged out' {
        $script = Join-Path $TestDrive 'forgetful.ps1'
        Set-Content $script 'param($Module, $Uri, $User, $Password)
            Import-Module $Module
            (Connect-Gws $Uri ([pscredential]::new($User, (ConvertTo-SecureString $Password -AsPlainText -Force)))).State'
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script $env:GWS_MODULE_UNDER_TEST $simulator.Uri $agent2.UserName $agent2.Password |
            Should -Be 'Connected'
        $simulator.WaitFor({ param($s) -not $s.Agents[1].LoggedIn -and $s.Agents[1].BayeuxSessions -eq 0 }, '00:00:30') | Should -BeTrue
    }

    It 'does not travel to a job, and the error says so' {
        $here = Connect-Gws $simulator.Uri $agent2.Credential
        $job = Start-Job -ArgumentList $env:GWS_MODULE_UNDER_TEST, $here -ScriptBlock {
            param($module, $session)
            Import-Module $module
            try { Get-GwsRecord -Session $session } catch { $_.Exception.Message }
            try { $session | Disconnect-Gws -ErrorAction Stop } catch { $_.Exception.Message }
        }
        $said = $job | Wait-Job -Timeout 120 | Receive-Job
        $job | Remove-Job -Force
        $said.Count | Should -Be 2
        $said | ForEach-Object { $_ | Should -BeLike '*A session does not travel*Connect-Gws*' }
        $here.State | Should -Be 'Connected'
        $here | Disconnect-Gws
    }
}
