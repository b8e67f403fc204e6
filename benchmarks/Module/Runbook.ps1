# A short runbook: connect, take one record, set a result, complete, disconnect. With -Jit it says what the runtime compiled for it.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'It guards a simulator only.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri,
    [switch] $Jit
)

$ErrorActionPreference = 'Stop'
if ($Jit) {
    $methods = [Runtime.JitInfo]::GetCompiledMethodCount($false)
    $time = [Runtime.JitInfo]::GetCompilationTime($false)
}

Import-Module $Module
$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$null = Connect-Gws -Uri $Uri -Credential ([pscredential]::new('agent1', $password))
$record = Get-GwsPreviewRecord -CampaignName Campaign1
$null = $record | Set-GwsCallResult -CallResult NoAnswer -Force
$null = $record | Complete-GwsRecord -Force
Disconnect-Gws
if ($Jit) {
    $time = [Runtime.JitInfo]::GetCompilationTime($false) - $time
    @{ methods = [Runtime.JitInfo]::GetCompiledMethodCount($false) - $methods; milliseconds = $time.TotalMilliseconds } | ConvertTo-Json -Compress
}
