# Calls and e-mails: listed, answered, rejected where the server lets them be.
Describe 'Calls and e-mails' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $gws = New-GwsTestSession
        $simulator = $gws.Simulator
        $second = Connect-Gws $simulator.Uri $simulator.Agents[1].Credential -Name second
        Select-GwsSession $gws.Session
    }

    AfterAll { Close-GwsTestSession }

    It 'rejects a ringing call that a queue delivered' {
        $ringing = Send-GwsSimulatorCall
        $event_ = Wait-GwsEvent -CallId $ringing.Id -Filter { $_.Call.State -eq 'Ringing' } -TimeoutSec 20
        $simulator.ClearRequests()
        $answer = $event_ | Invoke-GwsRejectCall
        $answer.Outcome | Should -Be 'Acknowledged'
        $answer.CallId | Should -Be $ringing.Id
        $request = Get-GwsSimulatorRequest Reject
        $request.Path | Should -Be "/api/v2/me/calls/$($ringing.Id)"
        $request.Body | Should -Be '{"operationName":"Reject"}'
        (Get-GwsCall $ringing.Id).State | Should -Be 'Released'
        (Get-GwsCall $ringing.Id).Capabilities | Should -BeNullOrEmpty
    }

    It 'refuses to reject a call that came directly, with a clear error' {
        $ringing = Send-GwsSimulatorCall -Direct
        $null = Wait-GwsEvent -CallId $ringing.Id -TimeoutSec 20
        $record = Get-ErrorOf { Invoke-GwsRejectCall $ringing.Id }
        $record.FullyQualifiedErrorId | Should -BeIn @(
            'CallNotRejectable,GenesysOutbound.Commands.InvokeGwsRejectCallCommand'
            'InvalidState,GenesysOutbound.Commands.InvokeGwsRejectCallCommand'
            'OperationForbidden,GenesysOutbound.Commands.InvokeGwsRejectCallCommand')
        $record.TargetObject | Should -Be $ringing.Id
        Test-GwsSession | Should -BeTrue
        $simulator.EndCall($ringing.Id)
    }

    It 'answers a call and hangs up' {
        $ringing = Send-GwsSimulatorCall -From 5005 -UserData @{ Customer = 'Zoe'; Tier = 2 }
        $null = Wait-GwsEvent -CallId $ringing.Id -TimeoutSec 20
        (Get-GwsCall $ringing.Id).UserData.Customer | Should -Be 'Zoe'
        (Get-GwsCall -State Ringing | Where-Object CallId -eq $ringing.Id | Invoke-GwsAnswerCall).Outcome | Should -Be 'Acknowledged'
        (Get-GwsCall $ringing.Id).State | Should -Be 'Established'
        (Get-GwsCall $ringing.Id | Stop-GwsCall).Outcome | Should -Be 'Acknowledged'
        (Get-GwsCall $ringing.Id).State | Should -Be 'Released'
    }

    It 'does nothing to a call with -WhatIf' {
        $ringing = Send-GwsSimulatorCall
        $null = Wait-GwsEvent -CallId $ringing.Id -TimeoutSec 20
        $simulator.ClearRequests()
        Invoke-GwsAnswerCall $ringing.Id -WhatIf
        Stop-GwsCall $ringing.Id -WhatIf
        Invoke-GwsRejectCall $ringing.Id -WhatIf
        Get-GwsSimulatorRequest -Method Post | Should -BeNullOrEmpty
        $simulator.EndCall($ringing.Id)
    }

    It 'says that a call is not known' {
        (Get-ErrorOf { Get-GwsCall nowhere }).FullyQualifiedErrorId | Should -BeLike 'CallUnknown,*'
    }

    It 'rejects an e-mail, which goes on to the next agent' {
        $offered = Send-GwsSimulatorEmail -Subject 'A question' -From 'zoe@example.com'
        $invited = Wait-GwsEvent -EmailId $offered.Id -TimeoutSec 20
        $invited.Email.State | Should -Be 'Invited'
        (Get-GwsEmail $offered.Id).Subject | Should -Be 'A question'
        $simulator.ClearRequests()
        ($invited | Invoke-GwsRejectEmail).Outcome | Should -Be 'Acknowledged'
        (Get-GwsSimulatorRequest Reject).Path | Should -Be "/api/v2/me/emails/$($offered.Id)"
        (Wait-GwsEvent -Session second -EmailId $offered.Id -TimeoutSec 20).Email.State | Should -Be 'Invited'
        (Invoke-GwsAcceptEmail -Session second $offered.Id).Outcome | Should -Be 'Acknowledged'
    }

    It 'refuses to reject an e-mail that is not offered' {
        $record = Get-ErrorOf { Invoke-GwsRejectEmail nowhere }
        $record.FullyQualifiedErrorId | Should -Match '^(EmailUnknown|ResourceNotFound),'
    }

    It 'changes the state of the agent' {
        (Set-GwsAgentState Ready).Outcome | Should -Be 'Acknowledged'
        (Get-GwsDevice).UserState | Should -Be 'Ready'
        (Set-GwsAgentState NotReady).Outcome | Should -Be 'Acknowledged'
        (Get-GwsDevice -Refresh).UserState | Should -Be 'NotReady'
    }

    It 'shows the user, also asked again' {
        (Get-GwsUser).Features | Should -Contain 'api-voice'
        (Get-GwsUser -Refresh).UserName | Should -Be $gws.Agent.UserName
    }
}
