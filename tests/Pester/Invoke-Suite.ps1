<#
.SYNOPSIS
Runs one Pester suite in this process and writes what came of it as JSON.
.DESCRIPTION
The xunit runner starts this in a fresh pwsh for every suite; it can be run by hand as well:
pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1 -Suite tests/Pester/Session.Tests.ps1
#>
param(
    [Parameter(Mandatory)]
    [string] $Suite,

    [string] $Module = (Join-Path $PSScriptRoot '../../GenesysOutbound.psd1'),

    [string] $Report
)

$ErrorActionPreference = 'Stop'

function Save-Report {
    param($Content)
    if ($Report) {
        [IO.File]::WriteAllText($Report, (ConvertTo-Json -InputObject $Content -Depth 4))
    }
}

$pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 } | Select-Object -First 1
if (-not $pester) {
    Save-Report @{ Missing = 'There is no Pester 5 or later; the Pester suites need it.' }
    exit 0
}

Import-Module $pester.Path
$env:GWS_MODULE_UNDER_TEST = (Resolve-Path $Module).Path

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Suite
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration

$failed = @(
    foreach ($test in $result.Failed) {
        $words = foreach ($record in $test.ErrorRecord) { $record.DisplayErrorMessage; $record.DisplayStackTrace }
        "$($test.ExpandedPath)`n$($words -join "`n")"
    }
    foreach ($broken in @($result.FailedBlocks) + @($result.FailedContainers)) {
        if ($broken) {
            "$(if ($broken.ExpandedPath) { $broken.ExpandedPath } else { $broken.Item })`n$(($broken.ErrorRecord | Out-String).Trim())"
        }
    }
)
Save-Report @{
    Passed  = @($result.Passed.ExpandedPath)
    Skipped = @($result.Skipped.ExpandedPath)
    Failed  = $failed
}
exit ([int]($result.Result -ne 'Passed'))
