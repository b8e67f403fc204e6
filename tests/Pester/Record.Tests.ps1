# Records from the prompt: preview, dial, result, complete, reject, cancel, chain; one by one and in bulk.
Describe 'Records' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 120
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $simulator = $gws.Simulator
        $campaign = 'Campaign1'
        $null = Start-GwsDirectPushPreview -CampaignName $campaign

        function Get-Simulated {
            param($Handle)
            Get-GwsSimulatorRecord $Handle
        }
    }

    AfterAll { Close-GwsTestSession }

    It 'works a record from preview to done in one pipeline' {
        $simulator.ClearRequests()
        $done = Get-GwsPreviewRecord -CampaignName $campaign | Start-GwsPreviewCall | Set-GwsCallResult -CallResult Busy | Complete-GwsRecord
        $done.Operation | Should -Be 'CompleteRecord'
        $done.Outcome | Should -Be 'Acknowledged'
        $done.Answer | Should -Be 'RecordProcessedAcknowledge'
        $done.Elapsed.TotalMilliseconds | Should -BeGreaterThan 0
        $there = Get-Simulated $done.RecordHandle
        $there.CallResult | Should -Be 6
        $there.History.What | Should -Contain 'CompleteRecord'
        (Get-GwsSimulatorRequest -Method Post).Operation | Should -Be @('GetPreviewRecord', 'Dial', 'CompleteRecord')
        Get-GwsCall -State Dialing, Established | Stop-GwsCall | Out-Null
    }

    It 'returns the records of a chain, one object each, the record itself first' {
        $record = Get-GwsPreviewRecord $campaign
        $chain = @($record | Get-GwsChainedRecord)
        $chain[0].RecordHandle | Should -Be $record.RecordHandle
        $chain.Count | Should -Be @($simulator.Records | Where-Object { $_.ChainId -eq $record.ChainId -and $_.CallingList -eq $record.CallingList }).Count
        $chain | ForEach-Object { $_.ChainId | Should -Be $record.ChainId }
        ($record | Invoke-GwsRejectRecord).Answer | Should -Be 'RecordRejectAcknowledge'
    }

    It 'shows custom fields as properties' {
        $record = Get-GwsPreviewRecord $campaign
        $record.custom1 | Should -Be $record.UserData.custom1
        $record.custom1 | Should -Be $record.UserData['custom1']
        $record.PSObject.Properties.Name | Should -Contain 'custom1'
        $record.UserData.GSW_PHONE | Should -Be $record.Phone
        $null = $record | Invoke-GwsCancelRecord
        (Get-GwsRecord $record.RecordHandle).State | Should -Be 'Cancelled'
    }

    It 'takes a record by object, handle or alias' {
        $record = Get-GwsPreviewRecord $campaign
        (Get-GwsRecord $record).RecordHandle | Should -Be $record.RecordHandle
        (Get-GwsRecord -Handle "$($record.RecordHandle)").RecordHandle | Should -Be $record.RecordHandle
        (Get-GwsRecord -RecordHandle $record.Handle).RecordHandle | Should -Be $record.RecordHandle
        (Invoke-GwsRejectRecord $record).RecordHandle | Should -Be $record.RecordHandle
    }

    It 'rehearses a CSV with -WhatIf and sends nothing' {
        $csv = Join-Path $TestDrive 'handles.csv'
        1..3 | ForEach-Object { [pscustomobject]@{ RecordHandle = $_; CampaignName = $campaign; CallingList = 'CallingList1'; ApplicationId = 134 } } | Export-Csv $csv
        $simulator.ClearRequests()
        $text = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command @"
Import-Module '$env:GWS_MODULE_UNDER_TEST'
`$null = Connect-Gws '$($simulator.Uri)' ([pscredential]::new('$($gws.Agent.UserName)', (ConvertTo-SecureString '$($gws.Agent.Password)' -AsPlainText -Force))) -NoContactCenterSession
Import-Csv '$csv' | Invoke-GwsRejectRecord -WhatIf
"@
        $text | Where-Object { $_ -like 'What if:*' } | Should -HaveCount 3
        "$text" | Should -BeLike "*Reject*record 2*of campaign 'Campaign1'*"
        Get-GwsSimulatorRequest RejectRecord | Should -BeNullOrEmpty
    }

    It 'sends a piped CSV row as the documentation says' {
        $record = Get-GwsPreviewRecord $campaign
        $simulator.ClearRequests()
        $row = [pscustomobject]@{ RecordHandle = "$($record.RecordHandle)"; CampaignName = $campaign; CallingList = $record.CallingList; ApplicationId = "$($record.ApplicationId)" }
        ($row | ConvertTo-Csv | ConvertFrom-Csv | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
        $request = Get-GwsSimulatorRequest RejectRecord
        $request.Path | Should -Be "/api/v2/me/outbound-records/$($record.RecordHandle)"
        $body = $request.Body | ConvertFrom-Json
        $body.applicationId | Should -BeOfType [long]
        $body.campaignName | Should -Be $campaign
        $body.devicePath | Should -BeLike '/devices/*'
        $body.referenceId | Should -BeOfType [string]
    }

    It 'treats empty columns as not given' {
        $record = Get-GwsPreviewRecord $campaign
        $row = [pscustomobject]@{ RecordHandle = $record.RecordHandle; CampaignName = ''; CallingList = ''; ApplicationId = ''; DevicePath = $null }
        ($row | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
    }

    It 'rejects many records at once, answers in input order, one bad record apart from the rest' {
        $held = 1..12 | ForEach-Object { Get-GwsPreviewRecord $campaign }
        $rows = @($held[0..5]) + [pscustomobject]@{ RecordHandle = 999999; CampaignName = $campaign; CallingList = 'CallingList1'; ApplicationId = 134 } + @($held[6..11])
        $answers = $rows | Invoke-GwsRejectRecord -ErrorAction SilentlyContinue -ErrorVariable failed
        $answers.RecordHandle | Should -Be $held.RecordHandle
        $failed | Should -HaveCount 1
        $failed[0].TargetObject.RecordHandle | Should -Be 999999
        $failed[0].FullyQualifiedErrorId | Should -BeLike '*,GenesysOutbound.Commands.InvokeGwsRejectRecordCommand'

        # What did not go through can be piped in again.
        $again = $failed.TargetObject | Invoke-GwsRejectRecord -ErrorAction SilentlyContinue -ErrorVariable second
        $again | Should -BeNullOrEmpty
        $second | Should -HaveCount 1
    }

    It 'sums up on request, with what can be piped in again' {
        $held = 1..4 | ForEach-Object { Get-GwsPreviewRecord $campaign }
        $bad = [pscustomobject]@{ RecordHandle = 999997; CampaignName = $campaign; CallingList = 'CallingList1'; ApplicationId = 134 }
        $summary = @($held[0..1]) + $bad + @($held[2..3]) | Invoke-GwsRejectRecord -Summary -ErrorAction SilentlyContinue -ErrorVariable failed
        $summary.Total | Should -Be 5
        $summary.Acknowledged | Should -Be 4
        $summary.Failed | Should -Be 1
        $summary.FailedInput[0].RecordHandle | Should -Be 999997
        $summary.Errors.Keys | Should -Be ($failed[0].FullyQualifiedErrorId -split ',')[0]
        (@() | Invoke-GwsRejectRecord -Summary).Total | Should -Be 0
    }

    It 'works with -ThrottleLimit 1, one record after the other' {
        $held = 1..3 | ForEach-Object { Get-GwsPreviewRecord $campaign }
        ($held | Invoke-GwsRejectRecord -ThrottleLimit 1).RecordHandle | Should -Be $held.RecordHandle
    }

    It 'stops the pipeline at the first object that is wanted, and the session stays usable' {
        $held = 1..4 | ForEach-Object { Get-GwsPreviewRecord $campaign }
        $first = $held | Invoke-GwsRejectRecord -ThrottleLimit 1 | Select-Object -First 1
        $first.RecordHandle | Should -Be $held[0].RecordHandle
        $rest = @($held | Get-GwsRecord | Where-Object { -not $_.IsDone })
        $rest.RecordHandle | Should -Be $held[1..3].RecordHandle
        ($rest | Invoke-GwsRejectRecord).Outcome | Should -Be @('Acknowledged', 'Acknowledged', 'Acknowledged')
    }

    It 'ends at the first error with -ErrorAction Stop' {
        { [pscustomobject]@{ RecordHandle = 999998; CampaignName = $campaign; CallingList = 'CallingList1'; ApplicationId = 134 } |
                Invoke-GwsRejectRecord -ErrorAction Stop } | Should -Throw -ErrorId '*,GenesysOutbound.Commands.InvokeGwsRejectRecordCommand'
        Test-GwsSession | Should -BeTrue
    }

    It 'gives a ticket with -NoWait that Wait-GwsEvent takes, however late' {
        $record = Get-GwsPreviewRecord $campaign
        $ticket = $record | Invoke-GwsRejectRecord -NoWait
        $ticket.Outcome | Should -Be 'Pending'
        $answer = $ticket | Wait-GwsEvent -TimeoutSec 20
        $answer.NotificationType | Should -Be 'RecordRejectAcknowledge'
        $answer.ReferenceId | Should -Be $ticket.ReferenceId
        ($ticket | Wait-GwsEvent -TimeoutSec 20).Sequence | Should -Be $answer.Sequence
    }

    It 'sends the reference id that it is given' {
        $record = Get-GwsPreviewRecord $campaign
        ($record | Invoke-GwsRejectRecord -ReferenceId 'my-reference').ReferenceId | Should -Be 'my-reference'
        ((Get-GwsSimulatorRequest RejectRecord)[-1].Body | ConvertFrom-Json).referenceId | Should -Be 'my-reference'
    }

    It 'holds the desktop''s rules, and sets them aside with -Force' {
        $record = Get-GwsPreviewRecord $campaign
        $refused = Get-ErrorOf { $record | Set-GwsCallResult -CallResult NoAnswer }
        $refused.FullyQualifiedErrorId | Should -BeLike 'RecordNotCalled,*'
        $record = $record | Set-GwsCallResult -CallResult 7 -Force
        $record.Pending.CallResult.Name | Should -Be 'NoAnswer'
        ($record | Get-GwsCallResult).Name | Should -Be 'NoAnswer'
        (Get-GwsRecord $record).Pending.CallResult.Number | Should -Be 7
        $null = $record | Complete-GwsRecord -Force
        (Get-Simulated $record.RecordHandle).CallResult | Should -Be 7
    }

    It 'refuses a handle that is typed beside piped records: it is a value whose parameter was not named' {
        $record = Get-GwsPreviewRecord $campaign
        $simulator.ClearRequests()
        $refused = Get-ErrorOf { $record | Invoke-GwsCancelRecord AllChain }
        $refused.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $refused.Exception.Message | Should -BeLike "*'AllChain'*name that one*"
        Get-GwsSimulatorRequest -Method Post | Should -BeNullOrEmpty
        $null = $record | Invoke-GwsRejectRecord
    }

    It 'lists the choices when a call result is none' {
        $refused = Get-ErrorOf { Set-GwsCallResult -RecordHandle 1 -CallResult Nonsense }
        $refused.Exception.Message | Should -BeLike '*Busy*NoAnswer*'
    }

    It 'has the ids that the topic about records names, for rows that cannot be used' {
        $record = Get-GwsPreviewRecord $campaign
        $new = @{ CampaignName = $campaign; CallingList = 'CallingList1'; PhoneNumber = '647000'; TimeZone = 'GMT' }
        $old = @{ RecordHandle = $record.RecordHandle; At = '2031-05-27 14:30' }
        $mistakes = @(
            @{ To = 'Set-GwsCallResult'; Row = $old + @{ CallResult = 'Nonsense' }; Id = 'ParameterArgumentTransformationError' }
            @{ To = 'New-GwsRecord'; Row = $new + @{ PhoneType = 'Nonsense' }; Id = 'ParameterArgumentTransformationError' }
            @{ To = 'New-GwsRecord'; Row = $new + @{ From = '25:00' }; Id = 'ParameterArgumentTransformationError' }
            @{ To = 'New-GwsRecord'; Row = $new + @{ OtherFields = 'x' }; Id = 'ParameterArgumentTransformationError' }
            @{ To = 'New-GwsRecord'; Row = $new + @{ ApplicationId = 'x' }; Id = 'InvalidParameter' }
            @{ To = 'Set-GwsRecordSchedule'; Row = $old + @{ CallbackType = 'x' }; Id = 'InvalidParameter' }
            @{ To = 'Set-GwsRecordSchedule'; Row = $old + @{ RecordTime = '05/27/2031 14:30' }; Id = 'InvalidParameter' }
            @{ To = 'Set-GwsRecordSchedule'; Row = $old + @{ RecordTime = '' }; Id = 'ParameterArgumentValidationError' }
        )
        $simulator.ClearRequests()
        foreach ($mistake in $mistakes) {
            $problem = Get-ErrorOf { [pscustomobject]$mistake.Row | & $mistake.To }
            $problem.FullyQualifiedErrorId | Should -BeLike "$($mistake.Id),*" -Because "$($mistake.To) $($mistake.Row.Keys)"
        }

        Get-GwsSimulatorRequest -Method Post | Should -BeNullOrEmpty
        (Get-GwsRecord $record).Pending | Should -BeNullOrEmpty
        $topic = Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/en-US/about_GwsRecords.md')
        foreach ($id in $mistakes.Id | Sort-Object -Unique) { $topic | Should -BeLike "*$id*" }
        $null = $record | Invoke-GwsRejectRecord
    }

    It 'says of two times in one row that one excludes the other' {
        $record = Get-GwsPreviewRecord $campaign
        $row = [pscustomobject]@{ RecordHandle = $record.RecordHandle; At = '2031-05-27 14:30'; RecordTime = '05/27/2031 14:30' }
        (Get-ErrorOf { $row | Set-GwsRecordSchedule }).Exception.Message | Should -BeLike "*'2031-05-27 14:30'*-At*excludes it*"
        $null = $record | Invoke-GwsRejectRecord
    }

    It 'says that nothing is left when the campaign has no more records' {
        $null = Start-GwsDirectPushPreview -CampaignName 'Outbound Campaign Custom'
        $error_ = $null
        for ($i = 0; $i -lt 500 -and -not $error_; $i++) {
            $null = Get-GwsPreviewRecord 'Outbound Campaign Custom' -ErrorAction SilentlyContinue -ErrorVariable error_
        }

        $error_[0].FullyQualifiedErrorId | Should -BeLike 'NoRecordsAvailable,*'
        $error_[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        Get-GwsRecord -CampaignName 'Outbound*' | Invoke-GwsRejectRecord | Should -Not -BeNullOrEmpty
    }
}
