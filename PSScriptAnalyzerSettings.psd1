@{
    # All rules but one: a wrapper around a native program passes its arguments by position, and so do people in examples.
    ExcludeRules = @('PSAvoidUsingPositionalParameters')

    # The module is for Windows PowerShell 5.1 as well, and so is every script that comes with it.
    Rules = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
    }
}
