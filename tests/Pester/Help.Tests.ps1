# The help: a page for every command that agrees with it, what Get-Help shows of it, and every example run against a simulator.
BeforeDiscovery {
    $pages = Join-Path $PSScriptRoot '../../docs/en-US'
    . $PSScriptRoot/HelpPage.ps1
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../GenesysOutbound.psd1')
    $commands = $manifest.CmdletsToExport | Sort-Object | ForEach-Object { @{ Name = $_ } }
    $examples = foreach ($file in Get-ChildItem $pages -Filter '*-*.md') {
        $number = 0
        foreach ($example in (Read-HelpPage $file.FullName).Examples) {
            @{ Page = $file.BaseName; Number = ++$number; Title = $example.Title; Code = $example.Code }
        }
    }
    $topics = Get-ChildItem $pages -Filter 'about_*.md' | ForEach-Object { @{ Name = $_.BaseName } }
}

Describe 'The pages' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/HelpPage.ps1
        $pages = Join-Path $PSScriptRoot '../../docs/en-US'
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
    }

    It 'are there for the exported commands and no others' {
        $names = (Get-ChildItem $pages -Filter '*-*.md').BaseName | Sort-Object
        $names | Should -Be ((Get-Command -Module GenesysOutbound).Name | Sort-Object)
    }

    It 'have no placeholder and no parameter that only a newer engine adds: <Name>' -ForEach $commands {
        $text = Get-Content -Raw (Join-Path $pages "$Name.md")
        $text | Should -Not -Match '\{\{'
        $text | Should -Not -Match '### -ProgressAction'
    }

    It 'say everything that a page must: <Name>' -ForEach $commands {
        $page = Read-HelpPage (Join-Path $pages "$Name.md")
        $page.Synopsis | Should -Match '^[A-Z].+\.$'
        $page.Synopsis.Length | Should -BeLessThan 120
        $page.Description | Should -Not -BeNullOrEmpty
        $page.Notes | Should -Not -BeNullOrEmpty
        $page.Links | Should -Not -BeNullOrEmpty
        $page.Inputs | Should -Not -BeNullOrEmpty
        $page.Examples.Count | Should -BeGreaterOrEqual 2
        ($page.Examples | Where-Object { $_.Code -match [regex]::Escape($Name) }).Count | Should -BeGreaterOrEqual 1 -Because 'examples use their command'
    }

    It 'name the parameters that the command has, as it has them: <Name>' -ForEach $commands {
        $page = Read-HelpPage (Join-Path $pages "$Name.md")
        $actual = foreach ($parameter in (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common | Sort-Object Name) {
            $text = Format-ParameterContract $parameter
            if ($text) { $text }
        }
        ($page.Parameters | Sort-Object Name | ForEach-Object Contract) -join "`n" | Should -BeExactly ($actual -join "`n")
        foreach ($parameter in $page.Parameters) { $parameter.Description | Should -Match '^[A-Z].+\.$' -Because "-$($parameter.Name)" }
    }

    It 'show the syntax that the command has: <Name>' -ForEach $commands {
        $page = Read-HelpPage (Join-Path $pages "$Name.md")
        $expected = foreach ($set in (Get-Command $Name).ParameterSets) {
            ($set.Parameters | Where-Object { $_.Name -notin $common -and -not (Test-HiddenParameter $_) } | Sort-Object Name | ForEach-Object Name) -join ' '
        }
        $page.Syntax | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'explain the output types that the command declares: <Name>' -ForEach $commands {
        $page = Read-HelpPage (Join-Path $pages "$Name.md")
        $page.Outputs | Should -Be (Get-Command $Name).OutputType.Name
    }

    It 'lead only to pages that exist' {
        $lost = foreach ($file in Get-ChildItem $pages -Filter '*.md') {
            foreach ($link in [regex]::Matches((Get-Content -Raw $file), '\]\((?!https?:)([^)#]+)[^)]*\)')) {
                if (-not (Test-Path (Join-Path $pages $link.Groups[1].Value))) { "$($file.Name) links to $($link.Groups[1].Value)" }
            }
        }
        $lost | Should -BeNullOrEmpty
    }

    It 'are listed on the page of the module, with their synopsis' {
        $module = Get-Content -Raw (Join-Path $pages 'GenesysOutbound.md')
        foreach ($file in Get-ChildItem $pages -Filter '*-*.md') {
            $line = "| [$($file.BaseName)]($($file.Name)) | $((Read-HelpPage $file.FullName).Synopsis) |"
            $module.Contains($line) | Should -BeTrue -Because "GenesysOutbound.md must have: $line"
        }
    }
}

Describe 'Get-Help' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/HelpPage.ps1
        $pages = Join-Path $PSScriptRoot '../../docs/en-US'
    }

    It 'shows the page: <Name>' -ForEach $commands {
        $help = Get-Help $Name -Full
        $page = Read-HelpPage (Join-Path $pages "$Name.md")
        $help.Synopsis.Trim() | Should -Be ($page.Synopsis -replace '`')
        $help.description.Text | Should -Not -BeNullOrEmpty
        $names = @($help.parameters.parameter.name) | Sort-Object
        $names | Should -Be (@($page.Parameters.Name) | Sort-Object)
        $codes = @($help.examples.example | ForEach-Object { $_.code.Replace("`r", '') })
        $codes | Should -Be @($page.Examples.Code)
        $text = $help | Out-String -Width 200
        $text | Should -Not -Match '```|\]\(|\{\{|ProgressAction \['
    }

    It 'shows the topic <Name>, and its synopsis in the list' -ForEach $topics {
        $text = Get-Help $Name | Out-String -Width 200
        $text | Should -Match "(?s)^\s*TOPIC\s+$Name\s+SYNOPSIS\s+\S"
        $text | Should -Match 'SEE ALSO'
        $long = $text -split "`n" | Where-Object { $_.TrimEnd().Length -gt 80 }
        $long | Should -BeNullOrEmpty
    }

    It 'is up to date with the pages' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not on this machine; help.sha256 is compared by the unit tests'
        }

        $pwsh = (Get-Process -Id $PID).Path
        $answer = & $pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot '../../tools/Update-Help.ps1') -Check 2>&1
        $answer | Out-String | Should -Match 'up to date\.' -Because ($answer | Out-String)
        $LASTEXITCODE | Should -Be 0
    }
}

Describe 'The examples' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/HelpPage.ps1
        $samples = Join-Path $PSScriptRoot 'data/help'
        $documented = Join-Path $PSScriptRoot '../../docs/examples'

        # What a person would have at hand: a credential for Get-Credential to ask for, and a server at the address that the examples use.
        function Get-Credential { $simulator.Agents[0].Credential }
    }

    BeforeEach {
        $simulator = Start-GwsSimulator
        $null = $simulator | Connect-Gws
        $null = Copy-Item (Join-Path $samples '*'), (Join-Path $documented '*') $TestDrive
        Push-Location $TestDrive
    }

    AfterEach {
        Pop-Location
        Get-EventSubscriber -Force | Unregister-Event -Force
        Close-GwsTestSession
    }

    It 'of the topic <Name>, from its first to its last' -ForEach $topics {
        $fences = [regex]::Matches((Get-Content -Raw (Join-Path $PSScriptRoot "../../docs/en-US/$Name.md")).Replace("`r", ''), '(?s)```powershell\n(.*?)\n```')
        $fences.Count | Should -BeGreaterThan 0
        $code = ($fences | ForEach-Object { $_.Groups[1].Value }) -join "`n"
        { . ([scriptblock]::Create($code)) | Out-String -Width 200 } | Should -Not -Throw
    }

    It 'of what an event holds shows the phone number, also behind the raw twin of the message' {
        $topic = (Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/en-US/about_GwsEvents.md')).Replace("`r", '')
        $topic -match '(?s)```powershell\n([^`]*GSW_PHONE\n.*?)\n```' | Should -BeTrue
        $code = $Matches[1]
        $record = Get-GwsPreviewRecord Campaign1
        $twin = @{ NotificationType = 'PreviewRecord'; MessageType = 'DeviceUserEventMessage' }
        Wait-GwsEvent @twin -TimeoutSec 20 | Should -Not -BeNullOrEmpty
        $shown = . ([scriptblock]::Create($code))
        $shown[0] | Should -Be $record.Phone
        $shown[1] | Should -BeLike '{*}'
    }

    It 'of the error reference, for a record that is done' {
        $page = (Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/errors.md')).Replace("`r", '')
        $page -match '(?s)```powershell\n(.*?)\n```' | Should -BeTrue
        $record = Get-GwsPreviewRecord Campaign1
        $null = $record | Invoke-GwsRejectRecord
        . ([scriptblock]::Create($Matches[1])) | Should -Be 'Somebody was quicker.'
    }

    It 'of the server test, one after the other' {
        $page = (Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/fidelity.md')).Replace("`r", '')
        $page -match '(?s)```powershell\n(.*?)\n```' | Should -BeTrue
        $code = $Matches[1].Replace('https://gws.example.com', $simulator.Uri.ToString().TrimEnd('/')).Replace('agent1', '(Get-Credential)')
        Get-GwsSession | Disconnect-Gws
        $PSDefaultParameterValues = @{ 'Test-GwsServer:PollWaitSec' = 0; 'Test-GwsServer:Confirm' = $false }
        $facts = . ([scriptblock]::Create($code))
        ($facts | Where-Object Id -eq 'outbound.preview.type').Verdict | Should -Be 'Skipped', 'Confirmed'
        'report.md' | Should -FileContentMatch 'outbound\.preview\.type'
    }

    It 'of a fault say what becomes of the request: <_>' -ForEach 'Add-GwsSimulatorFault', 'about_GwsSimulator' {
        $text = (Get-Content -Raw (Join-Path $PSScriptRoot "../../docs/en-US/$_.md")).Replace("`r", '')
        $breaks = [regex]::Matches($text, '(?s)```powershell\n([^`]*?DropAfter.*?)\n```')
        $breaks.Count | Should -Be 1
        $told = . ([scriptblock]::Create($breaks[0].Groups[1].Value))
        $told | Should -HaveCount 2 -Because "the id of the error and the number of requests are shown, not: $told"
        $told[0] | Should -BeLike 'OutcomeUnknown,*'
        $told[1] | Should -Be 1
    }

    It 'of a fault tell kinds that leave a request undone from those that do not' {
        $description = Get-HelpSection (Get-Content -Raw (Join-Path $PSScriptRoot '../../docs/en-US/Add-GwsSimulatorFault.md')).Replace("`r", '') 'DESCRIPTION'
        $description -match '(?s)Kinds that leave the request undone: (.*?)\.' | Should -BeTrue
        $undone = $Matches[1].Trim() -split ',\s+'
        foreach ($kind in [enum]::GetNames([GenesysOutbound.Simulator.SimulatorFaultKind]) -notmatch 'Event|WrongReferenceId|Expire') {
            $record = Get-GwsPreviewRecord 'Campaign1'
            $null = Add-GwsSimulatorFault $kind RejectRecord -Delay 0:0:0.1
            $null = $record | Invoke-GwsRejectRecord -TimeoutSec 3 -ErrorAction SilentlyContinue
            for ($i = 0; $i -lt 600 -and -not (Get-GwsSimulatorRequest RejectRecord); $i++) { Start-Sleep -Milliseconds 50 }
            (Get-GwsSimulatorRequest RejectRecord).Processed | Should -Be ($kind -notin $undone) -Because $kind
            Get-GwsSession | Disconnect-Gws
            $simulator.Reset()
            $simulator.ClearRequests()
            $null = $simulator | Connect-Gws
        }
    }

    It 'that keep what failed leave out what may have happened: <_>' -ForEach 'Complete-GwsRecord', 'New-GwsRecord' {
        $answer = @{ 'Complete-GwsRecord' = 'RecordProcessedAcknowledge'; 'New-GwsRecord' = 'AddRecordAcknowledge' }[$_]
        $null = 1..4 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $null = Add-GwsSimulatorFault LoseEvent $answer
        Remove-Item fail*.csv
        $code = (Read-HelpPage (Join-Path $PSScriptRoot "../../docs/en-US/$_.md")).Examples[2].Code
        $code = $code -replace '(?=-ErrorAction)', '-TimeoutSec 2 '
        $null = . ([scriptblock]::Create($code))
        $failed.Exception.IsOutcomeUnknown | Should -Be $true
        Get-ChildItem fail*.csv | Get-Content | Should -BeNullOrEmpty
    }

    It 'that keep what failed run when nothing did' {
        $null = 1..4 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $code = (Read-HelpPage (Join-Path $PSScriptRoot '../../docs/en-US/Complete-GwsRecord.md')).Examples[2].Code
        (. ([scriptblock]::Create($code))).Outcome | Should -Be 'Acknowledged', 'Acknowledged', 'Acknowledged'
    }

    It '<Page>, example <Number>: <Title>' -ForEach $examples {
        $here = $Code.Replace('https://gws.example.com', $simulator.Uri.ToString().TrimEnd('/'))
        { . ([scriptblock]::Create($here)) | Out-String -Width 200 } | Should -Not -Throw
    }
}
