# Dot-sourced by every suite, in BeforeAll.
$ErrorActionPreference = 'Stop'
Import-Module $env:GWS_MODULE_UNDER_TEST -Force

# Show-GwsSimulator opens no window on the machine of a developer.
$env:BROWSER = 'true'

function New-GwsTestSession {
    # A simulator with its agents, and a session of one of them.
    param([hashtable] $Simulator = @{}, [string] $Agent, [hashtable] $Connect = @{})
    $started = Start-GwsSimulator @Simulator
    $who = if ($Agent) { $started.Agents | Where-Object UserName -eq $Agent } else { $started.Agents[0] }
    [pscustomobject]@{
        Simulator = $started
        Agent     = $who
        Session   = Connect-Gws -Uri $started.Uri -Credential $who.Credential @Connect
    }
}

function Close-GwsTestSession {
    Get-GwsDesktop | Stop-GwsDesktop
    Get-GwsSession | Disconnect-Gws
    Get-GwsSimulator | Stop-GwsSimulator
}

function Get-ErrorOf {
    # The error record of the first error that a script writes or throws; fails when there is none.
    param([scriptblock] $Script)
    $ErrorActionPreference = 'Stop'
    try {
        $null = & $Script
    }
    catch {
        return $_
    }

    throw "No error was written by: $Script"
}

function New-CallingList {
    # A calling list of chains of two records each, with two custom fields.
    param([string] $Path, [int] $Count = 40)
    1..$Count | ForEach-Object {
        [pscustomobject]@{
            record_id         = $_
            chain_id          = [math]::Ceiling($_ / 2)
            chain_n           = ($_ - 1) % 2
            contact_info      = '+1555{0:D7}' -f $_
            contact_info_type = if ($_ % 2) { 1 } else { 4 }
            daily_from        = 0
            daily_till        = 86399
            tz_name           = 'PST'
            tz_offset         = -28800
            custom1           = "value $_"
            custom2           = $_
        }
    } | Export-Csv $Path -UseQuotes AsNeeded
}
