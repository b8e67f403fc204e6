# Dot-sourced by the help suites: reads a command page (the markdown of docs/en-US) without PlatyPS, so that the pages are checked everywhere.

function Get-HelpSection([string] $Text, [string] $Name) {
    if ($Text -match "(?s)\n## $Name\n(.*?)(?=\n## |$)") { $Matches[1].Trim() }
}

function ConvertTo-ParameterContract([string] $Name, [string] $Yaml) {
    # The same line that Format-ParameterContract makes of the command's own metadata.
    $value = { param($key) if ($Yaml -match "(?m)^ *-? *${key}: *(.*)$") { $Matches[1].Trim("'") } }
    $list = { param($key) if ($Yaml -match "(?m)^${key}:\n((?:- .*\n)+)") { ($Matches[1].Trim() -split '\n').ForEach({ $_.Substring(2) }) } }
    $sets = foreach ($block in ($Yaml -split '(?m)^- (?=Name:)' | Select-Object -Skip 1)) {
        $read = { param($key) if ($block -match "(?m)^ *${key}: *(.*)$") { $Matches[1].Trim("'") } }
        '{0}/{1}/{2}/{3}/{4}' -f (& $read 'Name'), (& $read 'Position'), (& $read 'IsRequired'), (& $read 'ValueFromPipeline'), (& $read 'ValueFromPipelineByPropertyName')
    }
    $aliases = ((& $list 'Aliases') | Sort-Object) -join ','
    $accepted = (& $list 'AcceptedValues') -join ','
    "-$Name $(& $value 'Type') wildcards=$(& $value 'SupportsWildcards') aliases=$aliases accepted=$accepted sets=$(($sets | Sort-Object) -join ' ')".ToLowerInvariant()
}

function Test-HiddenParameter($Parameter) {
    # A parameter that the command hides from people is not on the page.
    @($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] -and $_.DontShow }).Count -gt 0
}

function Format-ParameterContract($Parameter) {
    if (Test-HiddenParameter $Parameter) { return }

    $type = $Parameter.ParameterType
    $element = if ($type.IsArray) { $type.GetElementType() } else { $type }
    $nullable = [Nullable]::GetUnderlyingType($element)
    if ($nullable) { $element = $nullable }
    $accepted = if ($element.IsEnum -and $element.Namespace -like 'GenesysOutbound*') { [enum]::GetNames($element) } else {
        ($Parameter.Attributes | Where-Object { $_ -is [ValidateSet] }).ValidValues
    }
    $wild = @($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }).Count -gt 0
    $sets = foreach ($name in $Parameter.ParameterSets.Keys) {
        $set = $Parameter.ParameterSets[$name]
        '{0}/{1}/{2}/{3}/{4}' -f $(if ($name -eq '__AllParameterSets') { '(All)' } else { $name }),
            $(if ($set.Position -lt 0) { 'Named' } else { $set.Position }), $set.IsMandatory, $set.ValueFromPipeline, $set.ValueFromPipelineByPropertyName
    }
    $shown = if ($nullable) { "System.Nullable``1[$($nullable.FullName)]" } else { $type.FullName }
    $aliases = ($Parameter.Aliases | Sort-Object) -join ','
    "-$($Parameter.Name) $shown wildcards=$wild aliases=$aliases accepted=$($accepted -join ',') sets=$(($sets | Sort-Object) -join ' ')".ToLowerInvariant()
}

# A page is read once for all the tests that look at it.
$pagesRead = @{}

function Read-HelpPage([string] $Path) {
    if (-not $pagesRead.ContainsKey($Path)) { $pagesRead[$Path] = ConvertFrom-HelpPage $Path }
    $pagesRead[$Path]
}

function ConvertFrom-HelpPage([string] $Path) {
    $text = [System.IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
    $parameters = foreach ($match in [regex]::Matches("`n" + (Get-HelpSection $text 'PARAMETERS'), '(?s)\n### -(\w+)\n\n(.*?)\n\n```yaml\n(.*?)```')) {
        [pscustomobject]@{
            Name        = $match.Groups[1].Value
            Description = $match.Groups[2].Value.Replace("`n", ' ')
            Contract    = ConvertTo-ParameterContract $match.Groups[1].Value $match.Groups[3].Value
        }
    }
    $examples = foreach ($match in [regex]::Matches("`n" + (Get-HelpSection $text 'EXAMPLES'), '(?s)\n### Example \d+: ([^\n]+)\n.*?```powershell\n(.*?)\n```')) {
        [pscustomobject]@{ Title = $match.Groups[1].Value; Code = $match.Groups[2].Value }
    }
    $heads = { param($section) @([regex]::Matches((Get-HelpSection $text $section), '(?m)^### (.+)$') | ForEach-Object { $_.Groups[1].Value }) }
    [pscustomobject]@{
        Synopsis    = (Get-HelpSection $text 'SYNOPSIS').Replace("`n", ' ')
        Description = Get-HelpSection $text 'DESCRIPTION'
        Notes       = Get-HelpSection $text 'NOTES'
        Links       = Get-HelpSection $text 'RELATED LINKS'
        Examples    = @($examples)
        Parameters  = @($parameters)
        Syntax      = @([regex]::Matches((Get-HelpSection $text 'SYNTAX'), '(?s)```\n(.*?)\n```') | ForEach-Object {
                ([regex]::Matches($_.Groups[1].Value, '(?<=[\[ ])-(\w+)') | ForEach-Object { $_.Groups[1].Value } | Sort-Object) -join ' '
            })
        Inputs      = & $heads 'INPUTS'
        Outputs     = & $heads 'OUTPUTS'
    }
}
