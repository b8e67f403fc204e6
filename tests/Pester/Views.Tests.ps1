# The views of every type: the same in constrained language, and of an object that came from a file; what a server sent never steers the terminal.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $types = Get-Content (Join-Path $root 'src/GenesysOutbound/Formatting/Views.txt') | Where-Object { $_ -match '^[A-Z]' -and $_ -notmatch '\.GwsData$' }
}

Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $escape = [char] 27

        # What the engine writes itself: colours, and the line breaks of the output.
        $colour = "$escape\[[0-9;]*m"
        $steering = "[`0-`t`v`f`u{0e}-`u{1f}`u{7f}-`u{9f}`u{202e}`u{2028}`u{2066}]|\n\s*BREAK"

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

        function ConvertTo-MixedText {
            # Each object behind one of another type, where the engine asks no view, by the name of its type.
            param([System.Management.Automation.PowerShell] $Shell, [string] $Variable)
            $Shell.Commands.Clear()
            $null = $Shell.AddScript("foreach (`$object in $Variable) { `$object.PSTypeNames[0]; & { Get-TimeZone; `$object } | Out-String -Width 200 }")
            $lines = $Shell.Invoke()
            $texts = @{}
            for ($i = 0; $i -lt $lines.Count; $i += 2) {
                $texts[$lines[$i] -replace '^Deserialized\.'] = $lines[$i + 1] -replace '(?s)^.*?SupportsDaylight[^\n]*'
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
                    ($record | Set-GwsRecordSchedule '2031-05-27 14:30' -CallbackType Personal -Force).Pending; (Get-GwsRecord $record).Pending.Schedule
                    $record.PhoneType; $session.Counters; $simulator.Campaigns[0]; (Get-GwsSimulatorRecord | Where-Object History)[0].History[0]
                    $record | Update-GwsRecordField @{ "none`e[31m" = 'x' } -ErrorVariable refusedField -ErrorAction SilentlyContinue; $refusedField[0].Exception
                    $session.GetType().Assembly.GetType('GenesysOutbound.Client.GwsRefusedException').GetConstructors('Instance, NonPublic')[0].Invoke(@('OperationFailed', 'no', $mail.PSObject.BaseObject, $null))
                    New-Object ($session.GetType().Assembly.GetType('GenesysOutbound.Client.GwsUnansweredRequest')) -Property @{ Operation = 'RejectRecord'; RecordHandle = '7'; SentAt = '2031-05-27 14:30:00Z' }
                )
                $script:objects | Export-Clixml $file
                $script:fromFile = Import-Clixml $file
                Import-Clixml $file | Export-Clixml "$file.again"
                $script:fromFileTwice = Import-Clixml "$file.again"
                $script:data = $record.UserData
                # Every control character, line breaks as well, and some of those that format.
                $hostileText = 'a' + -join ([char[]] (0..31 + 127..159)) + "`e]0;b`a`u{9b}31mc`r`nBREAK`u{202e}d`u{2028}e`u{2066}"
                $hash = @{ "name$hostileText" = "value$hostileText" }
                $script:hostileData = New-Object ($data.GetType()) -ArgumentList $hash
                $script:copyOfData = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($script:hostileData))
                # A job and a remote session write objects one level deep.
                foreach ($object in $script:objects) { [System.Management.Automation.PSSerializer]::Serialize($object, 1) }
                # A file from somebody else may have any text in any property, also where the module's own objects have a number.
                $script:hostile = foreach ($object in $script:objects) {
                    $copy = [pscustomobject]@{}
                    $object.PSObject.Properties.Name | ForEach-Object { $copy | Add-Member $_ $hostileText -Force }
                    $copy.PSTypeNames.Insert(0, 'Deserialized.' + $object.PSTypeNames[0])
                    $copy
                }
            }).AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument((Join-Path $TestDrive 'objects.xml'))
        $serializedForJob = $shell.Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $full = ConvertTo-ViewText $shell '$script:objects'
        $fromFile = ConvertTo-ViewText $shell '$script:fromFile'
        $fromFileTwice = ConvertTo-ViewText $shell '$script:fromFileTwice'
        $hostile = ConvertTo-ViewText $shell '$script:hostile'
        $mixed = ConvertTo-MixedText $shell '$script:objects'
        $mixedFromFile = ConvertTo-MixedText $shell '$script:fromFile'
        $mixedHostile = ConvertTo-MixedText $shell '$script:hostile'
        $data = ConvertTo-ViewText $shell '$script:data'
        $hostileData = @(ConvertTo-ViewText $shell '(,$script:hostileData)'; ConvertTo-ViewText $shell '(,$script:copyOfData)')
        $mixedHostileData = @(ConvertTo-MixedText $shell '(,$script:hostileData)'; ConvertTo-MixedText $shell '(,$script:copyOfData)')
        $serialized = Get-Content -Raw (Join-Path $TestDrive 'objects.xml')
        $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        $constrained = ConvertTo-ViewText $shell '$script:objects'
        $constrainedFromFile = ConvertTo-ViewText $shell '$script:fromFile'
        $constrainedMixed = ConvertTo-MixedText $shell '$script:objects'

        # Where a job is received there is no session, nor is there a simulator.
        $receiver = [powershell]::Create()
        $null = $receiver.AddScript('Import-Module $args[0]; $script:fromJob = $args[1] | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize($_) }').AddArgument($env:GWS_MODULE_UNDER_TEST).AddArgument($serializedForJob).Invoke()
        $fromJob = ConvertTo-ViewText $receiver '$script:fromJob'
    }

    AfterAll {
        $shell.Runspace.SessionStateProxy.LanguageMode = 'FullLanguage'
        $shell.Commands.Clear()
        $null = $shell.AddScript('Get-GwsDesktop | Stop-GwsDesktop; Get-GwsSession | Disconnect-Gws; Get-GwsSimulator | Stop-GwsSimulator; Remove-Module GenesysOutbound').Invoke()
        $shell.Dispose()
        $receiver.Dispose()
    }

    It 'show <_> in constrained language as in full language' -ForEach $types {
        $full[$_] | Should -HaveCount 2
        $full[$_][1] | Should -Match '\w+ +: \S'
        $constrained[$_] | Should -Be $full[$_]
        $constrainedFromFile[$_] | Should -Be $fromFile[$_]
    }

    It 'show <_> from a file like a live one' -ForEach $types {
        # Which session is the current one is not known of a session from a file.
        $live = $full[$_] -replace '(?m)^\*', ' '
        ConvertTo-Sorted $fromFile[$_][0] | Should -Be (ConvertTo-Sorted $live[0])
        ConvertTo-Sorted $fromFile[$_][1] | Should -Be (ConvertTo-Sorted $live[1])
    }

    It 'show <_> from a job like a live one' -ForEach $types {
        # A job has moments to the second, and of an event's e-mail only the name.
        $live = $full[$_] -replace '(?m)^\*', ' ' -replace '(?<=:\d\d)\.\d+' -replace '\w+, (?=e-mail)'
        $copy = $fromJob[$_] -replace '(?<=:\d\d)\.\d+'
        ConvertTo-Sorted $copy[0] | Should -Be (ConvertTo-Sorted $live[0])
        ConvertTo-Sorted $copy[1] | Should -Be (ConvertTo-Sorted $live[1])
    }

    It 'show <_> from a file of a file alike' -ForEach $types {
        $fromFileTwice[$_] | Should -Be $fromFile[$_]
    }

    It 'list <_> among objects of another type' -ForEach $types {
        $mixed[$_] | Should -Match '\w+  : \w+ *: \S'
        $constrainedMixed[$_] -replace 'Now .*' | Should -Be $mixed[$_]
        ConvertTo-Sorted $mixedFromFile[$_] | Should -Be (ConvertTo-Sorted $mixed[$_])
    }

    It 'clean what is listed of <_> among objects of another type' -ForEach $types {
        $mixedHostile[$_] | Should -BeLike "*$([char] 0xFFFD)*"
        foreach ($text in $mixedHostile[$_], $mixed[$_]) {
            $text -replace $colour | Should -Not -Match $steering
        }
    }

    It 'list no token and no password among objects of another type' {
        $mixed.Values + $mixedFromFile.Values | Should -Not -Match '(Token|Password)\s*:'
    }

    It 'show the pairs of user data, and clean them' {
        $data['GenesysOutbound.Client.GwsData'][0] | Should -Match '(?m)^GSW_PHONE +: 647000'
        $data['GenesysOutbound.Client.GwsData'][1] | Should -Match 'GSW_PHONE +: 647000'
        $hostileData | Should -HaveCount 2
        foreach ($text in $hostileData.Values + $mixedHostileData.Values) {
            $text | Should -Match 'name.*value'
            $text -replace $colour | Should -Not -Match $steering
        }
    }

    It 'clean every property of <_>' -ForEach $types {
        $hostile[$_] | Should -HaveCount 2
        foreach ($text in $hostile[$_]) {
            $text | Should -BeLike "*$([char] 0xFFFD)*"
            $text -replace $colour | Should -Not -Match $steering
        }
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
        $serialized | Should -Not -Match 'N="\w+ "'
    }
}
