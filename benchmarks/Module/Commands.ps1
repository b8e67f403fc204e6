# One command at a time, after so many of the same, while the session holds this many records: milliseconds, p50 and p99.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'It guards a simulator only.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The command that is measured reads it.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSPossibleIncorrectUsageOfAssignmentOperator', '', Justification = 'Meant.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [int] $Held,
    [int] $WarmUp = 300,
    [int] $Samples = 300
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$session = Connect-Gws -Uri $Uri -Credential ([pscredential]::new('agent1', $password)) -TimeoutSec 60
$campaign = [GenesysOutbound.Client.GwsCampaignIdentity] (Get-GwsCampaign -Name Campaign1)
while (($left = $Held - $session.Records.Count) -gt 0) {
    $tasks = [Threading.Tasks.Task[]] @(for ($i = 0; $i -lt [Math]::Min(200, $left); $i++) { $session.Outbound.GetPreviewRecordAsync($campaign) })
    [Threading.Tasks.Task]::WaitAll($tasks)
}

$records = @(Get-GwsRecord)
$figures = [ordered] @{ held = $records.Count }

function Measure-One {
    # $Command runs for each sample, and before that to warm up; what it returns is dropped.
    param([string] $Name, [int] $Before, [int] $Count, [scriptblock] $Command)
    $times = [double[]]::new($Count)
    for ($i = -$Before; $i -lt $Count; $i++) {
        $record = $records[$script:next++ % $records.Count]
        $began = [Diagnostics.Stopwatch]::GetTimestamp()
        $null = . $Command
        if ($i -ge 0) { $times[$i] = [Diagnostics.Stopwatch]::GetElapsedTime($began).TotalMilliseconds }
    }

    [Array]::Sort($times)
    $figures["$Name.p50"] = $times[[int] (0.5 * ($Count - 1))]
    $figures["$Name.p99"] = $times[[int] (0.99 * ($Count - 1))]
}

$next = 0
Measure-One set $WarmUp $Samples { $record | Set-GwsCallResult -CallResult NoAnswer -Force }
Measure-One get $WarmUp $Samples { Get-GwsRecord -RecordHandle $record.RecordHandle }
# A list takes longer the more is held; this many take some seconds.
$most = [Math]::Max(20, 2000000 / $Held)
Measure-One filter ([Math]::Min($WarmUp, $most)) ([Math]::Min($Samples, $most)) { Get-GwsRecord -State Completed }

# Each reject needs a record that is still held, and gets it back at once, so that the number held stays as it is.
$times = [double[]]::new($Samples)
for ($i = -$WarmUp; $i -lt $Samples; $i++) {
    $record = Get-GwsPreviewRecord -CampaignName Campaign1
    $began = [Diagnostics.Stopwatch]::GetTimestamp()
    $null = $record | Invoke-GwsRejectRecord
    if ($i -ge 0) { $times[$i] = [Diagnostics.Stopwatch]::GetElapsedTime($began).TotalMilliseconds }
}

[Array]::Sort($times)
$figures['reject.p50'] = $times[[int] (0.5 * ($Samples - 1))]
$figures['reject.p99'] = $times[[int] (0.99 * ($Samples - 1))]
Disconnect-Gws
$figures | ConvertTo-Json -Compress
