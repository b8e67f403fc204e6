# The views of every type: the same in constrained language, and of an object that came from a file; what a server sent never steers the terminal.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $types = Get-Content (Join-Path $root 'src/GenesysOutbound/Formatting/Views.txt') | Where-Object { $_ -match '^[A-Z]' }
}

Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $escape = [char] 27

        function ConvertTo-ViewText {
            # Table and list of each object, by the name of its type. The clock of the simulator goes on and is left out.
            param([System.Management.Automation.PowerShell] $Shell, [string] $Variable)
            $Shell.Commands.Clear()
            $null = $Shell.AddScript("foreach (`$object in $Variable) { `$object.PSTypeNames[0]; `$object | Format-Table | Out-String -Width 200; `$object | Format-List | Out-String -Width 200 }")
            $lines = $Shell.Invoke()
            $texts = @{}
            for ($i = 0; $i -lt $lines.Count; $i += 3) {
                $texts[$lines[$i] -replace '^Deserialized\.'] = $lines[$i + 1], ($lines[$i + 2] -replace '(?m)^Now .*')
            }

            $texts
        }

        # A table has no order when it comes from a file, and lines break elsewhere then.
        function ConvertTo-Sorted {
            param([string] $Text)
            ($Text -replace '[\s;,]+').ToCharArray() | Sort-Object | Join-String
        }

        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($module, $file)
                $ErrorActionPreference = 'Stop'
                Import-Module $module
                $simulator = Start-GwsSimulator
                $session = $simulator | Connect-Gws
                $null = Start-GwsDirectPushPreview Campaign1
                $record = Get-GwsPreviewRecord Campaign1
                $null = $record | Set-GwsCallResult Busy -Force
                $null = Send-GwsSimulatorCall -From ([char] 27 + '[31m5551')
                $null = Send-GwsSimulatorEmail
                $simulator.Publish($session.UserName, '/v2/me/calls', '{"messageType":"SomethingNew"}')
                $null = Wait-GwsEvent -MessageType CallStateChangeMessage -TimeoutSec 20
                $mail = Wait-GwsEvent -MessageType EmailStateChangeMessage -TimeoutSec 20
                for ($i = 0; $i -lt 200 -and -not $session.UnexpectedContent; $i++) { Start-Sleep -Milliseconds 50 }
                $other = Get-GwsPreviewRecord Campaign1
                $script:objects = @(
                    $session; Get-GwsCampaign Campaign1; Get-GwsRecord $record; (Get-GwsCall)[0]; (Get-GwsEmail)[0]; $mail; $session.UnexpectedContent[0]
                    (Get-GwsCallResult)[0]; ($record | Get-GwsRecordField)[0]; Get-GwsUser; (Get-GwsDevice)[0]; Invoke-GwsRequest /api/v2/me
                    Start-GwsDesktop; $simulator; (Get-GwsSimulatorRecord)[0]; (Get-GwsSimulatorRequest)[-1]; $simulator.Calls[0]; $simulator.Agents[0]
                    Add-GwsSimulatorFault -Kind Status -StatusCode 503 -Operation CancelRecord; $other | Invoke-GwsRejectRecord
                    Get-GwsPreviewRecord Campaign1 | Invoke-GwsRejectRecord -Summary -ErrorAction SilentlyContinue; (Test-GwsServer -PollWaitSec 0)[0]
                )
                $script:objects | Export-Clixml $file
                $script:fromFile = Import-Clixml $file
            }).AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument((Join-Path $TestDrive 'objects.xml'))
        $null = $shell.Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $full = ConvertTo-ViewText $shell '$script:objects'
        $fromFile = ConvertTo-ViewText $shell '$script:fromFile'
        $serialized = Get-Content -Raw (Join-Path $TestDrive 'objects.xml')
        $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        $constrained = ConvertTo-ViewText $shell '$script:objects'
    }

    AfterAll {
        $shell.Runspace.SessionStateProxy.LanguageMode = 'FullLanguage'
        $shell.Commands.Clear()
        $null = $shell.AddScript('Get-GwsDesktop | Stop-GwsDesktop; Get-GwsSession | Disconnect-Gws; Get-GwsSimulator | Stop-GwsSimulator; Remove-Module GenesysOutbound').Invoke()
        $shell.Dispose()
    }

    It 'show <_> in constrained language as in full language' -ForEach $types {
        $full[$_] | Should -HaveCount 2
        $full[$_][1] | Should -Match '\w+ +: \S'
        $constrained[$_] | Should -Be $full[$_]
    }

    It 'show <_> from a file like a live one' -ForEach $types {
        # Which session is the current one is not known of a session from a file.
        $live = $full[$_] -replace '(?m)^\*', ' '
        ConvertTo-Sorted $fromFile[$_][0] | Should -Be (ConvertTo-Sorted $live[0])
        ConvertTo-Sorted $fromFile[$_][1] | Should -Be (ConvertTo-Sorted $live[1])
    }

    It 'let nothing of <_> steer the terminal' -ForEach $types {
        foreach ($text in @($full[$_]) + @($fromFile[$_])) {
            $text -replace "$escape\[[0-9;]*m" | Should -Not -BeLike "*$escape*"
        }
    }

    It 'clean the number of a caller' {
        $full['GenesysOutbound.Client.GwsCall'][1] | Should -BeLike "*$([char] 0xFFFD)``[31m5551*"
        $full['GenesysOutbound.Client.GwsCall'][1] | Should -Not -BeLike "*$escape*"
    }

    It 'are no part of what is written to a file' {
        $serialized | Should -Not -BeLike '*Shown*'
    }
}
