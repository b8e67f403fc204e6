<#
.SYNOPSIS
Makes docs/walkthrough.md: what a person types in the first minute, and what PowerShell answers. Recorded, not written.
.DESCRIPTION
The lines below are run one after the other in a fresh process, and their output is written down as an 80 column terminal shows it. Run it after
a change that people see. With -Check nothing is written: the walk is recorded again and compared; port numbers, times and ids, which differ from
run to run, count as equal.
.PARAMETER Module
The module to record. Without it the one of this checkout, which must be built.
.PARAMETER Check
Compares in place of writing, and fails when the recorded walk is another.
#>
[CmdletBinding()]
param(
    [string] $Module = (Join-Path $PSScriptRoot '../GenesysOutbound.psd1'),

    [switch] $Check
)

$ErrorActionPreference = 'Stop'

# A line that begins with # is text between the commands.
$walk = @'
# Start a server to play with. It listens on this machine only, and needs no rights.
$simulator = Start-GwsSimulator
# Connect as its first agent. With a server of your own: `Connect-Gws https://gws.example.com -Credential agent1`.
$simulator | Connect-Gws
# Start the preview session of a campaign, and look at the campaigns that the agent has.
Start-GwsDirectPushPreview -CampaignName Campaign1
Get-GwsCampaign | Format-Table CampaignName, DialingMode, State, PreviewSession
# Take a record, and look at the other numbers of the same person.
$record = Get-GwsPreviewRecord -CampaignName Campaign1
$record | Get-GwsChainedRecord
# Dial it.
$record | Start-GwsPreviewCall
# Busy. The result is pending until the record is completed.
$record | Set-GwsCallResult Busy
$record | Complete-GwsRecord
# A record that is done is done: the error says so, nothing is sent, and the session goes on.
$record | Complete-GwsRecord
# What did the server see, and what does its calling list say now?
Get-GwsSimulatorRequest -Method Post | Format-Table Operation, StatusCode, Processed
Get-GwsSimulatorRecord -Touched | Format-Table RecordHandle, Status, CallResult, Attempts
# A queue delivers a call. Reject it: it goes back to its queue.
$null = Send-GwsSimulatorCall
$ringing = Wait-GwsEvent -Filter { $_.Call.State -eq 'Ringing' } -TimeoutSec 10
$ringing | Invoke-GwsRejectCall
# Rehearse a change of many records.
1..3 | ForEach-Object { Get-GwsPreviewRecord Campaign1 } | Invoke-GwsRejectRecord -WhatIf
# And do it.
Get-GwsRecord -State Preview | Invoke-GwsRejectRecord
# Goodbye.
Get-GwsSession | Disconnect-Gws
$simulator | Stop-GwsSimulator
'@ -split '\r?\n'

function Get-Recording([string] $Module, [string[]] $Line) {
    # A process of its own: what a command says to the host (-WhatIf) is heard too, and nothing of the walk stays.
    $lines = foreach ($one in $Line) {
        if ($one.StartsWith('# ')) { "Write-Text '$($one.Substring(2).Replace("'", "''"))'" } else { "Write-Step '$($one.Replace("'", "''"))'" }
    }
    $script = @"
`$PSStyle.OutputRendering = 'PlainText'
Import-Module '$((Resolve-Path $Module).Path.Replace("'", "''"))'
function Write-Text(`$Text) { [Console]::Out.WriteLine("@text `$Text") }
function Write-Step(`$Line) { [Console]::Out.WriteLine("PS> `$Line"); . ([scriptblock]::Create(`$Line)) *>&1 | Out-String -Width 80 }
$($lines -replace '^Write-Step', '. Write-Step' -join "`n")
"@
    $file = Join-Path ([System.IO.Path]::GetTempPath()) ('gws-walk-' + [guid]::NewGuid().ToString('n') + '.ps1')
    try {
        [System.IO.File]::WriteAllText($file, $script)
        $answer = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $file
    }
    finally {
        Remove-Item $file
    }

    $open = $false
    foreach ($row in $answer) {
        if ($row.StartsWith('@text ')) {
            if ($open) { '```' }
            ''
            $row.Substring(6)
            ''
            '```text'
            $open = $true
        }
        elseif ($row.Trim()) {
            $row.TrimEnd()
        }
    }

    '```'
}

$head = @'
# The first minute

What a person types, and what PowerShell answers, in a terminal of 80 columns. The lines are recorded by `tools/Update-Walkthrough.ps1` in a real
PowerShell; only the port, the times and the ids differ from run to run.
'@.Replace("`r", '')

$recorded = $head + "`n" + ((Get-Recording -Module $Module -Line $walk) -join "`n") + "`n"
$file = Join-Path $PSScriptRoot '../docs/walkthrough.md'
if (-not $Check) {
    [System.IO.File]::WriteAllText($file, $recorded, [System.Text.UTF8Encoding]::new($false))
    Write-Output (Get-Item $file)
    return
}

function Hide-Variable([string] $Text) {
    # What differs from run to run: numbers, ids, and how many blanks stand beside them.
    $Text.Replace("`r", '') -replace '[0-9A-Z]{20,}', 'ID' -replace '\d+', '0' -replace '[ -]+', ' '
}

$old = Hide-Variable ([System.IO.File]::ReadAllText($file))
$new = Hide-Variable $recorded
if ($old -cne $new) {
    $difference = Compare-Object ($old -split "`n") ($new -split "`n") | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
    throw "docs/walkthrough.md is not what happens now. Run tools/Update-Walkthrough.ps1.`n$($difference -join "`n")"
}

Write-Output 'The walk is up to date.'
