<#
.SYNOPSIS
Moves the callbacks that are due and that nobody took to the next slot, in the record's own time.
.DESCRIPTION
Made for the end of a shift. The script logs in as an agent, takes every callback that the server delivers to the agent (ScheduledCall),
and gives each a new time: the next day at -Time on the record's own clock, kept within the hours in which the record may be called.
With -CallbackType Campaign any agent may take it then; with Personal it comes back to this one.

A callback that cannot be moved is not completed either. It goes back to the server when the script logs out, and what becomes of it then is
the server's business; the failure file says which those are, and why, so that somebody can look. The same becomes of callbacks of other
campaigns than -CampaignName, and of all when the script is rehearsed with -WhatIf or stopped: the login alone takes delivery of them. The
simulator gives them back to the pool as ordinary records. So rehearse with an agent whose callbacks may go back.

The script returns one object for each callback, and ends with exit code 1 when one could not be moved.
.PARAMETER Uri
The server's base address.
.PARAMETER Credential
The agent.
.PARAMETER CampaignName
Only callbacks of these campaigns; wildcards are allowed.
.PARAMETER Time
The time of day on the record's own clock.
.PARAMETER Days
How many days from today, on the record's own calendar.
.PARAMETER SkipWeekend
Moves a Saturday or Sunday on to Monday.
.PARAMETER CallbackType
Who shall take it: Campaign, any agent, or Personal, this one.
.PARAMETER QuietSec
The collecting ends when no callback has come for so many seconds.
.PARAMETER FailurePath
Where to write what could not be moved.
.PARAMETER NeutralizeFormula
Writes an apostrophe before each text of the failure file that a spreadsheet would take for a formula: names and reasons come from the server,
and what they contain may come from a customer.
.EXAMPLE
./Invoke-CallbackSweep.ps1 -Uri https://gws.example.com -Credential $credential -WhatIf
.EXAMPLE
./Invoke-CallbackSweep.ps1 -Uri https://gws.example.com -Credential $credential -Time 09:30 -SkipWeekend
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [uri] $Uri,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [string[]] $CampaignName = '*',

    [timespan] $Time = '10:00',

    [ValidateRange(1, 60)]
    [int] $Days = 1,

    [switch] $SkipWeekend,

    [ValidateSet('Campaign', 'Personal')]
    [string] $CallbackType = 'Campaign',

    [ValidateRange(1, 600)]
    [int] $QuietSec = 5,

    [string] $FailurePath = 'callbacks.failures.csv',

    [switch] $NeutralizeFormula
)

$ErrorActionPreference = 'Stop'

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

function Get-NextSlot($Record, [timespan] $Slot, [int] $InDays, [bool] $OnWorkday) {
    # The day and time on the record's own clock, within the hours in which it may be called.
    $offset = if ($null -ne $Record.TimeZoneOffset) { $Record.TimeZoneOffset } else { [DateTimeOffset]::Now.Offset }
    $day = [DateTimeOffset]::UtcNow.ToOffset($offset).Date.AddDays($InDays)
    while ($OnWorkday -and $day.DayOfWeek -in 'Saturday', 'Sunday') { $day = $day.AddDays(1) }
    if ($null -ne $Record.From -and $Slot -lt $Record.From) { $Slot = $Record.From }
    if ($null -ne $Record.Until -and $Slot -gt $Record.Until) { $Slot = $Record.Until }
    [DateTimeOffset]::new($day.Add($Slot), $offset)
}

function Test-Campaign($Record, [string[]] $Pattern) {
    @($Pattern | Where-Object { $Record.CampaignName -like $_ }).Count -gt 0
}

if ($WhatIfPreference) {
    Write-Warning 'The login alone takes delivery of the callbacks that are due. The server may not deliver them again.'
}

$session = Connect-Gws -Uri $Uri -Credential $Credential -Name 'sweep'
try {
    # Personal callbacks come at login. An event that came before this wait counts, so nothing is missed. The message type leaves the
    # raw twin of each message out.
    $wait = @{ NotificationType = 'ScheduledCall'; MessageType = 'OutboundRecordMessage'; TimeoutSec = $QuietSec; Session = $session; ErrorAction = 'SilentlyContinue' }
    $due = @(while ($gwsEvent = Wait-GwsEvent @wait) { $gwsEvent.Record | Where-Object { Test-Campaign -Record $_ -Pattern $CampaignName } })
    Write-Verbose "$($due.Count) callbacks are due."

    $results = @(
        foreach ($record in $due) {
            $slot = Get-NextSlot -Record $record -Slot $Time -InDays $Days -OnWorkday $SkipWeekend
            $failed = $null
            # The new time is sent and acknowledged before the record is completed; a step that fails leaves the rest undone.
            $done = $record |
                Set-GwsRecordSchedule -At $slot -CallbackType $CallbackType -Session $session -ErrorAction SilentlyContinue -ErrorVariable failed |
                Complete-GwsRecord -Session $session -ErrorAction SilentlyContinue -ErrorVariable +failed
            [pscustomobject]@{
                RecordHandle = $record.RecordHandle
                CampaignName = $record.CampaignName
                CallingList  = $record.CallingList
                Phone        = $record.Phone
                At           = $slot.ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture)
                Outcome      = $(if ($done) { 'Moved' } elseif ($failed) { 'Failed' } else { 'Rehearsed' })
                ErrorId      = $(if ($failed) { ($failed[0].FullyQualifiedErrorId -split ',')[0] })
                Reason       = $(if ($failed) { $failed[0].Exception.Message })
            }
        }
    )
}
finally {
    # Not a change that -WhatIf is about. Logging out gives back what could not be moved.
    Disconnect-Gws -Session $session -WhatIf:$false -Confirm:$false
}

$results
$bad = @($results | Where-Object Outcome -eq 'Failed')
if ($bad) {
    $(if ($NeutralizeFormula) { $bad | Protect-Cell } else { $bad }) | Export-Csv -LiteralPath $FailurePath -NoTypeInformation
    exit 1
}

exit 0
