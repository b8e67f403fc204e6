# What is written: views, types, and what ConvertTo-Json, Export-Csv, Group-Object and Sort-Object make of it.
Describe 'Output' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 30
        (Get-Content $list -Raw).Replace('value 1', "evil$([char]27)[31m") | Set-Content $list -NoNewline
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $null = Start-GwsDirectPushPreview Campaign1
        $records = 1..5 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $answer = $records[0] | Invoke-GwsRejectRecord
        $escape = [char]27
        $PSStyle.OutputRendering = 'PlainText'
    }

    AfterAll { Close-GwsTestSession }

    It 'fits the tables of <_> into eighty columns' -ForEach 'Session', 'Campaign', 'Record', 'Device', 'User', 'Event' {
        $text = & "Get-Gws$_" | Out-String -Width 80
        $text.Split("`n") | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
        $text | Should -Match '----'
        # No heading is broken over several lines: every column has room for its name.
        ($text.Trim() -split "`n")[1] | Should -Match '^[- ]+\r?$'
    }

    It 'shows records with their state and what is pending' {
        $null = $records[1] | Set-GwsCallResult -CallResult Busy -Force
        $text = Get-GwsRecord $records[1] | Out-String -Width 120
        $text | Should -Match 'RecordHandle\s+CampaignName\s+Phone\s+State\s+CallResult\s+Pending'
        $text | Should -Match 'CallResult Busy'
    }

    It 'shows what an operation did' {
        $answer | Out-String -Width 120 | Should -Match 'RejectRecord\s+Acknowledged\s+RecordRejectAcknowledge'
    }

    It 'never lets data steer the terminal: <View>' -ForEach @(@{ View = 'Format-Table' }, @{ View = 'Format-List' }) {
        $records.custom1 -join '' | Should -BeLike "*$escape*"
        foreach ($object in @($records) + @(Get-GwsEvent) + @($records[1] | Get-GwsRecordField)) {
            $object | & $View | Out-String -Width 200 | Should -Not -BeLike "*$escape*"
        }
    }

    It 'becomes JSON with every field' {
        $json = $records[1] | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.RecordHandle | Should -Be $records[1].RecordHandle
        $json.UserData.GSW_PHONE | Should -Be $records[1].Phone
        $json.custom2 | Should -Be $records[1].custom2
    }

    It 'becomes CSV with custom fields as columns, and comes back' {
        $csv = Join-Path $TestDrive 'records.csv'
        $records[1..3] | Export-Csv $csv
        $back = Import-Csv $csv
        $back.RecordHandle | Should -Be $records[1..3].RecordHandle
        $back[0].PSObject.Properties.Name | Should -Contain 'custom1'
        ($back | Invoke-GwsRejectRecord).Outcome | Should -Be @('Acknowledged', 'Acknowledged', 'Acknowledged')
    }

    It 'groups and sorts' {
        ($records | Group-Object CampaignName).Count | Should -Be 5
        ($records | Sort-Object RecordHandle -Descending)[0].RecordHandle | Should -Be ($records.RecordHandle | Measure-Object -Maximum).Maximum
        (Get-GwsCallResult | Sort-Object -Descending)[0].Number | Should -Be 53
    }

    It 'has aliases for the names that people try' {
        $records[0].Handle | Should -Be $records[0].RecordHandle
        (Get-GwsCampaign Campaign1).Name | Should -Be 'Campaign1'
    }

    It 'declares what it writes' {
        $records[0] | Should -BeOfType [GenesysOutbound.Client.GwsRecord]
        $answer | Should -BeOfType [GenesysOutbound.Client.GwsOperationResult]
        (Get-Command Get-GwsPreviewRecord).OutputType.Name | Should -Contain 'GenesysOutbound.Client.GwsRecord'
    }
}
