# Bad input and bad servers: one clear error with a stable id, and the session stays usable.
Describe 'Failures' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 400
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $simulator = $gws.Simulator
        $campaign = 'Campaign1'
        $null = Start-GwsDirectPushPreview $campaign

        function Assert-Usable {
            Clear-GwsSimulatorFault
            $record = Get-GwsPreviewRecord $campaign
            ($record | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
        }

        function Assert-Clear {
            # One error of this id, with advice, and no stack trace in what is shown.
            param($Record, [string] $Id)
            $Record.FullyQualifiedErrorId | Should -BeLike "$Id,GenesysOutbound.Commands.*"
            $Record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            ($Record | Out-String) | Should -Not -Match ' at GenesysOutbound\.'
        }
    }

    AfterEach { Clear-GwsSimulatorFault }
    AfterAll { Close-GwsTestSession }

    It 'says that a campaign is unknown' {
        $record = Get-ErrorOf { Get-GwsPreviewRecord -CampaignName Nowhere -TimeoutSec 1 }
        Assert-Clear $record '*'
        $record.FullyQualifiedErrorId | Should -Match '^(CampaignUnknown|MissingIdentity|OutboundServerError|ResourceNotFound),'
        (Get-ErrorOf { Get-GwsCampaign Nowhere }).FullyQualifiedErrorId | Should -BeLike 'CampaignUnknown,*'
        Assert-Usable
    }

    It 'says that a record is not held' {
        $record = Get-ErrorOf { Invoke-GwsRejectRecord 999999 -CampaignName $campaign -CallingList CallingList1 -ApplicationId 134 }
        Assert-Clear $record '*'
        $record.TargetObject | Should -Be '999999'
        (Get-ErrorOf { Get-GwsRecord 999999 }).FullyQualifiedErrorId | Should -BeLike 'RecordNotHeld,*'
        Assert-Usable
    }

    It 'names what is missing for a record that the session has never seen' {
        $record = Get-ErrorOf { Invoke-GwsRejectRecord 999999 }
        Assert-Clear $record '*'
        $record.FullyQualifiedErrorId | Should -Match '^(MissingIdentity|RecordNotHeld),'
        Assert-Usable
    }

    It 'does not work on a record that is done' {
        $record = Get-GwsPreviewRecord $campaign
        $null = $record | Invoke-GwsRejectRecord
        Assert-Clear (Get-ErrorOf { $record | Invoke-GwsRejectRecord }) 'RecordDone'
        Assert-Usable
    }

    It 'says that the answer is not JSON' {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault Html RejectRecord
        Assert-Clear (Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 2 }) 'NotJson'
        Assert-Usable
    }

    It 'passes on an HTTP error' {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault Status RejectRecord -StatusCode 404 -Body 'nothing here'
        $failed = Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 2 }
        Assert-Clear $failed 'HttpError'
        $failed.Exception.HttpStatus | Should -Be 404
        Assert-Usable
    }

    It 'does not claim to know what a server did that failed in the middle' {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault Status RejectRecord -StatusCode 500 -Body 'boom'
        $failed = Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 1 }
        $failed.FullyQualifiedErrorId | Should -Match '^(OutcomeUnknown|AcknowledgementTimeout),'
        $failed.Exception.Message | Should -Match '500'
        Assert-Usable
    }

    It 'gives statusCode <Code> the id <Id>' -ForEach @(
        @{ Code = 1; Id = 'ParameterMissing' }, @{ Code = 2; Id = 'InvalidState' }, @{ Code = 3; Id = 'OperationForbidden' },
        @{ Code = 4; Id = 'InternalError' }, @{ Code = 5; Id = 'PermissionMissing' }, @{ Code = 6; Id = 'ResourceNotFound' },
        @{ Code = 7; Id = 'PartialSuccess' }, @{ Code = 8; Id = 'PasswordChangeRequired' }, @{ Code = 9; Id = 'ProcessingIncomplete' },
        @{ Code = 10; Id = 'ValueOutOfRange' }, @{ Code = 11; Id = 'PropertyReadOnly' }, @{ Code = 12; Id = 'CannotRetrieve' },
        @{ Code = 13; Id = 'CannotCreate' }, @{ Code = 14; Id = 'CannotDelete' }, @{ Code = 15; Id = 'CannotUpdate' },
        @{ Code = 16; Id = 'CannotAssign' }, @{ Code = 17; Id = 'CannotUnassign' }, @{ Code = 18; Id = 'ResourceExists' },
        @{ Code = 19; Id = 'ResourceInUse' }, @{ Code = 20; Id = 'NotAuthenticated' }
    ) {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault Status RejectRecord -StatusCode 200 -Body "{`"statusCode`":$Code,`"statusMessage`":`"said the server`"}" -Count 5
        $failed = Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 2 }
        Assert-Clear $failed $Id
        $failed.Exception.Message | Should -BeLike '*said the server*'
        $failed.Exception.StatusCode | Should -Be $Code
    }

    It 'is still usable after all of these' { Assert-Usable }

    It 'says "outcome unknown" with the reference id when no answer comes, and finds a late one' {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault DelayEvent RecordRejectAcknowledge -Delay '00:00:02' -Count 2
        $simulator.ClearRequests()
        $failed = Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 1 }
        Assert-Clear $failed 'AcknowledgementTimeout'
        $failed.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $reference = $failed.Exception.ReferenceId
        $failed.ErrorDetails.RecommendedAction | Should -BeLike "*$reference*"
        (Wait-GwsEvent -ReferenceId $reference -TimeoutSec 30).NotificationType | Should -Be 'RecordRejectAcknowledge'
        Get-GwsSimulatorRequest RejectRecord | Should -HaveCount 1
        Assert-Usable
    }

    It 'never sends a command twice when the connection breaks after it' {
        $record = Get-GwsPreviewRecord $campaign
        $null = Add-GwsSimulatorFault DropAfter RejectRecord
        $null = Add-GwsSimulatorFault LoseEvent RecordRejectAcknowledge -Count 2
        $simulator.ClearRequests()
        $failed = Get-ErrorOf { $record | Invoke-GwsRejectRecord -TimeoutSec 2 }
        $failed.FullyQualifiedErrorId | Should -Match '^(OutcomeUnknown|AcknowledgementTimeout),'
        Get-GwsSimulatorRequest RejectRecord | Should -HaveCount 1
        Assert-Usable
    }

    It 'slows down and goes on when the server asks for less, and sends nothing twice that was taken' {
        $held = 1..6 | ForEach-Object { Get-GwsPreviewRecord $campaign }
        $fault = Add-GwsSimulatorFault Status RejectRecord -StatusCode 429 -Body 'slow down' -Count 2
        $fault.RetryAfter = '0'
        $simulator.ClearRequests()
        $lines = @()
        $answers = $held | Invoke-GwsRejectRecord -Verbose 4>&1 | ForEach-Object { if ($_ -is [Management.Automation.VerboseRecord]) { $lines += "$_" } else { $_ } }
        $answers.RecordHandle | Should -Be $held.RecordHandle
        "$lines" | Should -BeLike '*Server is throttling (HTTP 429)*'
        Get-GwsSimulatorRequest RejectRecord | Where-Object Processed | Should -HaveCount 6
        Get-GwsSimulatorRequest RejectRecord | Should -HaveCount 8
        Assert-Usable
    }

    It 'passes on an error of the outbound server' {
        $null = $simulator.StopCampaign('Push Campaign')
        $failed = Get-ErrorOf { Get-GwsPreviewRecord 'Push Campaign' }
        Assert-Clear $failed '*'
        $failed.FullyQualifiedErrorId | Should -Match '^(OutboundServerError|NoRecordsAvailable|InvalidState),'
        Assert-Usable
    }

    It 'gives the raw request the same errors' {
        (Invoke-GwsRequest '/api/v2/me').Data.user.userName | Should -Be $gws.Agent.UserName
        Assert-Clear (Get-ErrorOf { Invoke-GwsRequest '/api/v2/me/nowhere' }) '*'
        $answer = Invoke-GwsRequest '/api/v2/me/nowhere' -SkipErrorCheck
        $answer.HttpStatus | Should -BeGreaterOrEqual 200
        $answer.StatusCode | Should -Not -Be 0
        (Get-ErrorOf { Invoke-GwsRequest 'http://elsewhere.example.com/api/v2/me' }).FullyQualifiedErrorId | Should -Not -BeNullOrEmpty
        Assert-Usable
    }

    It 'turns the body of a raw request into JSON' {
        $simulator.ClearRequests()
        $null = Invoke-GwsRequest '/api/v2/me/nowhere' -Method Post -Body @{ operationName = 'Test'; deep = @{ list = 1, 2 } } -SkipErrorCheck
        $body = (Get-GwsSimulatorRequest -Method Post)[0].Body | ConvertFrom-Json
        $body.deep.list | Should -Be @(1, 2)
    }

    It 'refuses a body without a method that carries one, typed and piped' {
        $simulator.ClearRequests()
        $typed = Get-ErrorOf { Invoke-GwsRequest '/api/v2/me/nowhere' -Body @{ operationName = 'Test' } }
        $piped = Get-ErrorOf { @{ operationName = 'Test' } | Invoke-GwsRequest '/api/v2/me/nowhere' }
        foreach ($failed in $typed, $piped) {
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
            $failed.Exception.Message | Should -BeLike '*GET*nothing was sent*POST or PUT*'
        }
        Get-GwsSimulatorRequest | Should -BeNullOrEmpty
    }

    It 'honours -ErrorAction and -ErrorVariable' {
        $problems = $null
        $answer = Get-GwsRecord 999999 -ErrorAction SilentlyContinue -ErrorVariable problems
        $answer | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        { Get-GwsRecord 999999 -ErrorAction Stop } | Should -Throw -ErrorId 'RecordNotHeld,*'
        Get-GwsRecord 999999 -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
