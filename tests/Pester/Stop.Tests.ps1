# Stopping: every command that waits ends at once when the user stops it, and the session stays usable.
# The simulator is kept from answering, so that each command would wait for as long as it is allowed to.
Describe 'Stopping' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $list = Join-Path $TestDrive 'list.csv'
        New-CallingList $list 60
        $gws = New-GwsTestSession -Simulator @{ CallingListPath = $list }
        $simulator = $gws.Simulator
        $null = Start-GwsDirectPushPreview Campaign1

        function Stop-Running {
            # Starts a script in a runspace of its own, waits until it is under way, stops it as Ctrl+C does, and returns what came of it.
            param([string] $Script, [scriptblock] $UnderWay, [hashtable] $With = @{})
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($module, $session, $record, $simulator) Import-Module $module; Select-GwsSession $session; ' + $Script).
                AddParameters(@{ module = $env:GWS_MODULE_UNDER_TEST; session = $gws.Session; record = $record; simulator = $simulator })
            try {
                $output = [Management.Automation.PSDataCollection[psobject]]::new()
                $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
                $limit = [Diagnostics.Stopwatch]::StartNew()
                while (-not (& $UnderWay)) {
                    if ($running.IsCompleted -or $limit.Elapsed.TotalSeconds -gt 30) { throw "Not under way: $Script. $($shell.Streams.Error)" }
                    Start-Sleep -Milliseconds 20
                }

                # A stop that a command does not hear would wait here until the command's own limit of ten minutes.
                $shell.Stop()
                [pscustomobject]@{ State = $shell.InvocationStateInfo.State; Errors = @($shell.Streams.Error); Output = @($output) }
            }
            finally {
                $shell.Dispose()
            }
        }
    }

    AfterEach { Clear-GwsSimulatorFault }
    AfterAll { Close-GwsTestSession }

    It 'ends Wait-GwsEvent' {
        $flag = [hashtable]::Synchronized(@{})
        $simulator | Add-Member -NotePropertyName Flag -NotePropertyValue $flag -Force
        $stopped = Stop-Running '$simulator.Flag.Started = $true; Wait-GwsEvent -NotificationType Never' { $flag.Started }
        $stopped.State | Should -Be 'Stopped'
        $stopped.Errors | Should -BeNullOrEmpty
    }

    It 'ends Wait-GwsEvent in its filter' {
        $flag = [hashtable]::Synchronized(@{})
        $simulator | Add-Member -NotePropertyName Flag -NotePropertyValue $flag -Force
        $stopped = Stop-Running 'Wait-GwsEvent -Filter { $simulator.Flag.Started = $true; Start-Sleep 600; $false }' { $flag.Started }
        $stopped.State | Should -Be 'Stopped'
    }

    It 'ends <Name>' -ForEach @(
        @{ Name = 'Invoke-GwsRejectRecord'; Script = '$record | Invoke-GwsRejectRecord -TimeoutSec 600'; Operation = 'RejectRecord' }
        @{ Name = 'Invoke-GwsCancelRecord'; Script = '$record | Invoke-GwsCancelRecord -TimeoutSec 600'; Operation = 'CancelRecord' }
        @{ Name = 'Complete-GwsRecord'; Script = '$record | Complete-GwsRecord -Force -TimeoutSec 600'; Operation = 'CompleteRecord' }
        @{ Name = 'Get-GwsPreviewRecord'; Script = 'Get-GwsPreviewRecord Campaign1 -TimeoutSec 600'; Operation = 'GetPreviewRecord' }
        @{ Name = 'Get-GwsChainedRecord'; Script = '$record | Get-GwsChainedRecord -TimeoutSec 600'; Operation = 'GetChainedRecord' }
        @{ Name = 'Start-GwsDirectPushPreview'; Script = 'Start-GwsDirectPushPreview Campaign1 -TimeoutSec 600'; Operation = 'StartPreviewSession' }
        @{ Name = 'Start-GwsPreviewCall'; Script = '$record | Start-GwsPreviewCall -TimeoutSec 600'; Operation = 'Dial' }
    ) {
        $record = Get-GwsPreviewRecord Campaign1
        $simulator.ClearRequests()
        $null = Add-GwsSimulatorFault Delay $Operation -Delay '00:10:00'
        $stopped = Stop-Running $Script { Get-GwsSimulatorRequest $Operation }
        $stopped.State | Should -Be 'Stopped'
        $stopped.Errors | Should -BeNullOrEmpty
    }

    It 'ends a bulk run, and sends nothing further' {
        $held = 1..20 | ForEach-Object { Get-GwsPreviewRecord Campaign1 }
        $simulator | Add-Member -NotePropertyName Held -NotePropertyValue $held -Force
        $simulator.ClearRequests()
        $null = Add-GwsSimulatorFault Delay RejectRecord -Delay '00:10:00' -Count 100
        $stopped = Stop-Running '$simulator.Held | Invoke-GwsRejectRecord -ThrottleLimit 3 -TimeoutSec 600' {
            @(Get-GwsSimulatorRequest RejectRecord).Count -eq 3
        }
        $stopped.State | Should -Be 'Stopped'
        $stopped.Errors | Should -BeNullOrEmpty
        Clear-GwsSimulatorFault
        Test-GwsSession | Should -BeTrue
        Get-GwsSimulatorRequest RejectRecord | Should -HaveCount 3
    }

    It 'ends Connect-Gws' {
        $simulator.ClearRequests()
        $null = Add-GwsSimulatorFault DelayReply -Path '/api/v2/me' -Method Get -Delay '00:10:00' -Count 10
        $stopped = Stop-Running 'Connect-Gws $simulator.Uri $simulator.Agents[1].Credential -TimeoutSec 600 -RequestTimeoutSec 600 -Name late' {
            Get-GwsSimulatorRequest -Method Get | Where-Object Agent -eq $simulator.Agents[1].UserName
        }
        $stopped.State | Should -Be 'Stopped'
        $stopped.Errors | Should -BeNullOrEmpty
    }

    It 'ends Invoke-GwsRequest' {
        $simulator.ClearRequests()
        $null = Add-GwsSimulatorFault DelayReply -Path '/api/v2/me/slow' -Delay '00:10:00'
        $stopped = Stop-Running 'Invoke-GwsRequest /api/v2/me/slow' { Get-GwsSimulatorRequest | Where-Object Path -eq '/api/v2/me/slow' }
        $stopped.State | Should -Be 'Stopped'
    }

    It 'leaves the session usable' {
        Test-GwsSession | Should -BeTrue
        $next = Get-GwsPreviewRecord Campaign1
        ($next | Invoke-GwsRejectRecord).Outcome | Should -Be 'Acknowledged'
    }

    It 'ends a whole pwsh at Ctrl+C during Wait-GwsEvent' -Skip:($IsWindows -or -not (Get-Command kill -CommandType Application -ErrorAction Ignore)) {
        $script = Join-Path $TestDrive 'wait.ps1'
        Set-Content $script @'
param($Module, $Uri, $User, $Password)
Import-Module $Module
$null = Connect-Gws $Uri ([pscredential]::new($User, (ConvertTo-SecureString $Password -AsPlainText -Force))) -NoContactCenterSession
[Console]::Out.WriteLine('waiting')
try { Wait-GwsEvent -NotificationType Never } finally { [Console]::Out.WriteLine('stopped') }
[Console]::Out.WriteLine('went on')
'@
        # A runner that was started in the background ignores SIGINT, and so would everything that it starts.
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        $null = env --default-signal=INT true 2>&1
        if ($LASTEXITCODE -eq 0) {
            $start = [Diagnostics.ProcessStartInfo]::new('env')
            $start.ArgumentList.Add('--default-signal=INT')
            $start.ArgumentList.Add((Get-Process -Id $PID).Path)
        }

        foreach ($argument in '-NoProfile', '-File', $script, $env:GWS_MODULE_UNDER_TEST, "$($simulator.Uri)", $gws.Agent.UserName, $gws.Agent.Password) {
            $start.ArgumentList.Add($argument)
        }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'waiting'
            kill -INT $process.Id
            $reading = $process.StandardOutput.ReadToEndAsync()
            $reading.Wait([timespan]::FromMinutes(2)) | Should -BeTrue -Because 'Ctrl+C ends the command'
            $process.WaitForExit()
            $rest = $reading.Result
            $rest | Should -Match 'stopped'
            $rest | Should -Not -Match 'went on'
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
        }
    }
}
