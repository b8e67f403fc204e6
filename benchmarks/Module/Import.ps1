# Import-Module in this fresh process, in milliseconds. With -MakeEmpty instead: makes the empty binary module to compare with, in that folder.
# What is measured must be the same for both: not even Join-Path may run before the clock starts, because it loads a module of its own.
param(
    [Parameter(Mandatory, ParameterSetName = 'Measure')] [string] $Module,
    [Parameter(Mandatory, ParameterSetName = 'Make')] [string] $MakeEmpty
)

$ErrorActionPreference = 'Stop'
if ($MakeEmpty) {
    $code = 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public sealed class GetNothingCommand : PSCmdlet { }'
    Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $MakeEmpty 'Empty.dll')
    New-ModuleManifest (Join-Path $MakeEmpty 'Empty.psd1') -RootModule Empty.dll -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
    '{ "made": 1 }'
    return
}

$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
[ordered] @{ milliseconds = [math]::Round($watch.Elapsed.TotalMilliseconds, 2) } | ConvertTo-Json -Compress
