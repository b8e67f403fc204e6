# What is set on a record and goes out with Complete-GwsRecord, or at once with -Immediate: fields, callbacks, Do Not Call, results.
Describe 'Pending changes' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 80
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $simulator = $gws.Simulator
        $null = Start-GwsDirectPushPreview Campaign1

        function New-CalledRecord {
            # A record that was dialled, with the call over.
            $record = Get-GwsPreviewRecord Campaign1
            $call = $record | Start-GwsPreviewCall
            $null = Wait-GwsEvent -CallId $call.CallId -Filter { $_.Call.State -eq 'Established' } -TimeoutSec 20
            $null = $call | Stop-GwsCall
            $simulator.ClearRequests()
            Get-GwsRecord $record
        }

        function Get-Sent {
            (Get-GwsSimulatorRequest -Method Post).Operation
        }
    }

    AfterAll { Close-GwsTestSession }

    It 'lists the fields with their types' {
        $record = Get-GwsPreviewRecord Campaign1
        $fields = $record | Get-GwsRecordField
        $fields.Name | Should -Contain 'custom1'
        $fields.Name | Should -Contain 'GSW_PHONE'
        ($record | Get-GwsRecordField -Name 'custom*').Name | Should -Be @('custom1', 'custom2')
        ($record | Get-GwsRecordField -Name GSW_FROM).FieldType | Should -Be 'time'
        $null = $record | Invoke-GwsRejectRecord
    }

    It 'sends field changes before the completion' {
        $record = New-CalledRecord
        $changed = $record | Update-GwsRecordField @{ custom1 = 'changed' }
        $changed.Pending.Fields.custom1 | Should -Be 'changed'
        ($record | Get-GwsRecordField -Name custom1).Value | Should -Be 'changed'
        Get-Sent | Should -BeNullOrEmpty
        $done = $record | Complete-GwsRecord -CallResult Answer
        Get-Sent | Should -Be @('UpdateRecord', 'CompleteRecord')
        $done.Steps.Operation | Should -Be @('UpdateRecord', 'CompleteRecord')
    }

    It 'changes one field by name, and at once with -Immediate' {
        $record = New-CalledRecord
        ($record | Update-GwsRecordField -Name custom1 -Value 'now' -Immediate).Operation | Should -Be 'UpdateRecord'
        Get-Sent | Should -Be 'UpdateRecord'
        $null = $record | Complete-GwsRecord
    }

    It 'changes nothing when one field is wrong' {
        $record = New-CalledRecord
        $failed = Get-ErrorOf { $record | Update-GwsRecordField @{ custom1 = 'fine'; GSW_FROM = 'no time' } }
        $failed.FullyQualifiedErrorId | Should -BeLike 'FieldInvalid,*'
        (Get-GwsRecord $record).Pending | Should -BeNullOrEmpty
        $null = $record | Complete-GwsRecord
    }

    It 'sends a callback before the completion' {
        $record = New-CalledRecord
        $scheduled = $record | Set-GwsRecordSchedule -At (Get-Date).AddHours(3) -CallbackType Personal
        $scheduled.Pending.Schedule.CallbackType | Should -Be 'Personal'
        $null = $record | Complete-GwsRecord -CallResult NoAnswer
        Get-Sent | Should -Be @('RescheduleRecord', 'CompleteRecord')
        (Get-GwsSimulatorRecord $record.RecordHandle).ScheduledFor | Should -Not -BeNullOrEmpty
    }

    It 'takes the time in the record''s own zone' {
        $record = New-CalledRecord
        $scheduled = $record | Set-GwsRecordSchedule -RecordTime '12/31/2030 9:05'
        $scheduled.Pending.Schedule.At.UtcDateTime | Should -Be ([datetime]::new(2030, 12, 31, 17, 5, 0, [DateTimeKind]::Utc))
        ($record | Remove-GwsRecordSchedule).Pending.Schedule | Should -BeNullOrEmpty
        (Get-ErrorOf { $record | Set-GwsRecordSchedule -RecordTime 'tomorrow' }).FullyQualifiedErrorId | Should -BeLike 'ScheduleInvalid,*'
        $null = $record | Complete-GwsRecord
        Get-Sent | Should -Be 'CompleteRecord'
    }

    It 'sends a callback at once with -Immediate' {
        $record = New-CalledRecord
        ($record | Set-GwsRecordSchedule -At (Get-Date).AddHours(3) -Immediate).Operation | Should -Be 'RescheduleRecord'
        Get-Sent | Should -Be 'RescheduleRecord'
        $null = $record | Complete-GwsRecord
    }

    It 'marks Do Not Call in place of the completion' {
        $record = New-CalledRecord
        ($record | Set-GwsDoNotCall -Scope RecordOnly).Pending.DoNotCall | Should -Be 'RecordOnly'
        (Get-ErrorOf { $record | Set-GwsCallResult -CallResult Busy }).FullyQualifiedErrorId | Should -BeLike 'DoNotCallSet,*'
        $null = $record | Complete-GwsRecord
        Get-Sent | Should -Be 'DoNotCallRecord'
    }

    It 'takes Do Not Call back' {
        $record = New-CalledRecord
        $null = $record | Set-GwsDoNotCall
        ($record | Remove-GwsDoNotCall).Pending.DoNotCall | Should -BeNullOrEmpty
        $null = $record | Complete-GwsRecord -CallResult Busy
        Get-Sent | Should -Be 'CompleteRecord'
    }

    It 'marks a phone number without a record' {
        $simulator.ClearRequests()
        (Set-GwsDoNotCall -CampaignName Campaign1 -PhoneNumber '+15559999999').Outcome | Should -Be 'Acknowledged'
        $request = Get-GwsSimulatorRequest DoNotCallRecord
        $request.Path | Should -Be '/api/v2/me/outbound-records'
        ($request.Body | ConvertFrom-Json).phoneNumber | Should -Be '+15559999999'
    }

    It 'makes records from CSV rows' {
        $rows = @'
CampaignName,CallingList,PhoneNumber,PhoneType,TimeZone,From,Until
Campaign1,CallingList1,+15551230001,Mobile,PST,08:00,17:30
Campaign1,CallingList1,+15551230002,4,PST,,
'@ | ConvertFrom-Csv
        $made = $rows[0] | New-GwsRecord
        $made.Answer | Should -Be 'AddRecordAcknowledge'
        $body = (Get-GwsSimulatorRequest AddRecord)[-1].Body | ConvertFrom-Json
        $body.phoneType | Should -Be 'Mobile'
        $body.from | Should -Be 28800
        $body.until | Should -Be 63000
        ($rows[1] | Select-Object CampaignName, CallingList, PhoneNumber, PhoneType, TimeZone | New-GwsRecord).Outcome | Should -Be 'Acknowledged'
        @($simulator.Records | Where-Object Phone -like '+1555123000*').Count | Should -Be 2
    }

    It 'does not take the value from the record itself' {
        $record = New-CalledRecord
        $failed = Get-ErrorOf { $record | Set-GwsCallResult }
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        "$failed" | Should -BeLike '*-CallResult is required*-CallResult Busy*'
        $failed.TargetObject.RecordHandle | Should -Be $record.RecordHandle
        (Get-ErrorOf { $record | Export-Clixml TestDrive:/record.xml -Depth 1; Import-Clixml TestDrive:/record.xml | Set-GwsCallResult }).FullyQualifiedErrorId |
            Should -BeLike 'InvalidParameter,*'

        # A custom field may have the name of any parameter.
        $record | Add-Member -NotePropertyMembers @{ Scope = 'RecordOnly'; At = '2031-05-27 14:30' } -Force
        (Get-ErrorOf { $record | Set-GwsDoNotCall }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        (Get-ErrorOf { $record | Set-GwsRecordSchedule }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        (Get-GwsRecord $record).Pending | Should -BeNullOrEmpty
        Get-Sent | Should -BeNullOrEmpty

        # A row of a file says what somebody wrote down.
        $row = @{ RecordHandle = $record.RecordHandle; CallResult = 'Busy' }
        ([pscustomobject] $row | Set-GwsCallResult).Pending.CallResult.Name | Should -Be 'Busy'
        $null = $record | Complete-GwsRecord
    }

    It 'reads as a sentence in a pipeline' {
        $record = New-CalledRecord
        ($record | Set-GwsCallResult Busy).Pending.CallResult.Name | Should -Be 'Busy'
        ($record | Update-GwsRecordField @{ custom1 = 'sentence' }).Pending.Fields.custom1 | Should -Be 'sentence'
        (Complete-GwsRecord $record).Outcome | Should -Be 'Acknowledged'
    }

    It 'changes nothing with -WhatIf' {
        $record = New-CalledRecord
        $record | Set-GwsCallResult -CallResult Busy -WhatIf
        $record | Set-GwsDoNotCall -WhatIf
        $record | Set-GwsRecordSchedule -At (Get-Date).AddHours(1) -WhatIf
        $record | Update-GwsRecordField @{ custom1 = 'x' } -WhatIf
        $record | Complete-GwsRecord -WhatIf
        (Get-GwsRecord $record).Pending | Should -BeNullOrEmpty
        Get-Sent | Should -BeNullOrEmpty
    }
}
