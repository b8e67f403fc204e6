# The module as a module: import, exports, remove and import again. No server is needed.
Describe 'The module' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $manifest = Import-PowerShellDataFile $env:GWS_MODULE_UNDER_TEST
        $pwsh = (Get-Process -Id $PID).Path
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $env:GWS_MODULE_UNDER_TEST).Name | Should -Be 'GenesysOutbound'
    }

    It 'exports exactly the commands that the manifest names' {
        $exported = (Get-Module GenesysOutbound).ExportedCommands.Keys | Sort-Object
        $exported | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'exports no function, alias or variable' {
        $module = Get-Module GenesysOutbound
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'loads neither the simulator nor the JSON library at import' {
        $loaded = & $pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$env:GWS_MODULE_UNDER_TEST'
[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -match 'GenesysOutbound' }
"@
        $loaded | Should -Contain 'GenesysOutbound'
        $loaded | Should -Not -Contain 'GenesysOutbound.Simulator'
        $loaded | Should -Not -Contain 'GenesysOutbound.Desktop'
        $loaded | Should -Not -Contain 'GenesysOutbound.CometD'
    }

    It 'can be removed and imported again in the same process' {
        $answer = & $pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$env:GWS_MODULE_UNDER_TEST'
Remove-Module GenesysOutbound
if (Get-Command Get-GwsCallResult -ErrorAction Ignore | Where-Object Source -eq GenesysOutbound | Where-Object { Get-Module GenesysOutbound }) { 'still there' }
Import-Module '$env:GWS_MODULE_UNDER_TEST'
Import-Module '$env:GWS_MODULE_UNDER_TEST' -Force
(Get-GwsCallResult | Where-Object Name -eq Busy).Number
(Get-Command -Module GenesysOutbound).Count
"@
        $answer | Should -Be @('6', "$($manifest.CmdletsToExport.Count)")
    }

    It 'can be imported from a second folder without an error, and has no effect on what is there' {
        $second = Join-Path $TestDrive 'second/GenesysOutbound'
        $null = New-Item $second -ItemType Directory
        $folder = Split-Path $env:GWS_MODULE_UNDER_TEST
        Copy-Item $env:GWS_MODULE_UNDER_TEST, (Join-Path $folder 'bin') $second -Recurse
        $answer = & $pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$env:GWS_MODULE_UNDER_TEST'
`$simulator = Start-GwsSimulator
`$null = `$simulator | Connect-Gws
Import-Module '$second/GenesysOutbound.psd1' 3>&1
`$Error.Count
(Get-Module GenesysOutbound).Count
(Get-GwsPreviewRecord -CampaignName Campaign1).Handle
"@ 2>&1
        $answer | Should -Be @('0', '2', '1')
    }

    It 'adds its type data whatever the preference variables of the caller are' {
        $answer = & $pwsh -NoProfile -NonInteractive -Command @"
`$WhatIfPreference = `$true
`$ConfirmPreference = 'Low'
`$ErrorActionPreference = 'Ignore'
Import-Module '$env:GWS_MODULE_UNDER_TEST'
(Get-TypeData GenesysOutbound.Client.GwsRecord).Members.Keys | Sort-Object
"@ 2>&1
        $answer | Should -Be @('Handle', 'Pending', 'Record ', 'RecordHandle', 'Shown')
    }

    It 'is imported in a runspace whose initial state names it' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($env:GWS_MODULE_UNDER_TEST)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $names = $shell.AddScript('(Get-TypeData GenesysOutbound.Client.GwsCall).Members.Keys | Sort-Object').Invoke()
        $shell.Dispose()
        $runspace.Dispose()
        $names | Should -Be @('Call ', 'Id', 'RecordHandle', 'Shown')
    }

    It 'has a table view for every output type' {
        foreach ($type in (Get-Command -Module GenesysOutbound).OutputType.Name | Sort-Object -Unique) {
            if ($type -like 'GenesysOutbound.*') {
                (Get-FormatData -TypeName $type).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name } |
                    Should -Contain 'TableControl' -Because $type
            }
        }
    }

    It 'shows call results as a table' {
        $text = Get-GwsCallResult | Select-Object -First 3 | Out-String -Width 120
        $text | Should -Match 'Number\s+Name\s+ServiceName\s+Text'
        $text | Should -Match '0\s+Ok\s+OK\s+Ok'
    }

    It 'says what to do when there is no session' {
        $record = Get-ErrorOf { Get-GwsCampaign }
        $record.FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        $record.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $record.Exception.Message | Should -BeLike '*Connect-Gws*'
    }
}
