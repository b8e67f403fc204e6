<#
.SYNOPSIS
Works a preview campaign against the embedded simulator and tells what happened to every record.
.DESCRIPTION
Connects as an agent, starts the preview session, works records (dialled, result set, completed; one rejected, one
cancelled, one chain looked at), rejects a ringing call and an offered e-mail, and ends with the server's own account.
.EXAMPLE
./Demo.ps1 -ModulePath ./GenesysOutbound.psd1
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $CallingListPath = (Join-Path $PSScriptRoot 'data/spring-offer.csv'),

    [string] $CampaignName = 'Campaign1'
)

$ErrorActionPreference = 'Stop'
if ([Console]::IsOutputRedirected -and $PSVersionTable.PSVersion -ge [version] '7.2') {
    # A file or a pipe is read without colours.
    $PSStyle.OutputRendering = 'PlainText'
}

"PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition)) on $([Runtime.InteropServices.RuntimeInformation]::OSDescription): the job of an outbound agent, through the cmdlets, against the embedded simulator."
Import-Module $ModulePath

function Show-Step {
    param([string] $Title)
    Write-Host ''
    Write-Host "== $Title" -ForegroundColor Cyan
}

$simulator = Start-GwsSimulator -CallingListPath $CallingListPath
try {
    Show-Step 'Connect-Gws: log in, subscribe, first poll, contact-center session'
    $agent = $simulator.Agents[0]
    Connect-Gws -Uri $simulator.Uri -Credential $agent.Credential | Format-Table | Out-Host

    Show-Step "Wait-GwsEvent: the campaigns are announced; Start-GwsDirectPushPreview: $CampaignName hands out records"
    Wait-GwsEvent -CampaignName $CampaignName -TimeoutSec 10 | Format-Table | Out-Host
    Get-GwsCampaign | Format-Table | Out-Host
    Start-GwsDirectPushPreview -CampaignName $CampaignName | Format-Table | Out-Host

    Show-Step 'Ten records: request, dial, set the result, hang up, complete'
    $results = 'Answer', 'Busy', 'No Answer', 'Answering Machine', 'Wrong Number'
    $worked = foreach ($i in 0..9) {
        $record = Get-GwsPreviewRecord -CampaignName $CampaignName
        $call = $record | Start-GwsPreviewCall
        $null = $record | Set-GwsCallResult -CallResult $results[$i % $results.Count]
        if ((Get-GwsCall -CallId $call.CallId).IsActive) {
            $null = $call | Stop-GwsCall
        }

        $record | Complete-GwsRecord
    }
    $worked | Format-Table | Out-Host

    Show-Step 'One chain: every number of the contact; the last one is dialled'
    $record = Get-GwsPreviewRecord -CampaignName $CampaignName
    $chain = @($record | Get-GwsChainedRecord)
    $chain | Format-Table | Out-Host
    $chain[-1] | Start-GwsPreviewCall | Stop-GwsCall | Out-Null
    $chain[-1] | Set-GwsCallResult -CallResult Answer | Complete-GwsRecord | Format-Table | Out-Host

    Show-Step 'One record rejected (back to the pool), one cancelled (never again)'
    Get-GwsPreviewRecord -CampaignName $CampaignName | Invoke-GwsRejectRecord | Format-Table | Out-Host
    Get-GwsPreviewRecord -CampaignName $CampaignName | Invoke-GwsCancelRecord | Format-Table | Out-Host

    Show-Step 'A call rings from a queue, an e-mail is offered: both are rejected'
    $ringing = Send-GwsSimulatorCall -Agent $agent.UserName
    $null = Wait-GwsEvent -CallId $ringing.Id -TimeoutSec 10
    Get-GwsCall | Where-Object State -EQ 'Ringing' | Invoke-GwsRejectCall | Format-Table | Out-Host
    $offered = Send-GwsSimulatorEmail -Agent $agent.UserName
    $null = Wait-GwsEvent -EmailId $offered.Id -TimeoutSec 10
    Get-GwsEmail | Where-Object State -EQ 'Invited' | Invoke-GwsRejectEmail | Format-Table | Out-Host

    Show-Step 'The last events that were heard'
    Get-GwsEvent -Last 5 | Format-Table | Out-Host

    Disconnect-Gws

    Show-Step "The account: what the server's calling list says now"
    $all = @(Get-GwsSimulatorRecord | Where-Object CallingList -EQ 'CallingList1')
    $label = @{}
    Get-GwsCallResult -ListAvailable -All | ForEach-Object { $label[$_.Number] = $_.Name }
    '{0,6}  {1,-12}  {2,-12}  {3,-18}  {4}' -f 'record', 'phone', 'status', 'call result', 'what happened to it' | Out-Host
    foreach ($record in $all | Where-Object { $_.History } | Sort-Object RecordHandle) {
        '{0,6}  {1,-12}  {2,-12}  {3,-18}  {4}' -f @(
            $record.RecordHandle, $record.Phone, $record.Status, $label[[int] $record.CallResult], (@($record.History | ForEach-Object What) -join ', ')
        ) | Out-Host
    }
    '' | Out-Host
    foreach ($status in $all | Group-Object Status | Sort-Object Name) {
        '{0,6} {1,-7} {2}' -f $status.Count, $(if ($status.Count -eq 1) { 'record' } else { 'records' }), $status.Name | Out-Host
    }
    "$($all.Count) records in all, $(@($all | Where-Object { $_.History }).Count) of them touched." | Out-Host
}
finally {
    Stop-GwsSimulator
}
