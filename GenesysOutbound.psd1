@{
    # The first loads what was compiled ahead for this platform, where the package has it. The commands come after it and are not the root module,
    # because the engine loads a root module's assembly before any code of the module runs.
    NestedModules        = @('bin/GenesysOutbound.Loader.dll', 'bin/GenesysOutbound.dll')
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0c3f0e-6c2f-4a53-9a5e-4f5d1c8f2b17'
    Author               = 'GenesysOutbound contributors'
    CompanyName          = 'GenesysOutbound contributors'
    Copyright            = '(c) GenesysOutbound contributors. MIT licence.'
    Description          = 'Works outbound campaign records, calls and e-mails of Genesys Web Services from PowerShell, and brings a simulator to learn and test against.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('bin/GenesysOutbound.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-Gws'
        'Disconnect-Gws'
        'Invoke-GwsAcceptEmail'
        'Set-GwsAgentState'
        'Invoke-GwsAnswerCall'
        'Get-GwsCall'
        'Stop-GwsCall'
        'Get-GwsCallResult'
        'Set-GwsCallResult'
        'Get-GwsCampaign'
        'Invoke-GwsCancelRecord'
        'Get-GwsChainedRecord'
        'Get-GwsDesktop'
        'Start-GwsDesktop'
        'Stop-GwsDesktop'
        'Get-GwsDevice'
        'Start-GwsDirectPushPreview'
        'Stop-GwsDirectPushPreview'
        'Remove-GwsDoNotCall'
        'Set-GwsDoNotCall'
        'Get-GwsEmail'
        'Get-GwsEvent'
        'Register-GwsEvent'
        'Wait-GwsEvent'
        'Start-GwsPreviewCall'
        'Get-GwsPreviewRecord'
        'Complete-GwsRecord'
        'Get-GwsRecord'
        'New-GwsRecord'
        'Get-GwsRecordField'
        'Update-GwsRecordField'
        'Remove-GwsRecordSchedule'
        'Set-GwsRecordSchedule'
        'Invoke-GwsRejectCall'
        'Invoke-GwsRejectEmail'
        'Invoke-GwsRejectRecord'
        'Invoke-GwsRequest'
        'Get-GwsSession'
        'Select-GwsSession'
        'Test-GwsServer'
        'Test-GwsSession'
        'Get-GwsUser'
        'Get-GwsSimulator'
        'Restart-GwsSimulator'
        'Show-GwsSimulator'
        'Start-GwsSimulator'
        'Stop-GwsSimulator'
        'Send-GwsSimulatorCall'
        'Send-GwsSimulatorEmail'
        'Add-GwsSimulatorFault'
        'Clear-GwsPendingChange'
        'Clear-GwsSimulatorFault'
        'Get-GwsSimulatorRecord'
        'Send-GwsSimulatorRecord'
        'Get-GwsSimulatorRequest'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Genesys', 'GWS', 'Outbound', 'ContactCenter', 'CometD', 'Bayeux', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
