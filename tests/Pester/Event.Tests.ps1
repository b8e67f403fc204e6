# Waiting for events, looking back at them, subscribing the engine to them.
Describe 'Events' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $gws = New-GwsTestSession
        $simulator = $gws.Simulator

        function Publish-TestEvent {
            param([string] $Type, [string] $Reference, [hashtable] $More = @{})
            $data = @{ messageType = 'TestMessage'; notificationType = $Type; referenceId = $Reference } + $More
            $simulator.Publish($gws.Agent.UserName, '/v2/me/outbound', ($data | ConvertTo-Json -Compress), $false)
        }

        function Wait-Log {
            # Until the log holds an event, without taking it.
            param([scriptblock] $Condition)
            $limit = [Diagnostics.Stopwatch]::StartNew()
            while (-not (Get-GwsEvent -Filter $Condition)) {
                if ($limit.Elapsed.TotalSeconds -gt 30) { throw "Not in the log: $Condition" }
                Start-Sleep -Milliseconds 20
            }
        }
    }

    AfterAll { Close-GwsTestSession }

    It 'finds an event that came before anyone waited' {
        Publish-TestEvent Early ref-early
        Wait-Log { $_.NotificationType -eq 'Early' }
        (Wait-GwsEvent -NotificationType Early -TimeoutSec 20).ReferenceId | Should -Be 'ref-early'
    }

    It 'returns the oldest first, nothing twice, nothing skipped' {
        1..5 | ForEach-Object { Publish-TestEvent Ordered "ref-$_" }
        $references = 1..5 | ForEach-Object { (Wait-GwsEvent -NotificationType Ordered -TimeoutSec 20).ReferenceId }
        $references | Should -Be @('ref-1', 'ref-2', 'ref-3', 'ref-4', 'ref-5')
        (Get-ErrorOf { Wait-GwsEvent -NotificationType Ordered -TimeoutSec 0 }).FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
    }

    It 'waits for several as a stream' {
        1..3 | ForEach-Object { Publish-TestEvent Stream "s-$_" }
        (Wait-GwsEvent -NotificationType Stream -Count 3 -TimeoutSec 20).ReferenceId | Should -Be @('s-1', 's-2', 's-3')
    }

    It 'writes what came and an error for what did not' {
        Publish-TestEvent Partial p-1
        $got = Wait-GwsEvent -NotificationType Partial -Count 2 -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable missing
        $got.ReferenceId | Should -Be 'p-1'
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $missing[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'counts the whole log with -ReferenceId, also what was returned before' {
        Publish-TestEvent Known again
        $first = Wait-GwsEvent -ReferenceId again -TimeoutSec 20
        (Wait-GwsEvent -ReferenceId again -TimeoutSec 20).Sequence | Should -Be $first.Sequence
    }

    It 'filters with a script block that sees the event as $_' {
        $wanted = 'f-2'
        1..3 | ForEach-Object { Publish-TestEvent Filtered "f-$_" @{ number = $_ } }
        (Wait-GwsEvent -Filter { $_.ReferenceId -eq $wanted -and $_.Data.number -eq 2 } -TimeoutSec 20).ReferenceId | Should -Be 'f-2'
        # What did not fit is still there for the next wait.
        (Wait-GwsEvent -NotificationType Filtered -TimeoutSec 20).ReferenceId | Should -Be 'f-1'
    }

    It 'reports the error of a failing filter as the error that it is' {
        Publish-TestEvent Broken b-1
        (Get-ErrorOf { Wait-GwsEvent -NotificationType Broken -Filter { throw 'my filter broke' } -TimeoutSec 20 }).Exception.Message | Should -BeLike '*my filter broke*'
    }

    It 'skips what is there with -FromNow, and takes the point by hand with -After' {
        Publish-TestEvent Now n-1
        Wait-Log { $_.ReferenceId -eq 'n-1' }
        $mark = (Get-GwsEvent -Last 1).Sequence
        (Get-ErrorOf { Wait-GwsEvent -NotificationType Now -FromNow -TimeoutSec 0 }).FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        Publish-TestEvent Now n-2
        (Wait-GwsEvent -NotificationType Now -After $mark -TimeoutSec 20).ReferenceId | Should -Be 'n-2'
        (Wait-GwsEvent -NotificationType Now -After $mark -TimeoutSec 20).ReferenceId | Should -Be 'n-2'
        (Wait-GwsEvent -NotificationType Now -TimeoutSec 20).ReferenceId | Should -Be 'n-1'
    }

    It 'looks back without taking anything' {
        1..3 | ForEach-Object { Publish-TestEvent Back "k-$_" }
        Wait-Log { $_.ReferenceId -eq 'k-3' }
        (Get-GwsEvent -NotificationType Back).ReferenceId | Should -Be @('k-1', 'k-2', 'k-3')
        (Get-GwsEvent -NotificationType Back -Last 2).ReferenceId | Should -Be @('k-2', 'k-3')
        (Get-GwsEvent -Filter { $_.ReferenceId -eq 'k-2' }).NotificationType | Should -Be 'Back'
        (Get-GwsEvent -ReferenceId 'k-1').Sequence | Should -Be (Get-GwsEvent -NotificationType Back)[0].Sequence
        (Wait-GwsEvent -NotificationType Back -TimeoutSec 20).ReferenceId | Should -Be 'k-1'
    }

    It 'keeps every member of an event, and an event on a channel without a subscription' {
        $simulator.Publish($gws.Agent.UserName, '/me/elsewhere', '{"odd":{"deep":[1,"two",{"x":null}]},"messageType":"Odd"}', $true)
        $odd = Wait-GwsEvent -MessageType Odd -TimeoutSec 20
        $odd.Channel | Should -Be '/me/elsewhere'
        $odd.Data.odd.deep[1] | Should -Be 'two'
        $odd.Data['odd']['deep'][0] | Should -Be 1
        ($odd.Json | ConvertFrom-Json).data.odd.deep[1] | Should -Be 'two'
    }

    It 'announces a gap when events may have been lost' {
        $simulator.ExpireBayeux($gws.Agent.UserName)
        $gap = Wait-GwsEvent -Filter { $_.IsGap } -TimeoutSec 60
        $gap.GapReason | Should -Not -BeNullOrEmpty
        $gap.GapUntil | Should -BeGreaterOrEqual $gap.GapFrom
        Publish-TestEvent AfterGap g-1
        (Wait-GwsEvent -NotificationType AfterGap -TimeoutSec 30).ReferenceId | Should -Be 'g-1'
    }

    Context 'on the engine''s event manager' {
        It 'runs an action for each event that fits, in order' {
            $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
            $job = Register-GwsEvent -NotificationType Acted -SourceIdentifier gws-acted -MessageData $seen -Action {
                $Event.MessageData.Enqueue("$($EventArgs.Event.ReferenceId) $($Event.SourceIdentifier) $($EventArgs.Lost)")
            }
            try {
                $job | Should -BeOfType [System.Management.Automation.PSEventJob]
                Publish-TestEvent Other x
                1..20 | ForEach-Object { Publish-TestEvent Acted "a-$_" }
                $limit = [Diagnostics.Stopwatch]::StartNew()
                while ($seen.Count -lt 20 -and $limit.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
                $seen.ToArray() | Should -Be @(1..20 | ForEach-Object { "a-$_ gws-acted 0" })
            }
            finally {
                Unregister-Event gws-acted
                $job | Remove-Job -Force
            }
        }

        It 'queues for Wait-Event, and takes nothing from Wait-GwsEvent' {
            Register-GwsEvent -NotificationType Queued -SourceIdentifier gws-queued | Should -BeNullOrEmpty
            try {
                Publish-TestEvent Queued q-1
                (Wait-Event -SourceIdentifier gws-queued -Timeout 30).SourceEventArgs.Event.ReferenceId | Should -Be 'q-1'
                (Wait-GwsEvent -NotificationType Queued -TimeoutSec 20).ReferenceId | Should -Be 'q-1'
            }
            finally {
                Unregister-Event gws-queued
                Get-Event | Remove-Event
            }
        }

        It 'refuses a source identifier that is in use, and leaves the first subscription as it is' {
            Register-GwsEvent -NotificationType Twice -SourceIdentifier gws-twice
            try {
                $problem = Get-ErrorOf { Register-GwsEvent -NotificationType Twice -SourceIdentifier gws-twice }
                $problem.FullyQualifiedErrorId | Should -BeLike 'SourceIdentifierInUse,*'
                $problem.CategoryInfo.Category | Should -Be 'ResourceExists'
                $problem.TargetObject | Should -Be 'gws-twice'
                $problem.Exception.Message | Should -BeLike "*'gws-twice' exists already*"
                $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Unregister-Event*'
                @(Get-EventSubscriber -SourceIdentifier gws-twice) | Should -HaveCount 1
                Publish-TestEvent Twice t-1
                (Wait-Event -SourceIdentifier gws-twice -Timeout 30).SourceEventArgs.Event.ReferenceId | Should -Be 't-1'
            }
            finally {
                Unregister-Event gws-twice
                Get-Event | Remove-Event
            }
        }

        It 'ends after -MaxTriggerCount events' {
            Register-GwsEvent -NotificationType Max -SourceIdentifier gws-max -MaxTriggerCount 1
            Publish-TestEvent Max m-1
            (Wait-Event -SourceIdentifier gws-max -Timeout 30).SourceEventArgs.Event.ReferenceId | Should -Be 'm-1'
            Get-EventSubscriber -SourceIdentifier gws-max -ErrorAction Ignore | Should -BeNullOrEmpty
            Get-Event | Remove-Event
        }

        It 'ends while its queue is full: <Way>' -ForEach @(
            @{ Way = 'after -MaxTriggerCount'; More = '-MaxTriggerCount 2'; Last = ''; Ran = 2 }
            @{ Way = 'by its own action'; More = ''; Last = 'Unregister-Event gws-ends'; Ran = 1 }
        ) {
            # An engine that hangs cannot be stopped, so it is one of another process.
            $script = Join-Path $TestDrive 'ends.ps1'
            Set-Content $script @"
param(`$Module, `$Report)
`$ErrorActionPreference = 'Stop'
Import-Module `$Module
`$simulator = Start-GwsSimulator
`$null = `$simulator | Connect-Gws
`$told = @{ Ran = 0 }
`$null = Register-GwsEvent -NotificationType Ends -SourceIdentifier gws-ends -QueueLimit 1 $More -MessageData `$told -Action {
    `$Event.MessageData.Ran++
    while (-not `$EventArgs.Session.Events.FindByReference('5')) { Start-Sleep -Milliseconds 20 }
    # What asks the engine for room is raised again meanwhile.
    Start-Sleep -Seconds 2
    $Last
}
1..5 | ForEach-Object { `$simulator.Publish(`$simulator.Agents[0].UserName, '/v2/me/outbound', ('{"notificationType":"Ends","referenceId":"' + `$_ + '"}'), `$false) }
while (Get-EventSubscriber -Force | Where-Object SourceIdentifier -Like 'gws-*') { Start-Sleep -Milliseconds 20 }
Set-Content `$Report `$told.Ran
"@
            $report = Join-Path $TestDrive 'ends.txt'
            $ends = @{ FilePath = (Get-Process -Id $PID).Path; ArgumentList = '-NoProfile', '-NonInteractive', '-File', $script, $env:GWS_MODULE_UNDER_TEST, $report }
            $process = Start-Process @ends -PassThru
            try {
                $process.WaitForExit(120000) | Should -BeTrue
                Get-Content $report | Should -Be $Ran
            }
            finally {
                if (-not $process.HasExited) { $process.Kill() }
                Remove-Item $report -ErrorAction Ignore
            }
        }

        It 'drops what nobody takes beyond -QueueLimit, and says how much' {
            Register-GwsEvent -NotificationType Full -SourceIdentifier gws-full -QueueLimit 2
            try {
                1..5 | ForEach-Object { Publish-TestEvent Full "l-$_" }
                $null = Wait-GwsEvent -NotificationType Full -Count 5 -TimeoutSec 20
                $limit = [Diagnostics.Stopwatch]::StartNew()
                while (@(Get-Event -SourceIdentifier gws-full -ErrorAction Ignore).Count -lt 2 -and $limit.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
                (Get-Event -SourceIdentifier gws-full).SourceEventArgs.Event.ReferenceId | Should -Be @('l-1', 'l-2')
                Get-Event | Remove-Event
                Publish-TestEvent Full l-6
                $next = Wait-Event -SourceIdentifier gws-full -Timeout 30
                $next.SourceEventArgs.Event.ReferenceId | Should -Be 'l-6'
                $next.SourceEventArgs.Lost | Should -Be 3
            }
            finally {
                Unregister-Event gws-full
                Get-Event | Remove-Event
            }
        }

        It 'keeps what the action has not come to in the log, and says how many the log dropped meanwhile' {
            $few = Connect-Gws -Uri $gws.Simulator.Uri -Credential $gws.Simulator.Agents[1].Credential -EventCapacity 10
            $told = @{ Seen = [Collections.Generic.List[string]]::new(); Lost = 0; Simulator = $simulator; User = $gws.Simulator.Agents[1].UserName }
            $job = Register-GwsEvent -Session $few -NotificationType Busy -SourceIdentifier gws-busy -QueueLimit 4 -MessageData $told -Action {
                $told = $Event.MessageData
                $told.Lost += $EventArgs.Lost
                $told.Seen.Add($EventArgs.Event.ReferenceId)
                if ($told.Seen.Count -eq 1) {
                    # No other action runs meanwhile.
                    2..31 | ForEach-Object { $told.Simulator.Publish($told.User, '/v2/me/outbound', ('{"messageType":"TestMessage","notificationType":"Busy","referenceId":"' + $_ + '"}'), $false) }
                    $limit = [Diagnostics.Stopwatch]::StartNew()
                    while (-not $EventArgs.Session.Events.FindByReference('31') -and $limit.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
                }
            }
            try {
                $simulator.Publish($told.User, '/v2/me/outbound', '{"messageType":"TestMessage","notificationType":"Busy","referenceId":"1"}', $false)
                $limit = [Diagnostics.Stopwatch]::StartNew()
                while ($told.Seen -notcontains '31' -and $limit.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
                $told.Seen.Count + $told.Lost | Should -Be 31
                # Four in the engine, one in hand, ten in the log.
                $told.Seen.Count | Should -BeLessOrEqual 15
                $told.Seen | Should -Be ($told.Seen | Sort-Object { [int] $_ })
            }
            finally {
                Unregister-Event gws-busy
                $job | Remove-Job -Force
                $few | Disconnect-Gws
                $null = Select-GwsSession $gws.Session
            }
        }

        It 'leaves nothing behind when it is unregistered' {
            foreach ($way in 'queue', 'action') {
                $more = if ($way -eq 'action') { @{ Action = { } } } else { @{} }
                $null = Register-GwsEvent -NotificationType Gone -SourceIdentifier gws-gone @more
                Unregister-Event gws-gone
                Publish-TestEvent Gone "gone-$way"
                $null = Wait-GwsEvent -ReferenceId "gone-$way" -TimeoutSec 20
                # A subscription that is there and comes after would see it after the one that is gone.
                Register-GwsEvent -NotificationType Gone -SourceIdentifier gws-there
                Publish-TestEvent Gone "there-$way"
                (Wait-Event -SourceIdentifier gws-there -Timeout 30).SourceEventArgs.Event.ReferenceId | Should -Be "there-$way"
                Get-Event -SourceIdentifier gws-gone -ErrorAction Ignore | Should -BeNullOrEmpty
                Unregister-Event gws-there
                Get-Event | Remove-Event
                Get-EventSubscriber -Force | Where-Object SourceIdentifier -Like 'gws-*' | Should -BeNullOrEmpty
            }
        }
    }
}
