<#
.SYNOPSIS
Gives records back that hang with an agent, from a CSV file. Made for a nightly, unattended run.
.DESCRIPTION
The file has a row for each record: RecordHandle, CampaignName, CallingList and, where the campaign's events do not tell it, ApplicationId.
Records are worked on several at a time; one that fails does not stop the others. What did not go through is written to the failure
file, with the error's id and text; run the script again with that file as -Path when the cause is gone. When nothing is left, the
failure file is removed.

A record whose outcome is unknown (the connection broke, or no answer came in time) is first looked for among late answers. If there is
none it stays in the failure file, and a later run leaves it alone unless -IncludeUnknown is given: somebody must look at it first,
because it may have happened. That also holds for such rows of a failure file from an earlier run with the same input: they stay in it.

A run that is stopped in the middle writes no failure file. Where that must not be, Invoke-FanOut.ps1 keeps an account row by row.

The agent's login is not touched. The script returns one object with counts, and ends with exit code 1 when something is left.
.PARAMETER Path
The CSV file with the records.
.PARAMETER Uri
The server's base address.
.PARAMETER Credential
The agent that holds the records.
.PARAMETER Action
Reject (back to the pool), Cancel (nobody processes it any more) or Complete (with -CallResult).
.PARAMETER CallResult
The call result to complete with.
.PARAMETER FailurePath
Where to write what did not go through. Without it beside the input, as NAME.failures.csv.
.PARAMETER NeutralizeFormula
Writes an apostrophe before each text of the failure file that a spreadsheet would take for a formula: names and reasons come from the server,
and what they contain may come from a customer. A file that was written so can be the input of the next run.
.PARAMETER ThrottleLimit
How many records are worked on at once.
.PARAMETER TimeoutSec
How many seconds to wait for each answer.
.PARAMETER LateSec
How many seconds to wait, all in all, for answers that are late.
.PARAMETER IncludeUnknown
Also sends the rows whose outcome was unknown in an earlier run.
.EXAMPLE
./Repair-StuckRecord.ps1 -Path stuck.csv -Uri https://gws.example.com -Credential $credential -WhatIf
.EXAMPLE
./Repair-StuckRecord.ps1 -Path stuck.failures.csv -Uri https://gws.example.com -Credential $credential
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [uri] $Uri,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [ValidateSet('Reject', 'Cancel', 'Complete')]
    [string] $Action = 'Reject',

    [string] $CallResult = 'NoAnswer',

    [string] $FailurePath,

    [switch] $NeutralizeFormula,

    [ValidateRange(1, 256)]
    [int] $ThrottleLimit = 8,

    [ValidateRange(1, 3600)]
    [int] $TimeoutSec = 30,

    [ValidateRange(0, 3600)]
    [int] $LateSec = 60,

    [switch] $IncludeUnknown
)

$ErrorActionPreference = 'Stop'
$unknownIds = 'AcknowledgementTimeout', 'OutcomeUnknown'
if (-not $FailurePath) {
    $FailurePath = ($Path -replace '(\.failures)?\.csv$') + '.failures.csv'
}

function Protect-Cell {
    # A spreadsheet takes a cell that begins with one of these for a formula; an apostrophe before it makes it a text.
    process {
        $row = [ordered]@{}
        foreach ($property in $_.PSObject.Properties) {
            $row[$property.Name] = if ($property.Value -is [string] -and $property.Value -match '^[=+\-@\t\r]') { "'" + $property.Value } else { $property.Value }
        }

        [pscustomobject]$row
    }
}

function Unprotect-Cell {
    # Takes back what Protect-Cell did.
    process {
        foreach ($property in $_.PSObject.Properties) {
            $property.Value = $property.Value -replace "^'(?=[=+\-@\t\r])"
        }

        $_
    }
}

function Get-ErrorId($ErrorRecord) { ($ErrorRecord.FullyQualifiedErrorId -split ',')[0] }

function Get-Key($Row) { "$($Row.CampaignName)`n$($Row.RecordHandle)" }

# What can be wrong with the files is found before anything is sent.
$failureFolder = Split-Path -Parent $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($FailurePath)
if (-not (Test-Path -LiteralPath $failureFolder -PathType Container)) {
    throw "The folder '$failureFolder' of the failure file does not exist. Create it, or give another -FailurePath."
}

# Read as a whole first: the failure file may be the input, and is written again at the end.
$rows = @(Import-Csv -LiteralPath $Path | Unprotect-Cell)
if ($rows -and -not $rows[0].PSObject.Properties['RecordHandle']) {
    throw "The file '$Path' has no column RecordHandle. Its first line has: $($rows[0].PSObject.Properties.Name -join ', '). Columns are separated by commas."
}

# The rows of unknown outcome that an earlier run left, where the failure file is not the input.
$before = @(
    if ((Test-Path -LiteralPath $FailurePath) -and (Convert-Path -LiteralPath $FailurePath) -ne (Convert-Path -LiteralPath $Path)) {
        Import-Csv -LiteralPath $FailurePath | Unprotect-Cell | Where-Object { $_.ErrorId -in $unknownIds }
    }
)
$known = [Collections.Generic.HashSet[string]]::new([string[]] @($before | ForEach-Object { Get-Key $_ }))
$given = [Collections.Generic.HashSet[string]]::new([string[]] @($rows | ForEach-Object { Get-Key $_ }))
if ($IncludeUnknown) {
    $work = $rows
    $kept = @($before | Where-Object { -not $given.Contains((Get-Key $_)) })
}
else {
    $new = @($rows | Where-Object { -not $known.Contains((Get-Key $_)) })
    $work = @($new | Where-Object { $_.ErrorId -notin $unknownIds })
    $kept = @($new | Where-Object { $_.ErrorId -in $unknownIds }) + $before
}

if (-not $rows) {
    Write-Warning "The file '$Path' has no rows; nothing was done."
}

Write-Verbose "$($work.Count) records to repair, $($kept.Count) of unknown outcome left alone."

$started = Get-Date
$answers = @()
$failed = @()
$late = @()
if ($work) {
    # The agent's own login stays as it is: no contact-center session is started or ended.
    $session = Connect-Gws -Uri $Uri -Credential $Credential -Name 'repair' -NoContactCenterSession -TimeoutSec $TimeoutSec
    try {
        $how = @{ Session = $session; ThrottleLimit = $ThrottleLimit; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failed' }
        $answers = @(
            switch ($Action) {
                'Reject' { $work | Invoke-GwsRejectRecord @how }
                'Cancel' { $work | Invoke-GwsCancelRecord @how }
                'Complete' { $work | Complete-GwsRecord @how -CallResult $CallResult -Force }
            }
        )

        # An answer that came after its time counts. The wait by reference id finds it in the log, or waits for what is left of the time.
        $until = (Get-Date).AddSeconds($LateSec)
        $late = @(
            foreach ($problem in $failed | Where-Object { (Get-ErrorId $_) -in $unknownIds -and $_.Exception.ReferenceId }) {
                $left = [Math]::Max(0, ($until - (Get-Date)).TotalSeconds)
                $answer = Wait-GwsEvent -ReferenceId $problem.Exception.ReferenceId -Session $session -TimeoutSec $left -ErrorAction SilentlyContinue
                if ($answer -and -not $answer.IsError) { $problem }
            }
        )
    }
    finally {
        # Not a change that -WhatIf is about.
        Disconnect-Gws -Session $session -WhatIf:$false -Confirm:$false
    }
}

$left = @(
    foreach ($problem in $failed | Where-Object { $_ -notin $late }) {
        $reason = @{ Name = 'ErrorId'; Expression = { Get-ErrorId $problem } }, @{ Name = 'Reason'; Expression = { $problem.Exception.Message } }
        $problem.TargetObject | Select-Object -Property * -ExcludeProperty ErrorId, Reason | Select-Object -Property (@('*') + $reason)
    }
    $kept
)
if ($left) {
    $(if ($NeutralizeFormula) { $left | Protect-Cell } else { $left }) | Export-Csv -LiteralPath $FailurePath -NoTypeInformation
}
elseif ($rows -and (Test-Path -LiteralPath $FailurePath)) {
    Remove-Item -LiteralPath $FailurePath
}

$unknown = @($left | Where-Object { $_.ErrorId -in $unknownIds }).Count
[pscustomobject]@{
    Action      = $Action
    Total       = $rows.Count
    Repaired    = $answers.Count + $late.Count
    Late        = $late.Count
    Unknown     = $unknown
    Failed      = $left.Count - $unknown
    FailurePath = $(if ($left) { $FailurePath })
    Elapsed     = (Get-Date) - $started
}

exit [int] [bool] $left
