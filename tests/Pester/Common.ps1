# Dot-sourced by every suite, in BeforeAll.
$ErrorActionPreference = 'Stop'
Import-Module $env:GWS_MODULE_UNDER_TEST -Force

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
    Get-GwsSession | Disconnect-Gws
    Get-GwsSimulator | Stop-GwsSimulator
}

function Get-ErrorOf {
    # The error record that a script writes or throws; fails when there is none.
    param([scriptblock] $Script)
    $found = $null
    try {
        $null = & $Script -ErrorAction SilentlyContinue -ErrorVariable found
    }
    catch {
        return $_
    }

    throw "No error was written by: $Script"
}
