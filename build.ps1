<#
.SYNOPSIS
Builds, tests, shows, documents and packages the GenesysOutbound module.
.PARAMETER Task
Build, Test, Demo, Docs, Package or Clean. Package runs Build first.
.PARAMETER Configuration
Debug or Release. Package always takes Release.
.EXAMPLE
./build.ps1 -Task Package
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Docs', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$solution = Join-Path $root 'GenesysOutbound.sln'
$artifacts = Join-Path $root 'artifacts'

function Invoke-DotNet {
    # Runs dotnet and ends the build when it fails: a native exit code does not do that by itself.
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args -join ' ') ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet build $solution --nologo --configuration $Configuration -warnaserror
}

function Invoke-Test {
    Invoke-DotNet test $solution --nologo --configuration $Configuration
}

function Invoke-Demo {
    Invoke-DotNet run --project (Join-Path $root 'src/GenesysOutbound.Demo') --configuration $Configuration
}

function Invoke-Docs {
    Invoke-Build
    & (Join-Path $root 'docs/Update-Help.ps1')
}

function Invoke-Package {
    # One list of files serves the folder and the nupkg, and a test compares it with what was packed.
    $manifest = Import-PowerShellDataFile (Join-Path $root 'GenesysOutbound.psd1')
    $version = $manifest.ModuleVersion
    Invoke-DotNet build (Join-Path $root 'src/GenesysOutbound') --nologo --configuration Release -warnaserror

    $folder = Join-Path $artifacts "GenesysOutbound/$version"
    if (Test-Path $folder) {
        Remove-Item $folder -Recurse -Force
    }

    foreach ($relative in Get-Content (Join-Path $root 'src/GenesysOutbound/package-files.txt')) {
        if (-not $relative -or $relative.StartsWith('#')) {
            continue
        }

        $target = Join-Path $folder $relative
        $null = New-Item -ItemType Directory -Force (Split-Path $target)
        Copy-Item (Join-Path $root $relative) $target
    }

    Invoke-DotNet pack (Join-Path $root 'src/GenesysOutbound') --nologo --no-build --configuration Release --output $artifacts
    Write-Output (Get-Item $folder)
    Write-Output (Get-Item (Join-Path $artifacts "GenesysOutbound.$version.nupkg"))
}

function Invoke-Clean {
    Invoke-DotNet clean $solution --nologo --configuration $Configuration
    foreach ($made in @($artifacts, (Join-Path $root 'bin'))) {
        if (Test-Path $made) {
            Remove-Item $made -Recurse -Force
        }
    }
}

& "Invoke-$Task"
