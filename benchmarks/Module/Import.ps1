# Import-Module in this fresh process, in milliseconds. With -MakeEmpty instead: makes empty binary modules to compare with, in that folder.
# What is measured must be the same for both: not even Join-Path may run before the clock starts, because it loads a module of its own.
param(
    [Parameter(Mandatory, ParameterSetName = 'Measure')] [string] $Module,
    [Parameter(Mandatory, ParameterSetName = 'Make')] [string] $MakeEmpty
)

$ErrorActionPreference = 'Stop'
if ($MakeEmpty) {
    $code = 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public sealed class GetNothingCommand : PSCmdlet { }'
    Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $MakeEmpty 'Empty.dll')
    $exports = @{ RootModule = 'Empty.dll'; CmdletsToExport = 'Get-Nothing'; FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }
    New-ModuleManifest (Join-Path $MakeEmpty 'Empty.psd1') @exports
    Set-Content (Join-Path $MakeEmpty 'Empty.Types.ps1xml') (
        '<Types><Type><Name>Empty.Thing</Name><Members><AliasProperty><Name>Title</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty>' +
        '</Members></Type></Types>')
    Set-Content (Join-Path $MakeEmpty 'Empty.Format.ps1xml') (
        '<Configuration><ViewDefinitions><View><Name>Thing</Name><ViewSelectedBy><TypeName>Empty.Thing</TypeName></ViewSelectedBy><ListControl><ListEntries>' +
        '<ListEntry><ListItems><ListItem><PropertyName>Name</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View>' +
        '</ViewDefinitions></Configuration>')
    New-ModuleManifest (Join-Path $MakeEmpty 'EmptyWithView.psd1') @exports -TypesToProcess 'Empty.Types.ps1xml' -FormatsToProcess 'Empty.Format.ps1xml'
    '{ "made": 1 }'
    return
}

$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
[ordered] @{ milliseconds = [math]::Round($watch.Elapsed.TotalMilliseconds, 2) } | ConvertTo-Json -Compress
