# Rejects held records in one of three ways, in a pwsh of its own, and writes records/s as JSON: the command; a loop of Invoke-RestMethod; bare
# HttpClient posting the same bytes, made before, at the command's concurrency. The last two do not wait for the acknowledgement. All three have the
# same session open, because only that gets them records to reject; its notification channel reads the events of all three.
param(
    [Parameter(Mandatory)] [ValidateSet('command', 'bare', 'loop')] [string] $Contestant,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [int] $Records,
    [int] $ThrottleLimit = 8
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$credential = [pscredential]::new('agent1', $password)
$null = Connect-Gws -Uri $Uri -Credential $credential
$device = (Get-GwsCampaign -Name Campaign1).DevicePath

function Get-Held {
    param([int] $Count)
    foreach ($i in 1..$Count) { Get-GwsPreviewRecord -CampaignName Campaign1 }
}

# A contestant must have given all its records back: a post that the server refuses is quick, and worth nothing.
function Assert-NothingHeld {
    $until = [datetime]::UtcNow.AddSeconds(30)
    while (($left = @(Get-GwsRecord | Where-Object State -EQ Preview).Count) -gt 0) {
        if ([datetime]::UtcNow -gt $until) { throw "$left records are still held." }
        Start-Sleep -Milliseconds 50
    }
}

function Get-Address {
    param($Record)
    [uri]::new($Uri, "/api/v2/me/outbound-records/$($Record.RecordHandle)").AbsoluteUri
}

function Get-Body {
    param($Record)
    [ordered] @{
        operationName = 'RejectRecord'; devicePath = $device; callingList = $Record.CallingList
        applicationId = $Record.ApplicationId; campaignName = $Record.CampaignName; referenceId = [string] (Get-Random)
    } | ConvertTo-Json -Compress
}

# Cookies and the CSRF token of an HTTP session of their own for the two that do without the module.
$me = Invoke-WebRequest -Uri ([uri]::new($Uri, '/api/v2/me')) -Credential $credential -Authentication Basic -AllowUnencryptedAuthentication -SessionVariable web
$csrf = @{ [string] $me.Headers['X-CSRF-HEADER'] = [string] $me.Headers['X-CSRF-TOKEN'] }

if ($Contestant -eq 'bare') {
    Add-Type -TypeDefinition (Get-Content (Join-Path $PSScriptRoot 'BareHttp.cs.txt') -Raw)
    $cookies = $web.Cookies.GetCookieHeader($Uri)
}

# What the contestant does with its records; what it needs besides is made before the clock starts.
function Measure-Reject {
    param([object[]] $Held)
    if ($Contestant -eq 'bare') {
        $urls = [string[]] @($Held | ForEach-Object { Get-Address $_ })
        $bodies = [string[]] @($Held | ForEach-Object { Get-Body $_ })
    }

    $answers = @()
    [GC]::Collect()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    switch ($Contestant) {
        'command' { $answers = @($Held | Invoke-GwsRejectRecord -ThrottleLimit $ThrottleLimit) }
        'bare' { $null = [BareHttp]::Post($urls, $bodies, $cookies, $csrf, $ThrottleLimit) }
        'loop' {
            foreach ($record in $Held) {
                $answer = Invoke-RestMethod -Method Post -Uri (Get-Address $record) -Body (Get-Body $record) -ContentType 'application/json' -Headers $csrf -WebSession $web
                if ($answer.statusCode -ne 0) { throw $answer.statusMessage }
            }
        }
    }

    $watch.Stop()
    Assert-NothingHeld
    [pscustomobject] @{
        Rate = [math]::Round($Held.Count / $watch.Elapsed.TotalSeconds, 1)
        Refused = @($answers | Where-Object { $_.Outcome -ne 'Acknowledged' }).Count
    }
}

# A warm-up as long as a short runbook.
$null = Measure-Reject (Get-Held 200)
$done = Measure-Reject (Get-Held $Records)
Disconnect-Gws
[ordered] @{ rate = $done.Rate; refused = $done.Refused } | ConvertTo-Json -Compress
