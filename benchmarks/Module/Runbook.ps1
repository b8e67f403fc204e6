# A short runbook: connect, take one record, set a result, complete, disconnect.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'It guards a simulator only.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$null = Connect-Gws -Uri $Uri -Credential ([pscredential]::new('agent1', $password))
$record = Get-GwsPreviewRecord -CampaignName Campaign1
$null = $record | Set-GwsCallResult -CallResult NoAnswer -Force
$null = $record | Complete-GwsRecord -Force
Disconnect-Gws
