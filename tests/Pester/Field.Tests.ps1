# Fields and schedules from the prompt: typed, validated, all or nothing; times in the record's zone and the caller's.
Describe 'Fields and schedules' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $schema = Join-Path $TestDrive 'fields.json'
        Set-Content $schema '{"callingLists": {"*": {"fields": [{"name": "Custom_Level", "fieldType": "enum", "options": {"G": "Gold"}}]}}}'
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 20
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list } -Connect @{ FieldSchemaPath = $schema }
        $null = Start-GwsDirectPushPreview -CampaignName Campaign1
        $record = Get-GwsPreviewRecord Campaign1
    }

    AfterAll { Close-GwsTestSession }

    It 'lists system fields, those of the schema and those of the record, and says which is which' {
        $fields = $record | Get-GwsRecordField
        ($fields | Where-Object Name -EQ 'GSW_UNTIL').Value | Should -Be '23:59'
        ($fields | Where-Object Name -EQ 'GSW_UNTIL').Source | Should -Be 'System'
        ($fields | Where-Object Name -EQ 'Custom_Level').Source | Should -Be 'Schema'
        ($fields | Where-Object Name -EQ 'custom2').IsInferred | Should -BeTrue
    }

    It 'changes fields as a whole' {
        $changed = $record | Update-GwsRecordField -Field @{ GWS_FROM = '10.15'; GSW_PHONE_TYPE = 'Pin Pager'; Custom_Level = 'gold'; custom2 = '7' }
        $changed.Pending.Fields['GSW_FROM'] | Should -Be 36900
        $changed.Pending.Fields['GSW_PHONE_TYPE'] | Should -Be 9
        $changed.Pending.Fields['Custom_Level'] | Should -Be 'G'
        $changed.Pending.Fields['custom2'] | Should -Be 7
    }

    It 'changes nothing when one field is wrong, and names every one that is' {
        $before = ($record | Get-GwsRecord).Pending.ToString()
        $e = Get-ErrorOf { $record | Update-GwsRecordField -Field @{ GSW_FROM = '9:00'; GSW_UNTIL = 'late'; Custom_Level = 'Lead' } }
        $e.FullyQualifiedErrorId | Should -BeLike 'FieldInvalid*'
        $e.Exception.Message | Should -BeLike "*2 problems*'GSW_UNTIL'*"
        $e.Exception.Message | Should -BeLike "*'Custom_Level'*Gold*"
        ($record | Get-GwsRecord).Pending.ToString() | Should -Be $before
    }

    It 'reports a schema that cannot be used, before it connects' {
        Set-Content $schema '{"callingLists": {"A": {"fields": [{"name": "B", "fieldType": "integer"}]}}}'
        $requests = @(Get-GwsSimulatorRequest).Count
        $e = Get-ErrorOf { Connect-Gws -Uri $gws.Simulator.Uri -Credential $gws.Agent.Credential -FieldSchemaPath $schema }
        $e.FullyQualifiedErrorId | Should -BeLike 'FieldSchemaInvalid*'
        $e.Exception.Message | Should -BeLike '*fields.json*callingLists.A.fields*fieldType*'
        @(Get-GwsSimulatorRequest).Count | Should -Be $requests

        # A connection that failed leaves no current session.
        { Get-GwsRecord } | Should -Throw -ErrorId 'NoSession*'
        $null = Select-GwsSession $gws.Session
    }

    It 'takes a time of the record''s zone, and one of the caller''s clock, as the same moment' {
        $at = [DateTimeOffset]::UtcNow.AddDays(3)
        $moment = [DateTimeOffset]::FromUnixTimeSeconds([math]::Floor($at.ToUnixTimeSeconds() / 60) * 60)
        $text = $moment.ToOffset($record.TimeZoneOffset).ToString('M/d/yyyy H:m', [cultureinfo]::InvariantCulture)
        ($record | Set-GwsRecordSchedule -RecordTime $text -CallbackType Personal).Pending.Schedule.At | Should -Be $moment
        ($record | Set-GwsRecordSchedule -At $moment.LocalDateTime).Pending.Schedule.At | Should -Be $moment
        ($record | Set-GwsRecordSchedule -At $moment.ToString('o')).Pending.Schedule.At | Should -Be $moment
    }

    It 'refuses the past' {
        (Get-ErrorOf { $record | Set-GwsRecordSchedule -At (Get-Date).AddMinutes(-1) }).FullyQualifiedErrorId | Should -BeLike 'ScheduleInPast*'
        (Get-ErrorOf { $record | Set-GwsRecordSchedule -RecordTime '05/27/2021 10:55' }).FullyQualifiedErrorId | Should -BeLike 'ScheduleInPast*'
        (Get-ErrorOf { $record | Set-GwsRecordSchedule -RecordTime '27/05/2021 10:55' }).FullyQualifiedErrorId | Should -BeLike 'ScheduleInvalid*'
    }

    It 'takes the hours of a new record in seconds or as a time of the day' {
        $new = @{ CampaignName = 'Campaign1'; CallingList = $record.CallingList; PhoneNumber = '+15550009'; TimeZone = 'PST' }
        $null = New-GwsRecord @new -From 36900 -Until '23.45'
        $body = (Get-GwsSimulatorRequest | Where-Object Operation -EQ 'AddRecord' | Select-Object -Last 1).Body | ConvertFrom-Json
        $body.from | Should -Be 36900
        $body.until | Should -Be 85500
        { New-GwsRecord @new -From 86400 } | Should -Throw '*not a valid time of day*'
    }
}
