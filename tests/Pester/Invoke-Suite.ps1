<#
.SYNOPSIS
Runs a Pester suite in this process, or lists the cases of suites without running them, and writes the result as JSON.
.DESCRIPTION
The xunit runner in this folder starts it: once with -Discover for all suites, then in a fresh process for each suite. By hand:
pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1 tests/Pester/Session.Tests.ps1
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Mandatory, Position = 0, ValueFromRemainingArguments)]
    [string[]] $Suite,

    [string] $Module = (Join-Path $PSScriptRoot '../../GenesysOutbound.psd1'),

    # The manifest of Pester 5 or later. Without it the installed one is taken, else the one that the build restored.
    [string] $Pester,

    [string] $Report,

    [switch] $Discover
)

$ErrorActionPreference = 'Stop'

function Find-Pester {
    $installed = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 } | Sort-Object Version | Select-Object -Last 1
    if ($installed) {
        return $installed.Path
    }

    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
    $restored = Get-ChildItem (Join-Path $packages 'pester/*/tools/Pester.psd1') -ErrorAction Ignore | Select-Object -Last 1
    if (-not $restored) {
        throw 'Pester 5 or later was not found. Build the solution: that restores it.'
    }

    $restored.FullName
}

function Expand-Name([string] $Text, $Data) {
    # The templates of a name, as Pester fills them in when the case runs: <_>, <Name>, <Name.Property>.
    [regex]::Replace($Text, '<([A-Za-z_][\w.]*)>', {
            param($match)
            $value = $null
            foreach ($part in $match.Groups[1].Value.Split('.')) {
                if ($null -eq $value) {
                    $known = $part -eq '_' -or ($Data -is [System.Collections.IDictionary] -and $Data.Contains($part))
                    if (-not $known) {
                        return $match.Value
                    }

                    $value = if ($part -eq '_') { $Data } else { $Data[$part] }
                }
                else {
                    $value = $value.$part
                }
            }

            "$value"
        })
}

function Get-Case($Block, [string[]] $Above = @(), [hashtable] $Count = @{}) {
    # Every case below a block in the order of its file, discovered or run. A key says which case it is: its path in the file's own words, and a
    # number that tells the cases of one -ForEach from each other.
    foreach ($item in $Block.Order) {
        $name = Expand-Name $item.Name $item.Data
        if ($item.PSObject.Properties['Blocks']) {
            Get-Case $item (@($Above) + $name) $Count
            continue
        }

        $path = $item.Path -join '.'
        $Count[$path] = 1 + $Count[$path]
        [pscustomobject]@{ Key = "$path#$($Count[$path])"; Name = (@($Above) + $name) -join ' > '; Test = $item }
    }
}

function Format-Failure($ErrorRecord) {
    $words = foreach ($one in $ErrorRecord) {
        if ($one.DisplayErrorMessage) { $one.DisplayErrorMessage; $one.DisplayStackTrace } else { ($one | Out-String).Trim() }
    }
    $words -join "`n"
}

function Save-Report($Content) {
    if ($Report) {
        [IO.File]::WriteAllText($Report, (ConvertTo-Json -InputObject $Content -Depth 5))
    }
}

if (-not $Pester) {
    $Pester = Find-Pester
}

Import-Module $Pester
$env:GWS_MODULE_UNDER_TEST = (Resolve-Path $Module).Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Suite
$configuration.Run.PassThru = $true
$configuration.Run.SkipRun = [bool]$Discover
$configuration.Output.Verbosity = if ($Discover) { 'None' } else { 'Detailed' }
$result = Invoke-Pester -Configuration $configuration

$broken = @(
    foreach ($one in @($result.FailedBlocks) + @($result.FailedContainers)) {
        if ($one) {
            "$(if ($one.ExpandedPath) { $one.ExpandedPath } else { $one.Item }): $(Format-Failure $one.ErrorRecord)"
        }
    }
)
$cases = @(
    foreach ($container in $result.Containers) {
        $count = @{}
        foreach ($block in $container.Blocks) {
            foreach ($case in Get-Case $block @(Expand-Name $block.Name $block.Data) $count) {
                [ordered]@{
                    Suite   = Split-Path -Leaf $container.Item
                    Key     = $case.Key
                    Name    = $case.Name
                    Result  = "$($case.Test.Result)"
                    Message = Format-Failure $case.Test.ErrorRecord
                    Seconds = $case.Test.Duration.TotalSeconds
                }
            }
        }
    }
)
Save-Report @{ Cases = $cases; Broken = $broken; Version = "$($PSVersionTable.PSVersion)" }
exit ([int]($broken.Count -gt 0 -or (-not $Discover -and $result.Result -ne 'Passed')))
