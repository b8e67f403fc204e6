# The same runbook by hand, without the module: cookies, CSRF token, long polling and waiting for each answer are the script's own.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'It guards a simulator only.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Uri
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$password = ConvertTo-SecureString 'secret' -AsPlainText -Force
$credential = [pscredential]::new('agent1', $password)
$login = @{ Credential = $credential; Authentication = 'Basic'; AllowUnencryptedAuthentication = $true; SessionVariable = 'web' }
$reply = Invoke-WebRequest -Uri "${Uri}api/v2/me?subresources=*" @login
$me = ($reply.Content | ConvertFrom-Json).user
$device = @($me.devices)[0].path
$csrf = @{ [string] $reply.Headers['X-CSRF-HEADER'] = [string] $reply.Headers['X-CSRF-TOKEN'] }
$web.Headers.Clear()
foreach ($name in $csrf.Keys) { $web.Headers[$name] = $csrf[$name] }
$basic = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('agent1:secret'))
$web.Headers['Authorization'] = $basic

function Send-Bayeux([object[]] $Messages) {
    $body = ConvertTo-Json -InputObject $Messages -Depth 6 -Compress
    Invoke-RestMethod -Method Post -Uri "${Uri}api/v2/notifications" -Body $body -ContentType 'application/json' -WebSession $web
}

function Send-Request([string] $Path, [hashtable] $Body) {
    $answer = Invoke-RestMethod -Method Post -Uri "${Uri}$Path" -Body ($Body | ConvertTo-Json -Compress) -ContentType 'application/json' -WebSession $web
    if ($answer.statusCode -ne 0) { throw "$Path`: $($answer.statusMessage)" }
}

function Wait-Answer([string] $ReferenceId) {
    for ($try = 0; $try -lt 20; $try++) {
        $messages = Send-Bayeux @{ channel = '/meta/connect'; clientId = $script:client; connectionType = 'long-polling' }
        $found = @($messages | Where-Object { $_.channel -eq '/v2/me/outbound' -and $_.data.referenceId -eq $ReferenceId })
        if ($found) { return $found[0].data }
    }

    throw "No answer to $ReferenceId."
}

$client = (Send-Bayeux @{ channel = '/meta/handshake'; version = '1.0'; supportedConnectionTypes = @('long-polling') }).clientId
$null = Send-Bayeux @{ channel = '/meta/subscribe'; clientId = $client; subscription = '/v2/me/*' }
$null = Send-Bayeux @{ channel = '/meta/connect'; clientId = $client; connectionType = 'long-polling'; advice = @{ timeout = 0 } }
Send-Request 'api/v2/me' @{ operationName = 'StartContactCenterSession'; channels = @('voice') }
Send-Request 'api/v2/me/outbound-campaigns/Campaign1' @{ operationName = 'GetPreviewRecord'; applicationId = 134; devicePath = $device; referenceId = '9001' }
$handle = (Wait-Answer '9001').record.userData.GSW_RECORD_HANDLE
$complete = @{
    operationName = 'CompleteRecord'; devicePath = $device; callingList = 'CallingList1'; applicationId = 134; campaignName = 'Campaign1'
    callResult = 7; referenceId = '9002'
}
Send-Request "api/v2/me/outbound-records/$handle" $complete
$null = Wait-Answer '9002'
$null = Send-Bayeux @{ channel = '/meta/disconnect'; clientId = $client }
Send-Request 'api/v2/me' @{ operationName = 'EndContactCenterSession' }
