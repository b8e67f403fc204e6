# docs/runbooks/Invoke-FanOut.ps1: thread jobs on this machine, and PowerShell over SSH to this machine, a worker of which is killed.
Describe 'Invoke-FanOut' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $runbook = (Resolve-Path (Join-Path $PSScriptRoot '../../docs/runbooks/Invoke-FanOut.ps1')).Path

        function New-Site {
            # A site of its own: two agents, each with records in hand.
            param([string] $Name, [int] $Each)
            $records = 1..(2 * $Each) | ForEach-Object { @{ record_handle = 1000 + $_; chain_id = $_; contact_info = "55$_" } }
            $scenario = @{
                agents       = @(@{ userName = 'anna' }, @{ userName = 'kenji' })
                callingLists = @(@{ name = 'List1'; records = $records })
                campaigns    = @(@{ name = 'Winback'; applicationId = 134; callingLists = @('List1') })
            }
            $path = Join-Path $TestDrive "$Name.json"
            ConvertTo-Json $scenario -Depth 6 | Set-Content $path
            $simulator = Start-GwsSimulator -ScenarioPath $path
            foreach ($agent in $simulator.Agents) {
                # The desktop stays logged in for as long as the test: the workers do not start or end the agent's session.
                $desktop = Connect-Gws -Uri $simulator.Uri -Credential $agent.Credential -Name "$Name-$($agent.UserName)"
                $null = Wait-GwsEvent -Session $desktop -NotificationType CampaignStarted, CampaignLoaded -TimeoutSec 60
                1..$Each | ForEach-Object { Get-GwsPreviewRecord Winback -Session $desktop } |
                    Select-Object @{ n = 'Site'; e = { $Name } }, @{ n = 'Agent'; e = { $agent.UserName } }, RecordHandle, CampaignName, CallingList, ApplicationId, DevicePath |
                    ForEach-Object { $script:rows.Add($_) }
                $script:agents["$Name/$($agent.UserName)"] = $agent.Credential
            }

            $simulator.ClearRequests()
            $simulator
        }

        function Get-Count($Simulator, $Handle) {
            @($Simulator.Requests | Where-Object { $_.Operation -eq 'RejectRecord' -and $_.Path -like "*/$Handle" }).Count
        }

        function Assert-Once($Simulators, $Result) {
            # Nothing was sent twice, and what is said to be done or not to have been sent is so at the server.
            foreach ($row in $Result) {
                $count = Get-Count $Simulators[$row.Site] $row.RecordHandle
                switch ($row.Outcome) {
                    'Done' { $count | Should -Be 1 -Because "$($row.Site) $($row.RecordHandle) is done" }
                    'NotStarted' { $count | Should -Be 0 -Because "$($row.Site) $($row.RecordHandle) was not started" }
                    'Unknown' { $count | Should -BeLessOrEqual 1 -Because "$($row.Site) $($row.RecordHandle) is unknown" }
                }
            }
        }
    }

    BeforeEach {
        $script:rows = [Collections.Generic.List[psobject]]::new()
        $script:agents = @{}
        $account = Join-Path $TestDrive "$([guid]::NewGuid()).account"
        $csv = Join-Path $TestDrive 'rows.csv'
        $with = @{ AccountPath = $account; Module = $env:GWS_MODULE_UNDER_TEST; TimeoutSec = 5; BatchSize = 5 }
    }

    AfterEach { Close-GwsTestSession }

    Context 'with thread jobs' {
        BeforeEach {
            $sims = @{ berlin = New-Site berlin 8; tokyo = New-Site tokyo 8 }
            $sites = @{ berlin = @{ Uri = $sims.berlin.Uri }; tokyo = @{ Uri = $sims.tokyo.Uri } }
            $rows | Export-Csv $csv
        }

        It 'gives every record back once, by a worker for each agent and site' {
            $result = & $runbook -Path $csv -Site $sites -Credential $agents @with
            $result.Count | Should -Be 32
            $result.Outcome | Sort-Object -Unique | Should -Be 'Done'
            Assert-Once $sims $result
            $result[0].CampaignName | Should -Be 'Winback' -Because 'the columns of the input are still there'
        }

        It 'sends nothing with -WhatIf, and keeps no account' {
            $result = & $runbook -Path $csv -Site $sites -Credential $agents @with -WhatIf
            $result.Outcome | Sort-Object -Unique | Should -Be 'NotStarted'
            $sims.berlin.Requests | Where-Object Operation -EQ RejectRecord | Should -BeNullOrEmpty
            Test-Path $account | Should -BeFalse
        }

        It 'writes its first entry behind a torn last line as a line of its own' {
            $torn = '{"Site":"berlin","Agent":"anna","Rec'
            [IO.File]::WriteAllText($account, $torn)
            $result = & $runbook -Path $csv -Site $sites -Credential $agents @with
            $result.Outcome | Sort-Object -Unique | Should -Be 'Done'
            $lines = [IO.File]::ReadAllLines($account)
            $lines[0] | Should -Be $torn
            $entries = $lines | Select-Object -Skip 1 | ConvertFrom-Json
            @($entries | Where-Object Outcome -EQ Given) | Should -HaveCount 32
            @($entries | Where-Object Outcome -EQ Done) | Should -HaveCount 32
        }

        It 'refuses a file that is no account, and an account of another action' {
            $other = $with + @{}
            $other.AccountPath = $csv
            { & $runbook -Path $csv -Site $sites -Credential $agents @other } | Should -Throw '*is not an account*'
            [IO.File]::WriteAllText($account, '{"Site":"berlin","Agent":"anna","RecordHandle":"1","Outcome":"Done","Action":"Reject"}' + "`n")
            { & $runbook -Path $csv -Site $sites -Credential $agents @with -Action Cancel } | Should -Throw '*is of -Action Reject*'
            (Import-Csv $csv).Count | Should -Be 32
        }

        It 'refuses an account that another run has, and one in a folder that does not exist, before anything is sent' {
            $other = [IO.FileStream]::new("$account.lock", 'OpenOrCreate', 'ReadWrite', 'None')
            try { { & $runbook -Path $csv -Site $sites -Credential $agents @with } | Should -Throw '*another run has it*' }
            finally { $other.Dispose() }
            $nowhere = $with + @{}
            $nowhere.AccountPath = Join-Path $TestDrive 'no such folder' 'a.account'
            { & $runbook -Path $csv -Site $sites -Credential $agents @nowhere } | Should -Throw "The folder '*no such folder' of the account does not exist.*"
            $sims.berlin.Requests | Where-Object Operation -EQ RejectRecord | Should -BeNullOrEmpty
        }

        It 'accounts for what is refused, unknown, doubled and without a worker, and a second run finishes what may be sent' {
            $anna = @($rows | Where-Object { $_.Site -eq 'berlin' -and $_.Agent -eq 'anna' })
            ($refused, $lost) = $anna[1].RecordHandle, $anna[3].RecordHandle
            $refusal = '{"statusCode":4,"statusMessage":"The outbound server is not connected."}'
            $all = @($rows) + $anna[0]
            $known = @{} + $agents
            $known.Remove('tokyo/kenji')
            $null = Add-GwsSimulatorFault Status -Simulator $sims.berlin -Operation RejectRecord -Path "*/outbound-records/$refused" -StatusCode 200 -Body $refusal -Count 1
            $null = Add-GwsSimulatorFault DropBefore -Simulator $sims.berlin -Operation RejectRecord -Path "*/outbound-records/$lost" -Count 1
            $first = $all | & $runbook -Site $sites -Credential $known @with
            $first.Count | Should -Be 33
            $groups = $first | Group-Object Outcome -AsHashTable -AsString
            $groups.Duplicate.Count | Should -Be 1
            $groups.Unknown.RecordHandle | Should -Be $lost
            $groups.Failed.Count | Should -Be 9 -Because 'one was refused, and eight had no worker'
            ($groups.Failed | Where-Object ErrorId -EQ NoWorker).Agent | Sort-Object -Unique | Should -Be 'kenji'
            $groups.Done.Count | Should -Be 22

            # What one run returns is the input of the next.
            $second = $first | & $runbook -Site $sites -Credential $agents @with
            ($second | Where-Object Outcome -EQ Done).Count | Should -Be 31
            ($second | Where-Object Outcome -EQ Unknown).RecordHandle | Should -Be $lost
            Get-Count $sims.berlin $lost | Should -Be 1 -Because 'what is unknown is not sent again by itself'

            $third = $second | & $runbook -Site $sites -Credential $agents @with -IncludeUnknown
            ($third | Where-Object Outcome -NE Duplicate).Outcome | Sort-Object -Unique | Should -Be 'Done'
            Get-Count $sims.berlin $lost | Should -Be 2
        }
    }

    Context 'over SSH' {
        BeforeAll {
            $folder = Join-Path $TestDrive 'ssh'
            $server = $null
            $sshd = @(Get-Command sshd, /usr/sbin/sshd -ErrorAction Ignore)[0].Source
            $skip = if ($IsWindows) { 'the test starts the OpenSSH server of a Unix system' }
            elseif (-not $sshd) { 'there is no sshd (Debian: apt-get install openssh-server)' }
            elseif (@(Get-Command ssh, ssh-keygen, timeout -ErrorAction Ignore).Count -lt 3) { 'there is no ssh, ssh-keygen or timeout' }
            if (-not $skip) {
                $null = New-Item -ItemType Directory $folder
                & ssh-keygen -q -t ed25519 -N '' -f "$folder/host"
                & ssh-keygen -q -t ed25519 -N '' -f "$folder/user"
                Copy-Item "$folder/user.pub" "$folder/authorized"
                & chmod 700 $folder
                $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
                $listener.Start()
                $port = $listener.LocalEndpoint.Port
                $listener.Stop()
                $isRoot = (& id -u) -eq '0'
                if ($isRoot) { $null = New-Item -ItemType Directory -Force /run/sshd }
                @(
                    "Port $port", 'ListenAddress 127.0.0.1', "HostKey $folder/host", "AuthorizedKeysFile $folder/authorized", "PidFile $folder/pid"
                    'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'PermitRootLogin prohibit-password'
                    "Subsystem powershell $((Get-Process -Id $PID).Path) -sshs -NoLogo -NoProfile"
                ) | Set-Content "$folder/config"
                # Should this process die, the server ends by itself, and it holds none of this process's streams meanwhile.
                $server = Start-Process timeout -ArgumentList 900, $sshd, '-D', '-e', '-f', "$folder/config" -PassThru -RedirectStandardError "$folder/log" -RedirectStandardOutput "$folder/out"
                $remote = @{
                    HostName = '127.0.0.1'; Port = $port; UserName = (& id -un); KeyFilePath = "$folder/user"
                    Options  = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
                }
                $until = [datetime]::UtcNow.AddSeconds(30)
                do {
                    $open = try { [Net.Sockets.TcpClient]::new('127.0.0.1', $port).Dispose(); $true } catch { $false }
                } until ($open -or $server.HasExited -or [datetime]::UtcNow -gt $until)
                $probe = $null
                try { $probe = New-PSSession @remote } catch { $why = "$_" }
                if (-not $probe) { $skip = "a PowerShell session over SSH to this machine cannot be opened here: $why $(Get-Content "$folder/log" -Raw)" }
                else { Remove-PSSession $probe }
            }
        }

        AfterAll {
            if ($server -and -not $server.HasExited) {
                & kill $server.Id
                $null = $server.WaitForExit(10000)
            }
        }

        BeforeEach {
            if ($skip) { Set-ItResult -Skipped -Because $skip; return }
            $sims = @{ berlin = New-Site berlin 40; tokyo = New-Site tokyo 10 }
            $sites = @{ berlin = @{ Uri = $sims.berlin.Uri } + $remote; tokyo = @{ Uri = $sims.tokyo.Uri } }
        }

        It 'accounts for every row once when a worker is killed in the middle, and a second run finishes' {
            if ($skip) { Set-ItResult -Skipped -Because $skip; return }
            # The server answers eleven of Anna's requests in Berlin, two batches and one row, and no more. The PowerShell at the other end of her
            # worker's connection is killed then, with the rest of the third batch under way.
            $null = Add-GwsSimulatorFault Delay -Simulator $sims.berlin -Agent anna -Operation RejectRecord -Delay 00:10:00 -Skip 11 -Count 1000
            $patient = $with.Clone()
            $patient.TimeoutSec = 120
            $killer = Start-ThreadJob -ArgumentList $sims.berlin, $account {
                param($Simulator, $Account)
                $until = [datetime]::UtcNow.AddSeconds(60)
                while ([datetime]::UtcNow -lt $until) {
                    $answered = @($Simulator.Requests | Where-Object { $_.Operation -eq 'RejectRecord' -and $_.Agent -eq 'anna' -and $_.Processed }).Count
                    if ($answered -ge 11) {
                        $line = [IO.File]::ReadLines($Account) | Where-Object { $_ -like '*"Agent":"anna"*' -and $_ -like '*"berlin"*' -and $_ -like '*"Given"*' } | Select-Object -First 1
                        $worker = ($line | ConvertFrom-Json).Worker.Split('/')[-1]
                        Stop-Process -Id $worker -Force
                        return $worker
                    }

                    [Threading.Thread]::Sleep(10)
                }
            }

            $first = $rows | & $runbook -Site $sites -Credential $agents @patient -ThrottleLimit 2
            $worker = Receive-Job $killer -Wait -AutoRemoveJob
            $worker | Should -Not -BeNullOrEmpty
            $first.Count | Should -Be 100
            $of = $first | Group-Object { "$($_.Site)/$($_.Agent)" } -AsHashTable -AsString
            foreach ($other in 'berlin/kenji', 'tokyo/anna', 'tokyo/kenji') { $of[$other].Outcome | Sort-Object -Unique | Should -Be 'Done' }
            $killed = $of['berlin/anna'] | Group-Object Outcome -AsHashTable -AsString
            $killed.Done.Count | Should -BeIn 10, 11 -Because 'two batches were answered, and the answer to the eleventh row may have come'
            $killed.Unknown.Count | Should -Be (15 - $killed.Done.Count) -Because 'the third batch was under way'
            $killed.NotStarted.Count | Should -Be (40 - $killed.Done.Count - $killed.Unknown.Count)
            Assert-Once $sims $first

            $sims.berlin.Faults.Clear()
            $second = $first | & $runbook -Site $sites -Credential $agents @with
            ($second | Where-Object Outcome -EQ Unknown).RecordHandle | Should -Be $killed.Unknown.RecordHandle
            ($second | Where-Object Outcome -EQ Done).Count | Should -Be (100 - $killed.Unknown.Count)
            Assert-Once $sims $second

            # Somebody looked: now the server decides about those too.
            $third = $second | & $runbook -Site $sites -Credential $agents @with -IncludeUnknown
            $third.Outcome | Sort-Object -Unique | Should -BeIn 'Done', 'Gone'
            $third.Count | Should -Be 100
            Get-GwsSimulatorRecord -Simulator $sims.berlin | Where-Object Agent | Should -BeNullOrEmpty
        }
    }
}
