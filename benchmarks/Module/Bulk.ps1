# Gives back records that another process fetched for the agent, in one of four ways, in this fresh pwsh, and writes figures of each pass as JSON.
# 'command': Import-Csv rows through the pipeline into Invoke-GwsRejectRecord, which waits for and returns every acknowledgement.
# 'bare': HttpClient posting the same bytes, made before the clock starts, at the same concurrency; it does not wait for an acknowledgement.
# 'loop' and 'parallel': Invoke-RestMethod in foreach and in ForEach-Object -Parallel.
# All have the module's session open, which hears the events of the records: the server's and the listener's work is the same for each.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingAllowUnencryptedAuthentication', '', Justification = 'The simulator on loopback.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [ValidateSet('command', 'bare', 'loop', 'parallel')] [string] $Contestant,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Uri,
    [Parameter(Mandatory)] [string] $Path,
    [int] $ThrottleLimit = 8,
    [int] $Passes = 1
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$password = [securestring]::new()
'secret'.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
$credential = [pscredential]::new('agent1', $password)
$session = Connect-Gws -Uri $Uri -Credential $credential -NoContactCenterSession
$rows = @(Import-Csv $Path)
$each = [int] ($rows.Count / $Passes)

if ($Contestant -ne 'command') {
    # Cookies and the CSRF token of an HTTP session of their own.
    $me = Invoke-WebRequest -Uri ([uri]::new($Uri, '/api/v2/me')) -Credential $credential -Authentication Basic -AllowUnencryptedAuthentication -SessionVariable web
    $csrf = @{ [string] $me.Headers['X-CSRF-HEADER'] = [string] $me.Headers['X-CSRF-TOKEN'] }
    $cookies = $web.Cookies.GetCookieHeader($Uri)
    if ($Contestant -eq 'bare') { Add-Type -TypeDefinition (Get-Content (Join-Path $PSScriptRoot 'BareHttp.cs.txt') -Raw) }
    $number = 0
    $urls = [string[]] @(foreach ($row in $rows) { [uri]::new($Uri, "/api/v2/me/outbound-records/$($row.RecordHandle)").AbsoluteUri })
    $bodies = [string[]] @(
        foreach ($row in $rows) {
            '{"operationName":"RejectRecord","devicePath":"' + $row.DevicePath + '","callingList":"' + $row.CallingList + '","applicationId":' +
            $row.ApplicationId + ',"campaignName":"' + $row.CampaignName + '","referenceId":"' + (5000000 + $number++) + '"}'
        }
    )
}

[GC]::Collect()
$process = [Diagnostics.Process]::GetCurrentProcess()
$before = $process.PeakWorkingSet64
$figures = [ordered] @{ refused = 0 }
for ($pass = 1; $pass -le $Passes; $pass++) {
    $from = ($pass - 1) * $each
    $to = $from + $each - 1
    $part = $rows[$from..$to]
    $process.Refresh()
    $cpu = $process.TotalProcessorTime
    $allocated = [GC]::GetTotalAllocatedBytes($true)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    switch ($Contestant) {
        'command' { $answers = @($part | Invoke-GwsRejectRecord -ThrottleLimit $ThrottleLimit) }
        'bare' { $null = [BareHttp]::Post($urls[$from..$to], $bodies[$from..$to], $cookies, $csrf, $ThrottleLimit) }
        'loop' {
            for ($i = $from; $i -le $to; $i++) {
                $answer = Invoke-RestMethod -Method Post -Uri $urls[$i] -Body $bodies[$i] -ContentType 'application/json' -Headers $csrf -WebSession $web
                if ($answer.statusCode -ne 0) { throw $answer.statusMessage }
            }
        }
        'parallel' {
            # Neither -WebSession nor a dictionary of headers may be shared between threads: each call makes its own.
            $name = @($csrf.Keys)[0]
            $token = $csrf[$name]
            $from..$to | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
                $headers = @{ $using:name = $using:token; Cookie = $using:cookies }
                $answer = Invoke-RestMethod -Method Post -Uri ($using:urls)[$_] -Body ($using:bodies)[$_] -ContentType 'application/json' -Headers $headers
                if ($answer.statusCode -ne 0) { throw $answer.statusMessage }
            }
        }
    }

    $seconds = $watch.Elapsed.TotalSeconds
    $process.Refresh()
    $figures["rate$pass"] = $each / $seconds
    $figures["cpu$pass"] = ($process.TotalProcessorTime - $cpu).TotalMilliseconds * 1000 / $each
    $figures["bytes$pass"] = ([GC]::GetTotalAllocatedBytes($true) - $allocated) / $each
    if ($Contestant -eq 'command') {
        $figures.refused += $each - @($answers | Where-Object Outcome -EQ 'Acknowledged').Count
    }
}

$process.Refresh()
$figures.peak = $process.PeakWorkingSet64 / 1e6
$figures.beyond = ($process.PeakWorkingSet64 - $before) / 1e6
Disconnect-Gws -Session $session
$figures | ConvertTo-Json -Compress
