<#
.SYNOPSIS
Gives back, cancels or completes the records of many agents at several sites, with one worker for each agent and site.
.DESCRIPTION
The rows are partitioned by agent and site, because a session belongs to one agent at one server. Each partition has one worker: a thread job on this
machine, or, for a site with a HostName, a PowerShell on that machine over SSH. A worker gets a few rows at a time. Before it gets them, the account says
so on the disk; what it answers goes into the account as it comes. When a worker is killed, the rows that it had and did not answer are therefore
known by name: their outcome is Unknown. Rows that no worker had are NotStarted.

Run it again with the same account: what is Done or Gone is left alone, what Failed or is NotStarted is sent. What is Unknown is left alone too, because it
may have happened, until somebody has looked and gives -IncludeUnknown. The server then decides: a record that the agent no longer holds is Gone.

The script returns one object for each row, with the columns of the input and Outcome, ErrorId, Reason, ReferenceId and Worker. The objects can be written
to a file and be the input again. The script ends with exit code 1 when something is left.
.PARAMETER Path
A CSV file with a column each for Site, Agent and RecordHandle; CampaignName, CallingList, ApplicationId and DevicePath where the server needs them.
.PARAMETER InputObject
The same as objects.
.PARAMETER Site
The sites by name. Each has a Uri, and for work on another machine HostName with UserName, Port, KeyFilePath, Subsystem and Options as New-PSSession takes them.
.PARAMETER Credential
The agents' credentials by name: 'agent', or 'site/agent' where a name exists at several sites.
.PARAMETER AccountPath
The account of all rows: a line of JSON for each change. Created when it does not exist. One run at a time can have it, by a file of its name with .lock added. An account is for one job:
a row that it says is done is never sent again. So give each night's run, and each -Action, an account of its own.
.PARAMETER Action
Reject (back to the pool), Cancel (nobody processes it any more) or Complete (with -CallResult).
.PARAMETER CallResult
The call result to complete with.
.PARAMETER Module
What a worker imports: a name, or the path of a manifest on the worker's machine.
.PARAMETER BatchSize
How many rows a worker gets at a time: as many may be of unknown outcome when it is killed.
.PARAMETER ThrottleLimit
How many records one worker has on their way at once.
.PARAMETER MaxWorkers
How many workers there are at once.
.PARAMETER TimeoutSec
How many seconds to wait for each answer.
.PARAMETER JournalFolder
A folder on the worker's machine for a journal of each partition. A request without an answer is then not sent again by any later session.
.PARAMETER IncludeUnknown
Also sends the rows whose outcome is unknown.
.EXAMPLE
$sites = @{ berlin = @{ Uri = 'https://gws.berlin.example.com' }; tokyo = @{ Uri = 'https://gws.tokyo.example.com'; HostName = 'jump.tokyo.example.com'; UserName = 'ops' } }
./Invoke-FanOut.ps1 -Path rows.csv -Site $sites -Credential @{ anna = $anna; kenji = $kenji } -AccountPath 2031-05-27.account
.EXAMPLE
./Invoke-FanOut.ps1 -Path rows.csv -Site $sites -Credential $agents -AccountPath 2031-05-27.account -IncludeUnknown
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUsePSCredentialType', '', Justification = 'A dictionary of credentials by agent.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', '', Justification = 'A dictionary of credentials by agent.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The blocks below use them.')]
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Path')]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ParameterSetName = 'Path')]
    [string] $Path,

    [Parameter(Mandatory, ParameterSetName = 'Object', ValueFromPipeline)]
    [psobject[]] $InputObject,

    [Parameter(Mandatory)]
    [Collections.IDictionary] $Site,

    [Parameter(Mandatory)]
    [Collections.IDictionary] $Credential,

    [Parameter(Mandatory)]
    [string] $AccountPath,

    [ValidateSet('Reject', 'Cancel', 'Complete')]
    [string] $Action = 'Reject',

    [string] $CallResult = 'NoAnswer',

    [string] $Module = 'GenesysOutbound',

    [ValidateRange(1, 10000)]
    [int] $BatchSize = 50,

    [ValidateRange(1, 256)]
    [int] $ThrottleLimit = 8,

    [ValidateRange(1, 1000)]
    [int] $MaxWorkers = 16,

    [ValidateRange(1, 3600)]
    [int] $TimeoutSec = 30,

    [string] $JournalFolder,

    [switch] $IncludeUnknown
)

begin {
    $ErrorActionPreference = 'Stop'
    $rows = [Collections.Generic.List[psobject]]::new()

    # What a worker does with its rows. It runs here or on another machine, so it knows only what it is given, and returns plain objects.
    $work = {
        param($Module, $Uri, $Agent, $Rows, $Action, $CallResult, $ThrottleLimit, $TimeoutSec, $JournalPath)
        $ErrorActionPreference = 'Stop'
        function Get-Answer($Handle, $Outcome, $ErrorId, $Reason, $ReferenceId) {
            [pscustomobject]@{ RecordHandle = "$Handle"; Outcome = $Outcome; ErrorId = $ErrorId; Reason = $Reason; ReferenceId = $ReferenceId }
        }

        try {
            Import-Module $Module
            $with = @{ Uri = $Uri; Credential = $Agent; NoContactCenterSession = $true; TimeoutSec = $TimeoutSec }
            if ($JournalPath) { $with.JournalPath = $JournalPath }
            $session = Connect-Gws @with
        }
        catch {
            # Nothing was sent: every row can be given to a worker again.
            foreach ($row in $Rows) { Get-Answer $row.RecordHandle Failed ($_.FullyQualifiedErrorId -split ',')[0] "$_" }
            return
        }

        try {
            $how = @{ Session = $session; ThrottleLimit = $ThrottleLimit; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failed'; Confirm = $false }
            $null = $failed
            & {
                switch ($Action) {
                    'Reject' { $Rows | Invoke-GwsRejectRecord @how }
                    'Cancel' { $Rows | Invoke-GwsCancelRecord @how }
                    'Complete' { $Rows | Complete-GwsRecord @how -CallResult $CallResult -Force }
                }
                foreach ($problem in $failed) { $problem }
            } | ForEach-Object {
                if ($_ -isnot [Management.Automation.ErrorRecord]) {
                    Get-Answer $_.RecordHandle Done '' '' $_.ReferenceId
                }
                else {
                    $id = ($_.FullyQualifiedErrorId -split ',')[0]
                    $outcome = if ($_.Exception.IsOutcomeUnknown -or $id -in 'AcknowledgementTimeout', 'OutcomeUnknown', 'RequestUnanswered') { 'Unknown' }
                    elseif ($id -in 'RecordNotHeld', 'RecordDone', 'ResourceNotFound' -or $_.Exception.Message -like '*not assigned to agent*') { 'NotHeld' }
                    else { 'Failed' }
                    Get-Answer $_.TargetObject.RecordHandle $outcome $id $_.Exception.Message $_.Exception.ReferenceId
                }
            }
        }
        finally {
            Disconnect-Gws -Session $session -Confirm:$false
        }
    }
}

process {
    if ($InputObject) { $rows.AddRange($InputObject) }
}

end {
    if ($Path) { $rows.AddRange([psobject[]] @(Import-Csv -LiteralPath $Path)) }
    $AccountPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($AccountPath)
    $accountFolder = Split-Path -Parent $AccountPath
    if (-not (Test-Path -LiteralPath $accountFolder -PathType Container)) {
        throw "The folder '$accountFolder' of the account does not exist. Create it, or give another -AccountPath."
    }

    $account = [ordered]@{}

    function Get-Key($Row) { "$($Row.Site)`n$($Row.Agent)`n$($Row.RecordHandle)" }

    # One line for a change, and on the disk before anything that follows from it is done.
    function Write-Outcome($Row, $Outcome, $ErrorId, $Reason, $ReferenceId, $Worker) {
        $entry = [pscustomobject]@{
            Site = "$($Row.Site)"; Agent = "$($Row.Agent)"; RecordHandle = "$($Row.RecordHandle)"; Outcome = $Outcome; Action = $Action; ErrorId = "$ErrorId"
            Reason = "$Reason"; ReferenceId = "$ReferenceId"; Worker = "$Worker"; At = [DateTimeOffset]::UtcNow.ToString('o')
        }
        $account[(Get-Key $entry)] = $entry
        $file.Writer.WriteLine((ConvertTo-Json -InputObject $entry -Compress))
        $file.Writer.Flush()
    }

    function Open-File([string] $Name, [IO.FileShare] $Share) {
        try { [IO.FileStream]::new($Name, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, $Share) }
        catch { throw "The account cannot be used, or another run has it; nothing was sent. $($_.Exception.InnerException.Message)" }
    }

    $file = $null
    $lock = $null
    $partitions = [ordered]@{}
    try {
        # Before the account is read: what another run does meanwhile would be done twice.
        if (-not $WhatIfPreference) {
            $lock = Open-File "$AccountPath.lock" None
        }

        # What earlier runs found. The last line of a row counts; a worker that got a row and never answered leaves it unknown. A torn last line never was.
        if (Test-Path -LiteralPath $AccountPath) {
            [string[]] $lines = Get-Content -LiteralPath $AccountPath -Encoding UTF8 -ReadCount 0
            $begin = '{"Site":'
            if ($lines -and -not ($lines[0].StartsWith($begin) -or $begin.StartsWith($lines[0]))) {
                throw "The file '$AccountPath' is not an account of this script; nothing was written to it. Give another -AccountPath."
            }

            foreach ($line in $lines) {
                try { $entry = ConvertFrom-Json $line } catch { continue }
                if ($entry.Action -and $entry.Action -ne $Action) {
                    throw "The account '$AccountPath' is of -Action $($entry.Action). Give another -AccountPath for -Action $Action."
                }

                if ($entry.Outcome -eq 'Given') { $entry.Outcome = 'Unknown'; $entry.Reason = 'The worker that had it did not answer.' }
                $account[(Get-Key $entry)] = $entry
            }
        }

        $seen = [Collections.Generic.HashSet[string]]::new()
        $duplicates = [Collections.Generic.HashSet[int]]::new()
        $again = [Collections.Generic.HashSet[string]]::new()
        for ($i = 0; $i -lt $rows.Count; $i++) {
            $row = $rows[$i]
            $key = Get-Key $row
            if (-not $seen.Add($key)) { $null = $duplicates.Add($i); continue }
            $outcome = $account[$key].Outcome
            if ($outcome -in 'Done', 'Gone' -or ($outcome -eq 'Unknown' -and -not $IncludeUnknown)) { continue }
            if ($outcome -eq 'Unknown') { $null = $again.Add($key) }
            $name = "$($row.Site)/$($row.Agent)"
            if (-not $partitions.Contains($name)) {
                $partitions[$name] = [pscustomobject]@{
                    Name = $name; Site = $Site["$($row.Site)"]; Left = [Collections.Generic.Queue[psobject]]::new()
                    Credential = $(if ($Credential.Contains($name)) { $Credential[$name] } else { $Credential["$($row.Agent)"] })
                    Session = $null; Job = $null; Given = @{}; Worker = "$env:HOSTNAME$env:COMPUTERNAME/$PID"; Ended = $false; Reason = ''
                }
            }

            $partitions[$name].Left.Enqueue($row)
        }

        $toSend = @($partitions.Values.Left).Count
        if ($partitions.Count -and $PSCmdlet.ShouldProcess("$toSend of $($rows.Count) rows (agents: $($partitions.Count))", $Action)) {
            $stream = Open-File $AccountPath Read
            $file = @{ Stream = $stream; Writer = [IO.StreamWriter]::new($stream) }
            if ($stream.Length) {
                # Behind a torn last line the next entry would be a part of that line, and never read.
                $null = $stream.Seek(-1, [IO.SeekOrigin]::End)
                if ($stream.ReadByte() -ne 10) { $file.Writer.WriteLine() }
            }

            $waiting = [Collections.Generic.Queue[psobject]]::new([psobject[]] @($partitions.Values))
            $active = [Collections.Generic.List[psobject]]::new()
            while ($waiting.Count -or $active.Count) {
                while ($waiting.Count -and $active.Count -lt $MaxWorkers) { $active.Add($waiting.Dequeue()) }
                foreach ($partition in @($active)) {
                    # What has come so far, whether the worker lives or not.
                    if ($partition.Job) {
                        $over = $partition.Job.State -notin 'NotStarted', 'Running', 'Blocked'
                        $problem = @()
                        foreach ($answer in @(Receive-Job -Job $partition.Job -ErrorAction SilentlyContinue -ErrorVariable problem)) {
                            $row = $partition.Given["$($answer.RecordHandle)"]
                            if (-not $row) { continue }
                            $outcome = $answer.Outcome
                            # The agent does not hold the record. When its first attempt is unknown, there is nothing left to do.
                            if ($outcome -eq 'NotHeld') { $outcome = if ($again.Contains((Get-Key $row))) { 'Gone' } else { 'Failed' } }
                            Write-Outcome $row $outcome $answer.ErrorId $answer.Reason $answer.ReferenceId $partition.Worker
                            $partition.Given.Remove("$($answer.RecordHandle)")
                        }

                        if (-not $over) { continue }
                        $broken = $partition.Job.State -ne 'Completed' -or ($partition.Session -and $partition.Session.State -ne 'Opened')
                        if ($partition.Given.Count -or $broken) {
                            $partition.Reason = if ($problem) { "$($problem[-1])" } else { "The worker ended: $($partition.Job.State)." }
                            foreach ($row in $partition.Given.Values) { Write-Outcome $row Unknown WorkerLost $partition.Reason '' $partition.Worker }
                            $partition.Given = @{}
                            $partition.Ended = $true
                        }

                        Remove-Job -Job $partition.Job -Force
                        $partition.Job = $null
                    }

                    if ($partition.Ended -or -not $partition.Left.Count) {
                        if ($partition.Session) { Remove-PSSession -Session $partition.Session }
                        $null = $active.Remove($partition)
                        continue
                    }

                    try {
                        if (-not $partition.Site) { throw "There is no site '$($partition.Name.Split('/')[0])' in -Site." }
                        if (-not $partition.Credential) { throw "There is no credential for '$($partition.Name)' in -Credential." }
                        if ($partition.Site.HostName -and -not $partition.Session) {
                            $ssh = @{ HostName = $partition.Site.HostName }
                            foreach ($name in 'UserName', 'Port', 'KeyFilePath', 'Subsystem', 'Options') { if ($partition.Site[$name]) { $ssh[$name] = $partition.Site[$name] } }
                            $partition.Session = New-PSSession @ssh
                            $partition.Worker = "$($partition.Site.HostName)/$(Invoke-Command -Session $partition.Session -ScriptBlock { $PID })"
                        }
                    }
                    catch {
                        # Nothing was given to anybody.
                        foreach ($row in $partition.Left) { Write-Outcome $row Failed NoWorker "$_" '' '' }
                        $partition.Left.Clear()
                        $partition.Ended = $true
                        continue
                    }

                    $batch = @(for ($i = 0; $i -lt $BatchSize -and $partition.Left.Count; $i++) { $partition.Left.Dequeue() })
                    foreach ($row in $batch) {
                        $partition.Given["$($row.RecordHandle)"] = $row
                        Write-Outcome $row Given '' '' '' $partition.Worker
                    }

                    $file.Stream.Flush($true)
                    $journal = if ($JournalFolder) { "$JournalFolder/$($partition.Name -replace '[^\w.-]', '_').journal" }
                    $columns = 'RecordHandle', 'CampaignName', 'CallingList', 'ApplicationId', 'DevicePath'
                    $plain = @($batch | Select-Object -Property @($columns | Where-Object { $batch[0].PSObject.Properties[$_] }))
                    $arguments = $Module, $partition.Site.Uri, $partition.Credential, $plain, $Action, $CallResult, $ThrottleLimit, $TimeoutSec, $journal
                    $partition.Job = if ($partition.Session) { Invoke-Command -Session $partition.Session -ScriptBlock $work -ArgumentList $arguments -AsJob }
                    else { Start-ThreadJob -Name "fanout $($partition.Name)" -ScriptBlock $work -ArgumentList $arguments -ThrottleLimit $MaxWorkers }
                }

                $jobs = @($active.Job | Where-Object { $_ })
                if ($jobs) { $null = Wait-Job -Job $jobs -Any -Timeout 1 }
            }
        }
    }
    finally {
        # Also after Ctrl+C: a worker that is stopped finishes its batch or leaves it unknown in the account.
        foreach ($partition in $partitions.Values) {
            if ($partition.Job) { Stop-Job -Job $partition.Job; Remove-Job -Job $partition.Job -Force }
            if ($partition.Session -and $partition.Session.State -eq 'Opened') { Remove-PSSession -Session $partition.Session }
        }

        if ($file) { $file.Writer.Dispose() }
        if ($lock) { $lock.Dispose() }
    }

    # The account of every row of the input.
    $left = 0
    for ($i = 0; $i -lt $rows.Count; $i++) {
        $row = $rows[$i]
        $entry = $account[(Get-Key $row)]
        $outcome = if ($duplicates.Contains($i)) { 'Duplicate' } elseif (-not $entry) { 'NotStarted' } elseif ($entry.Outcome -eq 'Given') { 'Unknown' } else { $entry.Outcome }
        if ($outcome -notin 'Done', 'Gone', 'Duplicate') { $left++ }
        $result = $row | Select-Object -Property * -ExcludeProperty Outcome, ErrorId, Reason, ReferenceId, Worker
        $extra = [ordered]@{ Outcome = $outcome; ErrorId = $entry.ErrorId; Reason = $entry.Reason; ReferenceId = $entry.ReferenceId; Worker = $entry.Worker }
        $result | Add-Member -NotePropertyMembers $extra
        $result
    }

    exit [int] ($left -and -not $WhatIfPreference)
}
