# Every command, every mistake that its parameters allow: a clear error, and nothing sent. The mistakes are made from what Get-Command says,
# so a new command or parameter is in the table from its first day; what the table cannot know is a valid value for a new mandatory parameter.
BeforeDiscovery {
    Import-Module $env:GWS_MODULE_UNDER_TEST -Force
    . $PSScriptRoot/BadInputTable.ps1
    $cases = Get-Command -Module GenesysOutbound -CommandType Cmdlet | ForEach-Object { @{ Command = $_.Name } }
    $withSession = @($cases | Where-Object { (Get-Command $_.Command).Parameters.ContainsKey('Session') })
}

Describe 'Bad input' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/BadInputTable.ps1
        $gws = New-GwsTestSession
        $closed = Connect-Gws -Uri $gws.Simulator.Uri -Credential $gws.Simulator.Agents[1].Credential
        $null = $closed | Disconnect-Gws
        $null = Select-GwsSession $gws.Session
        $ours = [System.Collections.Generic.HashSet[string]]::new([string[]] [GenesysOutbound.Client.GwsErrors]::All.Id)
        $null = $ours.Add('NoSimulator')
        $engines = 'ParameterArgument', 'CannotConvertArgument', 'AmbiguousParameterSet', 'InputObjectNotBound', 'InputObjectMissingMandatory', 'MissingArgument'

        function Get-Sent {
            # What reached the server: commands in any case; questions too, because bad input is no reason to ask.
            (Get-GwsSimulatorRequest | ForEach-Object { $_.Method + ' ' + $_.Path + ' ' + $_.Operation }) -join "`n"
        }

        function Test-Mistake {
            # Makes a mistake, and says what is wrong with how the command takes it; nothing when all is well.
            param([string] $Command, [hashtable] $With, [string] $What, [string[]] $Says, [object] $Piped)
            $text = "$Command with $What"
            try {
                if ($PSBoundParameters.ContainsKey('Piped')) { $null = $Piped | & $Command @With -ErrorAction Stop }
                else { $null = & $Command @With -ErrorAction Stop }
                return "${text}: no error"
            }
            catch {
                $id = ($_.FullyQualifiedErrorId -split ',')[0]
                if (-not ($ours.Contains($id) -or @($engines | Where-Object { $id.StartsWith($_) }))) {
                    return "${text}: the error is $id, $_"
                }

                foreach ($word in $Says) {
                    if ("$_" -notmatch [regex]::Escape($word)) { return "${text}: the error does not say '$word': $_" }
                }
            }
        }
    }

    AfterAll { Close-GwsTestSession }

    It '<Command> refuses what its parameters cannot take' -ForEach $cases {
        $gws.Simulator.ClearRequests()
        $wrong = foreach ($mistake in Get-Mistake $Command) {
            Test-Mistake -Command $Command -With $mistake.With -What $mistake.What -Says $mistake.Says
        }

        $wrong | Should -BeNullOrEmpty
        Get-Sent | Should -BeNullOrEmpty
        $gws.Session.State | Should -Be 'Connected'
    }

    It '<Command> refuses an object in the pipeline that it knows nothing of' -ForEach $cases {
        $gws.Simulator.ClearRequests()
        $set = Get-ParameterSetFor $Command
        $takes = @((Get-Command $Command).Parameters.Values.Attributes | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
        if ($takes -and $Command -notin $script:TakesAnything) {
            $with = $set
            foreach ($name in @($with.Keys | Where-Object { Test-PipelineParameter $Command $_ })) { $with.Remove($name) }
            Test-Mistake -Command $Command -With $with -What 'a version in the pipeline' -Piped ([version] '1.2') | Should -BeNullOrEmpty
        }

        Get-Sent | Should -BeNullOrEmpty
    }

    It '<Command> refuses a session that is unknown or closed' -ForEach $withSession {
        $gws.Simulator.ClearRequests()
        $with = Get-ParameterSetFor $Command Session
        $wrong = foreach ($session in @{ Value = 4711; Says = '4711' }, @{ Value = 'nobody'; Says = 'nobody' }, @{ Value = $closed; Says = 'closed' }) {
            if ($session.Value -eq $closed -and $Command -in $script:WorksOnClosedSession) { continue }
            $with.Session = $session.Value
            Test-Mistake -Command $Command -With $with -What "session $($session.Value)" -Says $session.Says
        }

        $wrong | Should -BeNullOrEmpty
        Get-Sent | Should -BeNullOrEmpty
    }

    It 'does not wait for ever for an event of a closed session' {
        Test-Mistake -Command Wait-GwsEvent -With @{ Session = $closed; NotificationType = 'Never' } -What 'a closed session' -Says 'closed' | Should -BeNullOrEmpty
    }

    It '<Command> takes no path of another provider for -<Parameter>' -ForEach @(
        @{ Command = 'Connect-Gws'; Parameter = 'JournalPath' }, @{ Command = 'Connect-Gws'; Parameter = 'FieldSchemaPath' }
        @{ Command = 'Start-GwsSimulator'; Parameter = 'ScenarioPath' }, @{ Command = 'Start-GwsSimulator'; Parameter = 'CallingListPath' }
    ) {
        $gws.Simulator.ClearRequests()
        $with = Get-ParameterSetFor $Command $Parameter
        $with[$Parameter] = 'env:gws-no-file'
        Test-Mistake -Command $Command -With $with -What "-$Parameter env:gws-no-file" -Says $Parameter, 'Environment' | Should -BeNullOrEmpty
        Get-Sent | Should -BeNullOrEmpty
        Join-Path (Get-Location) 'gws-no-file' | Should -Not -Exist
    }

    It 'has a case for every command' {
        $without = (Get-Command -Module GenesysOutbound).Name | Where-Object { -not (Get-Mistake $_) -and -not (Get-Command $_).Parameters.ContainsKey('Session') }
        $without | Should -BeIn 'Get-GwsDesktop', 'Stop-GwsDesktop', 'Get-GwsSimulator', 'Clear-GwsSimulatorFault', 'Restart-GwsSimulator', 'Show-GwsSimulator', 'Stop-GwsSimulator'
    }
}
