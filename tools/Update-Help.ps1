<#
.SYNOPSIS
Makes en-US/, the help that Get-Help reads, from the pages in docs/en-US, or says whether it is stale.
.DESCRIPTION
The pages (one markdown file for each command, and about_*.md) are what people edit. This script turns the command pages into
en-US/GenesysOutbound.dll-Help.xml and the topics into en-US/about_*.help.txt, and notes the SHA-256 of every source and every
generated file in docs/help.sha256, so that a machine without PowerShell can see that both still belong together. It needs the module
Microsoft.PowerShell.PlatyPS 1.0 or later, and nothing else: the module under documentation is not loaded.
.PARAMETER Check
Changes nothing: generates to a temporary folder, compares, and fails when something differs.
.EXAMPLE
./tools/Update-Help.ps1
.EXAMPLE
./tools/Update-Help.ps1 -Check
#>
[CmdletBinding()]
param(
    [switch] $Check
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '..')).Path
$pages = Join-Path $root 'docs/en-US'
$target = Join-Path $root 'en-US'
$hashFile = Join-Path $root 'docs/help.sha256'
$utf8 = [System.Text.UTF8Encoding]::new($false)

. (Join-Path $PSScriptRoot 'ConvertTo-AboutText.ps1')
. (Join-Path $PSScriptRoot 'Repair-Maml.ps1')

function Read-Text([string] $Path) {
    # With the same line ends everywhere, so that a checkout on Windows gives the same files and hashes.
    [System.IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
}

function Get-TextHash([string] $Path) {
    $sha = [System.Security.Cryptography.SHA256]::Create()
    try {
        -join ($sha.ComputeHash($utf8.GetBytes((Read-Text $Path))) | ForEach-Object { $_.ToString('x2') })
    }
    finally {
        $sha.Dispose()
    }
}

function Export-Maml([string] $Folder) {
    $platyPS = Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Select-Object -First 1
    if (-not $platyPS) {
        throw 'The module Microsoft.PowerShell.PlatyPS is missing. Install it with: Install-PSResource Microsoft.PowerShell.PlatyPS'
    }

    Import-Module $platyPS.Path
    $files = [string[]](Get-ChildItem $pages -Filter '*-*.md').FullName
    [Array]::Sort($files, [System.StringComparer]::Ordinal)
    $help = foreach ($file in $files) { Import-MarkdownCommandHelp -LiteralPath $file }
    $made = Export-MamlCommandHelp -CommandHelp $help -OutputFolder (Join-Path $Folder 'maml') -Force
    $default = @{}
    foreach ($command in $help) {
        $default[$command.Title] = @{}
        foreach ($parameter in $command.Parameters) {
            if ($parameter.DefaultValue) { $default[$command.Title][$parameter.Name] = $parameter.DefaultValue }
        }
    }

    $text = Repair-Maml -Text (Read-Text ([string]$made.FullName)) -Default $default
    [System.IO.File]::WriteAllText((Join-Path $Folder 'GenesysOutbound.dll-Help.xml'), $text, $utf8)
    Remove-Item (Join-Path $Folder 'maml') -Recurse
}

function Export-AboutTopic([string] $Folder) {
    foreach ($file in Get-ChildItem $pages -Filter 'about_*.md') {
        $text = ConvertTo-AboutText -Markdown (Read-Text $file.FullName) -Source $file.Name
        [System.IO.File]::WriteAllText((Join-Path $Folder ($file.BaseName + '.help.txt')), $text, $utf8)
    }
}

function Get-HashList([string] $Generated) {
    $sources = Get-ChildItem $pages -Filter '*.md' | Where-Object { $_.Name -ne 'GenesysOutbound.md' }
    $lines = @(
        foreach ($file in $sources) { (Get-TextHash $file.FullName) + '  docs/en-US/' + $file.Name }
        foreach ($file in Get-ChildItem $Generated -File) { (Get-TextHash $file.FullName) + '  en-US/' + $file.Name }
    )
    $sorted = [string[]]$lines
    [Array]::Sort($sorted, [Comparison[string]] { param($a, $b) [string]::CompareOrdinal($a.Substring(66), $b.Substring(66)) })
    ($sorted -join "`n") + "`n"
}

$work = Join-Path ([System.IO.Path]::GetTempPath()) ('gws-help-' + [guid]::NewGuid().ToString('n'))
$null = New-Item -ItemType Directory $work
try {
    Export-Maml $work
    Export-AboutTopic $work
    $hashes = Get-HashList $work

    if (-not $Check) {
        if (Test-Path $target) {
            Get-ChildItem $target -File | Remove-Item
        }

        $null = New-Item -ItemType Directory -Force $target
        Copy-Item (Join-Path $work '*') $target
        [System.IO.File]::WriteAllText($hashFile, $hashes, $utf8)
        Write-Output (Get-ChildItem $target)
        return
    }

    $names = @(Get-ChildItem $work -File) + @(Get-ChildItem $target -File -ErrorAction Ignore) | ForEach-Object Name | Sort-Object -Unique
    $stale = @(
        foreach ($name in $names) {
            $new = Join-Path $work $name
            $old = Join-Path $target $name
            if (-not ((Test-Path $new) -and (Test-Path $old)) -or (Read-Text $new) -cne (Read-Text $old)) {
                "en-US/$name"
            }
        }
        if (-not (Test-Path $hashFile) -or (Read-Text $hashFile) -cne $hashes) {
            'docs/help.sha256'
        }
    )
    if ($stale) {
        throw "Not up to date: $($stale -join ', '). Run tools/Update-Help.ps1."
    }

    Write-Output 'The help is up to date.'
}
finally {
    Remove-Item $work -Recurse -Force
}
