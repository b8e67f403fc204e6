<#
.SYNOPSIS
Builds, tests, shows, documents and packages the GenesysOutbound module.
.PARAMETER Task
Build, Test, Demo, Docs, Package or Clean.
.PARAMETER Configuration
Debug or Release. Package always takes Release.
.PARAMETER OutputPath
Where Package puts the module folder, the nupkg and the bill of materials (CycloneDX); artifacts/ beside this script unless told otherwise.
.EXAMPLE
./build.ps1 -Task Package
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Configuration', Justification = 'The functions below use it.')]
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Docs', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string] $OutputPath = (Join-Path $PSScriptRoot 'artifacts')
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$solution = Join-Path $root 'GenesysOutbound.sln'
$OutputPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)

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
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '', Justification = 'Named after the task.')]
    param()
    Invoke-Build
    & (Join-Path $root 'tools/Update-Help.ps1')
}

function Write-BillOfMaterial {
    # What the package is made of, as CycloneDX: the assemblies as they lie in the folder, and the one package among them as the lock file names it.
    param([string] $Folder, [string] $Version, [string] $Path)
    $lock = (Get-Content -Raw (Join-Path $root 'src/GenesysOutbound/packages.lock.json') | ConvertFrom-Json).dependencies.'.NETStandard,Version=v2.0'
    $components = foreach ($file in Get-ChildItem (Join-Path $Folder 'bin') -Filter *.dll | Sort-Object Name) {
        $hashes = @([ordered]@{ alg = 'SHA-256'; content = (Get-FileHash $file.FullName -Algorithm SHA256).Hash.ToLowerInvariant() })
        $package = $lock.($file.BaseName)
        if ($package -and $package.type -ne 'Project') {
            [ordered]@{
                type = 'library'; name = $file.BaseName; version = $package.resolved; hashes = $hashes
                purl = "pkg:nuget/$($file.BaseName)@$($package.resolved)"
                properties = @([ordered]@{ name = 'nuget:contentHash'; value = $package.contentHash })
            }
        }
        else {
            [ordered]@{ type = 'library'; name = $file.BaseName; version = $Version; hashes = $hashes }
        }
    }
    $bill = [ordered]@{
        bomFormat = 'CycloneDX'; specVersion = '1.6'; version = 1
        metadata = [ordered]@{
            component = [ordered]@{
                type = 'application'; name = 'GenesysOutbound'; version = $Version; licenses = @([ordered]@{ license = [ordered]@{ id = 'MIT' } })
            }
        }
        components = @($components)
    }
    [IO.File]::WriteAllText($Path, ((ConvertTo-Json $bill -Depth 8) -replace "`r`n", "`n") + "`n")
}

function Invoke-Package {
    # One list of files serves the folder and the nupkg, and a test compares it with what was packed. The build goes
    # to a stage of its own: the checkout's bin/ may be loaded by a running PowerShell.
    $manifest = Import-PowerShellDataFile (Join-Path $root 'GenesysOutbound.psd1')
    $version = $manifest.ModuleVersion
    $project = Join-Path $root 'src/GenesysOutbound'
    $stage = Join-Path $OutputPath 'stage'
    $folder = Join-Path $OutputPath "GenesysOutbound/$version"
    foreach ($old in $stage, $folder) {
        if (Test-Path $old) {
            Remove-Item $old -Recurse -Force
        }
    }

    # The analysers have their say in every other build; the bytes are the same without them.
    Invoke-DotNet build $project --nologo --configuration Release -warnaserror "-p:RunAnalyzers=false" "-p:ModuleBinFolder=$stage/bin/"
    # What PowerShell 7 runs on this platform is compiled ahead. Elsewhere, and in a checkout, the runtime compiles it as it goes.
    foreach ($platform in 'linux-x64') {
        $ahead = Join-Path $root 'src/GenesysOutbound.Ahead'
        & dotnet msbuild $ahead -nologo -verbosity:quiet -restore -target:CompileAhead "-p:RuntimeIdentifier=$platform" "-p:InputFolder=$stage/bin/" "-p:OutputFolder=$stage/bin/$platform/"
        if ($LASTEXITCODE -ne 0) {
            throw "The assemblies for $platform were not compiled ahead. The package needs the NuGet packages Microsoft.NETCore.App.Crossgen2 and Microsoft.NETCore.App.Runtime.$platform in the version of the SDK; every other task does without them."
        }
    }

    foreach ($relative in Get-Content (Join-Path $project 'package-files.txt')) {
        if (-not $relative -or $relative.StartsWith('#')) {
            continue
        }

        $source = if ($relative.StartsWith('bin/')) { Join-Path $stage $relative }
        else { Join-Path $root $relative }
        $target = Join-Path $folder $relative
        $null = New-Item -ItemType Directory -Force (Split-Path $target)
        Copy-Item $source $target
    }

    # A semicolon would end the property; the gallery's tags are separated by blanks.
    $tags = ($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" }) -join ' '
    Invoke-DotNet pack $project --nologo --no-build --configuration Release --output $OutputPath "-p:PackageRoot=$folder/" "-p:CommandTags=$tags"
    Remove-Item $stage -Recurse -Force
    $bill = Join-Path $OutputPath "GenesysOutbound.$version.cdx.json"
    Write-BillOfMaterial -Folder $folder -Version $version -Path $bill
    Write-Output (Get-Item $folder)
    Write-Output (Get-Item (Join-Path $OutputPath "GenesysOutbound.$version.nupkg"))
    Write-Output (Get-Item $bill)
}

function Invoke-Clean {
    Invoke-DotNet clean $solution --nologo --configuration $Configuration
    foreach ($made in @($OutputPath, (Join-Path $root 'bin'))) {
        if (Test-Path $made) {
            Remove-Item $made -Recurse -Force
        }
    }
}

& "Invoke-$Task"
