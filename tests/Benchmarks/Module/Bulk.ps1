# Rejects the same held records three ways and writes records/s as JSON: the command, a loop of Invoke-RestMethod, bare
# HttpClient posting the same bytes at the command's concurrency. The last two do not even wait for the acknowledgement.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [int] $Records,
    [int] $ThrottleLimit = 8,
    [int] $LoopRecords = $Records
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
Add-Type -TypeDefinition (Get-Content (Join-Path $PSScriptRoot 'BareHttp.cs.txt') -Raw)

$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$credential = [pscredential]::new('agent1', $password)
$session = Connect-Gws -Uri $Uri -Credential $credential -EventCapacity 100000
$device = (Get-GwsCampaign -Name Campaign1).DevicePath

function Get-Held {
    param([int] $Count)
    foreach ($i in 1..$Count) { Get-GwsPreviewRecord -CampaignName Campaign1 }
}

function Measure-Rate {
    param([int] $Count, [scriptblock] $Work)
    [GC]::Collect()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Work
    [math]::Round($Count / $watch.Elapsed.TotalSeconds, 1)
}

function Get-Body {
    param($Record)
    [ordered] @{
        operationName = 'RejectRecord'; devicePath = $device; callingList = $Record.CallingList
        applicationId = $Record.ApplicationId; campaignName = $Record.CampaignName; referenceId = [string] (Get-Random)
    } | ConvertTo-Json -Compress
}

# A warm-up as long as a short runbook, for all three.
Get-Held 200 | Invoke-GwsRejectRecord -ThrottleLimit $ThrottleLimit | Out-Null

# Each contestant must have given all its records back: a post that the server refuses is quick, and worth nothing.
function Assert-NothingHeld {
    $until = [datetime]::UtcNow.AddSeconds(30)
    while (($left = @(Get-GwsRecord | Where-Object State -EQ Preview).Count) -gt 0) {
        if ([datetime]::UtcNow -gt $until) { throw "$left records are still held." }
        Start-Sleep -Milliseconds 50
    }
}

$held = @(Get-Held $Records)
$answers = $null
$command = Measure-Rate $Records { $script:answers = @($held | Invoke-GwsRejectRecord -ThrottleLimit $ThrottleLimit) }
$refused = @($answers | Where-Object { $_.Outcome -ne 'Acknowledged' }).Count
Assert-NothingHeld

# Cookies and the CSRF token of a session of its own for the two others.
$me = Invoke-WebRequest -Uri ([uri]::new($Uri, '/api/v2/me')) -Credential $credential -Authentication Basic -AllowUnencryptedAuthentication -SessionVariable web
$csrf = @{ [string] $me.Headers['X-CSRF-HEADER'] = [string] $me.Headers['X-CSRF-TOKEN'] }
$cookies = $web.Cookies.GetCookieHeader($Uri)

$held = @(Get-Held $Records)
$urls = [string[]] @($held | ForEach-Object { [uri]::new($Uri, "/api/v2/me/outbound-records/$($_.RecordHandle)").AbsoluteUri })
$bodies = [string[]] @($held | ForEach-Object { Get-Body $_ })
$null = [BareHttp]::Post($urls[0..19], $bodies[0..19], $cookies, $csrf, $ThrottleLimit)
$bare = Measure-Rate ($Records - 20) { [BareHttp]::Post($urls[20..($Records - 1)], $bodies[20..($Records - 1)], $cookies, $csrf, $ThrottleLimit) }
Assert-NothingHeld

$held = @(Get-Held $LoopRecords)
$loop = Measure-Rate $LoopRecords {
    foreach ($record in $held) {
        $answer = Invoke-RestMethod -Method Post -Uri ([uri]::new($Uri, "/api/v2/me/outbound-records/$($record.RecordHandle)")) -Body (Get-Body $record) -ContentType 'application/json' -Headers $csrf -WebSession $web
        if ($answer.statusCode -ne 0) { throw $answer.statusMessage }
    }
}

Assert-NothingHeld
Disconnect-Gws
[ordered] @{ command = $command; bare = $bare; loop = $loop; refused = $refused } | ConvertTo-Json -Compress
