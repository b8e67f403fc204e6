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
