@{
    RootModule           = 'bin/GenesysOutbound.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0c3f0e-6c2f-4a53-9a5e-4f5d1c8f2b17'
    Author               = 'GenesysOutbound contributors'
    CompanyName          = 'GenesysOutbound contributors'
    Copyright            = '(c) GenesysOutbound contributors. MIT licence.'
    Description          = 'Works outbound campaign records, calls and e-mails of Genesys Web Services from PowerShell, and brings a simulator to learn and test against.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @()
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Genesys', 'GWS', 'Outbound', 'ContactCenter', 'CometD', 'Bayeux', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
