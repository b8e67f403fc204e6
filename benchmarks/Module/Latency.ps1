# Time from "the server has the event" to "Wait-GwsEvent returned it", in one process so that one clock is used.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [int] $Events,
    # How many events are in the log, unread, before the first wait.
    [int] $Unread = 0
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$simulator = Start-GwsSimulator
$null = Connect-Gws -Uri $simulator.Uri -Credential $simulator.Agents[0].Credential

# A pool thread publishes at irregular intervals; the event carries the time at which it was handed to the server.
Add-Type -ReferencedAssemblies @([Object].Assembly.Location, [GenesysOutbound.Simulator.GwsSimulator].Assembly.Location, 'System.Runtime', 'netstandard', 'System.Threading', 'System.Collections') -TypeDefinition @'
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
public static class Publisher
{
    public static Task Start(GenesysOutbound.Simulator.GwsSimulator simulator, string agent, int count) => Task.Run(async () =>
    {
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            await Task.Delay(random.Next(3, 25));
            simulator.Publish(agent, "/v2/me/outbound", "{\"messageType\":\"Benchmark\",\"notificationType\":\"Tick\",\"ticks\":" + Stopwatch.GetTimestamp() + "}");
        }
    });
}
'@

$agent = $simulator.Agents[0].UserName
for ($i = 0; $i -lt $Unread; $i++) {
    $simulator.Publish($agent, '/v2/me/outbound', '{"messageType":"Filler","notificationType":"Tick","number":' + $i + '}')
}

if ($Unread) { $null = Wait-GwsEvent -MessageType Filler -Filter { $_.Data.number -eq $Unread - 1 } -TimeoutSec 60 }

$publishing = [Publisher]::Start($simulator, $agent, $Events)
$milliseconds = foreach ($i in 1..$Events) {
    $seen = Wait-GwsEvent -MessageType Benchmark -TimeoutSec 30
    ([Diagnostics.Stopwatch]::GetTimestamp() - $seen.Data.ticks) * 1000.0 / [Diagnostics.Stopwatch]::Frequency
}

$publishing.Wait()
Disconnect-Gws
Stop-GwsSimulator

# The first tenth is left out: the script itself is compiled then. The first half is what a script of some hundred waits feels, the second what a warm one does.
function Get-Spread([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    foreach ($share in 0.5, 0.99, 1) { [math]::Round($sorted[[int] ($share * ($sorted.Count - 1))], 3) }
}

$half = [int] ($Events / 2)
$first = Get-Spread $milliseconds[([int] ($half / 10))..($half - 1)]
$later = Get-Spread $milliseconds[$half..($Events - 1)]
[ordered] @{ p50 = $first[0]; p99 = $first[1]; max = $first[2]; p50later = $later[0]; p99later = $later[1]; maxlater = $later[2] } | ConvertTo-Json -Compress
