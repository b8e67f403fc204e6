# Dot-sourced by BadInput.Tests.ps1: the mistakes that a parameter allows, and valid values for what has to be given beside them.

# Commands that show what a closed session still knows, or say that it is closed without an error.
$script:WorksOnClosedSession = @(
    'Disconnect-Gws', 'Test-GwsSession', 'Get-GwsEvent', 'Wait-GwsEvent', 'Get-GwsCall', 'Get-GwsEmail', 'Get-GwsRecord', 'Get-GwsRecordField',
    'Get-GwsCampaign', 'Get-GwsDevice', 'Get-GwsUser', 'Get-GwsCallResult'
)

# Commands that take any object there is.
$script:TakesAnything = @('Invoke-GwsRequest')

# A valid value for every mandatory parameter.
$script:Valid = @{
    RecordHandle = '1'; CampaignName = 'Campaign1'; CallingList = 'CallingList1'; PhoneNumber = '647000'; CallId = 'call-1'; EmailId = 'email-1'
    CallResult = 'Busy'; At = (Get-Date).AddDays(1); RecordTime = '05/27/2031 14:30'; TimeZone = 'PST'; Field = @{ custom1 = 'x' }; Name = 'custom1'; Value = 'x'
    State = 'Ready'; Kind = 'Delay'; Path = '/api/v2/me'; Id = 1; Agent = 'agent1'; Uri = 'http://127.0.0.1:1/'; ListAvailable = $true
    Credential = [pscredential]::new('agent1', (ConvertTo-SecureString 'password' -AsPlainText -Force))
}

function Get-OwnParameter {
    param([string] $Command)
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
    (Get-Command $Command).Parameters.Values | Where-Object Name -NotIn $common
}

function Get-ParameterSetFor {
    # Valid values for the mandatory parameters of a set that has the parameter, or of the default set.
    param([string] $Command, [string] $Parameter)
    $sets = (Get-Command $Command).ParameterSets
    $set = $sets | Where-Object { -not $Parameter -or $_.Parameters.Name -contains $Parameter } | Sort-Object { -not $_.IsDefault } | Select-Object -First 1
    $with = @{}
    foreach ($mandatory in $set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -ne 'Session' -and $_.Name -ne 'Simulator' }) {
        if (-not $script:Valid.ContainsKey($mandatory.Name)) {
            throw "Say a valid value for -$($mandatory.Name) of $Command in BadInputTable.ps1."
        }

        $with[$mandatory.Name] = $script:Valid[$mandatory.Name]
    }

    $with
}

function Test-PipelineParameter {
    param([string] $Command, [string] $Name)
    [bool] @((Get-Command $Command).Parameters[$Name].Attributes | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
}

function Get-WrongValue {
    # Values that a parameter cannot take, and what the error has to say.
    param([System.Management.Automation.ParameterMetadata] $Parameter)
    $kinds = $Parameter.Attributes | ForEach-Object { $_.GetType().Name -replace 'Attribute$' }
    $type = $Parameter.ParameterType
    $type = if ($type.IsArray) { $type.GetElementType() } else { $type }
    $type = if ([Nullable]::GetUnderlyingType($type)) { [Nullable]::GetUnderlyingType($type) } else { $type }
    $name = $Parameter.Name

    if ($type -eq [string]) {
        if ('ValidateNotNullOrEmpty' -in $kinds -or 'ValidateNotNull' -in $kinds) { @{ Value = $null; Says = $name } }
        if ('ValidateNotNullOrEmpty' -in $kinds) { @{ Value = ''; Says = $name } }
        foreach ($choices in $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] }) { @{ Value = 'nonsense'; Says = $choices.ValidValues } }
    }
    elseif ($type.IsEnum) {
        @{ Value = 'nonsense'; Says = @($name, [enum]::GetNames($type)[-1]) }
        @{ Value = 0x40000000; Says = $name }
    }
    elseif ($type.Name -in 'GwsCallResult', 'GwsPhoneType') {
        @{ Value = 'nonsense'; Says = @('nonsense') + $(if ($type.Name -eq 'GwsCallResult') { 'Busy' } else { 'Mobile' }) }
        if ($type.Name -eq 'GwsCallResult') { @{ Value = ''; Says = $name } } # An empty phone type, as in an empty column of a CSV file, is not given.
    }
    elseif ($type -in [int], [long], [double]) {
        @{ Value = 'many'; Says = $name }
        foreach ($range in $Parameter.Attributes | Where-Object { $_ -is [ValidateRange] -and $null -ne $_.MinRange }) {
            if ($range.MinRange -gt $type::MinValue) { @{ Value = $range.MinRange - 1; Says = @($name, "$($range.MinRange)") } }
            if ($range.MaxRange -lt $type::MaxValue) { @{ Value = $range.MaxRange + 1; Says = @($name, "$($range.MaxRange)") } }
        }
    }
    elseif ($type -in [datetimeoffset], [timespan], [scriptblock], [uri]) {
        @{ Value = 'no such: thing'; Says = $name } | Where-Object { $type -ne [uri] -and $type -ne [scriptblock] }
        @{ Value = 4711; Says = $name } | Where-Object { $type -eq [scriptblock] }
    }
    elseif ($type -eq [System.Collections.IDictionary]) {
        @{ Value = 'text'; Says = $name }
    }
}

function Get-Mistake {
    # Every mistake in one parameter of a command, beside valid values for the others; and every two parameters that exclude each other.
    param([string] $Command)
    foreach ($parameter in Get-OwnParameter $Command) {
        foreach ($wrong in Get-WrongValue $parameter) {
            $with = Get-ParameterSetFor $Command $parameter.Name
            $with[$parameter.Name] = $wrong.Value
            @{ With = $with; What = "-$($parameter.Name) '$($wrong.Value)'"; Says = @($wrong.Says) }
        }
    }

    $sets = (Get-Command $Command).ParameterSets
    foreach ($one in $sets) {
        $mine = @($one.Parameters | Where-Object { $_.IsMandatory -and @($sets | Where-Object { $_.Name -ne $one.Name -and $_.Parameters.Name -contains $args[0] }).Count -eq 0 })
        foreach ($other in $sets | Where-Object { $_.Name -gt $one.Name }) {
            $a = @($mine | Where-Object { $other.Parameters.Name -notcontains $_.Name })[0]
            $b = @($other.Parameters | Where-Object { $_.IsMandatory -and $one.Parameters.Name -notcontains $_.Name })[0]
            if ($a -and $b) {
                $with = Get-ParameterSetFor $Command $a.Name
                $with[$b.Name] = $script:Valid[$b.Name]
                @{ With = $with; What = "-$($a.Name) and -$($b.Name) together"; Says = @() }
            }
        }
    }
}
