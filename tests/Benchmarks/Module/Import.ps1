# Import-Module in this fresh process, in milliseconds. Without -Module: of an empty binary module that -EmptyFolder holds (made when missing).
param(
    [string] $Module,
    [Parameter(Mandatory)] [string] $EmptyFolder
)

$ErrorActionPreference = 'Stop'
if (-not $Module) {
    $Module = Join-Path $EmptyFolder 'Empty.psd1'
    if (-not (Test-Path $Module)) {
        $code = 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public sealed class GetNothingCommand : PSCmdlet { }'
        Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $EmptyFolder 'Empty.dll')
        New-ModuleManifest $Module -RootModule Empty.dll -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
        '{ "made": true }'
        return
    }
}

$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
[ordered] @{ milliseconds = [math]::Round($watch.Elapsed.TotalMilliseconds, 2) } | ConvertTo-Json -Compress
