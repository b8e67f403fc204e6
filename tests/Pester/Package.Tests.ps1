# The package that the gallery takes: made as a release makes it, looked into, installed, imported.
BeforeDiscovery {
    $hasDotNet = [bool](Get-Command dotnet -ErrorAction SilentlyContinue)
    $hasResourceGet = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
}

Describe 'Package' -Skip:(-not $hasDotNet) {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $version = (Import-PowerShellDataFile (Join-Path $root 'GenesysOutbound.psd1')).ModuleVersion
        $listed = Get-Content (Join-Path $root 'src/GenesysOutbound/package-files.txt') | Where-Object { $_ -and -not $_.StartsWith('#') }

        function New-Package {
            param([string] $Path)
            $pwsh = (Get-Process -Id $PID).Path
            $output = & $pwsh -NoProfile -File (Join-Path $root 'build.ps1') -Task Package -OutputPath $Path 2>&1
            if ($LASTEXITCODE -ne 0) {
                throw "build.ps1 -Task Package failed:`n$($output | Out-String)"
            }
        }

        New-Package (Join-Path $TestDrive 'first')
        $folder = Join-Path $TestDrive "first/GenesysOutbound/$version"
        $nupkg = Join-Path $TestDrive "first/GenesysOutbound.$version.nupkg"
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $zip = [IO.Compression.ZipFile]::OpenRead($nupkg)
        try {
            $packed = $zip.Entries.FullName
            $reader = [IO.StreamReader]::new(($zip.Entries | Where-Object FullName -EQ 'GenesysOutbound.nuspec').Open())
            [xml] $nuspec = $reader.ReadToEnd()
            $reader.Dispose()
        }
        finally {
            $zip.Dispose()
        }
    }

    It 'comes with a bill of materials that names every assembly with its content, and the version of the one from elsewhere' {
        $bill = Get-Content -Raw (Join-Path $TestDrive "first/GenesysOutbound.$version.cdx.json") | ConvertFrom-Json
        $bill.bomFormat | Should -Be 'CycloneDX'
        $assemblies = @(Get-ChildItem (Join-Path $folder 'bin') -Filter *.dll | Sort-Object Name)
        $bill.components.name | Should -Be $assemblies.BaseName
        $bill.components.hashes.content | Should -Be @($assemblies | ForEach-Object { (Get-FileHash $_.FullName).Hash.ToLowerInvariant() })
        $elsewhere = @($bill.components | Where-Object purl)
        $elsewhere.name | Should -Be 'Newtonsoft.Json'
        $loaded = [Diagnostics.FileVersionInfo]::GetVersionInfo((Join-Path $folder 'bin/Newtonsoft.Json.dll')).FileVersion
        $loaded | Should -BeLike "$($elsewhere.version).*"
    }

    It 'has the listed files in the module folder and no other' {
        $found = Get-ChildItem $folder -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') }
        $found | Sort-Object | Should -Be ($listed | Sort-Object)
    }

    It 'has the listed files in the nupkg and no other of ours' {
        $own = $packed | Where-Object { $_ -notmatch '^(_rels/|package/|\[Content_Types\]|GenesysOutbound\.nuspec$)' }
        $own | Sort-Object | Should -Be ($listed | Sort-Object)
    }

    It 'carries no assembly of the engine' {
        $packed | Where-Object { $_ -match 'System\.Management\.Automation|PowerShellStandard' } | Should -BeNullOrEmpty
    }

    It 'tells the gallery what it is' {
        $nuspec.package.metadata.id | Should -Be 'GenesysOutbound'
        $nuspec.package.metadata.version | Should -Be $version
        $nuspec.package.metadata.license.InnerText | Should -Be 'MIT'
        $tags = $nuspec.package.metadata.tags -split ' '
        foreach ($tag in 'PSModule', 'PSEdition_Desktop', 'PSEdition_Core', 'PSCommand_Invoke-GwsRejectRecord', 'PSCommand_Wait-GwsEvent') {
            $tags | Should -Contain $tag
        }
    }

    It 'is the same, byte for byte, when it is made again' {
        New-Package (Join-Path $TestDrive 'second')
        $again = Join-Path $TestDrive "second/GenesysOutbound.$version.nupkg"
        (Get-FileHash $again).Hash | Should -Be (Get-FileHash $nupkg).Hash
    }

    It 'imports from the module folder and exports every command of the manifest' {
        $script = "`$m = Import-Module '$folder/GenesysOutbound.psd1' -PassThru; `$m.ExportedCmdlets.Count"
        $count = & (Get-Process -Id $PID).Path -NoProfile -Command $script
        [int] $count | Should -Be (Import-PowerShellDataFile (Join-Path $folder 'GenesysOutbound.psd1')).CmdletsToExport.Count
    }

    It 'takes what was compiled ahead where it can, and the portable assemblies elsewhere' {
        $script = "Import-Module '$folder/GenesysOutbound.psd1'; `$null = Start-GwsSimulator | Connect-Gws; `$null = Start-GwsDesktop; [AppDomain]::CurrentDomain.GetAssemblies().Location -like '*GenesysOutbound*'"
        $locations = & (Get-Process -Id $PID).Path -NoProfile -Command $script
        $can = $IsLinux -and [Environment]::Version.Major -ge 10 -and [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
        $expected = foreach ($file in 'GenesysOutbound.dll', 'GenesysOutbound.Client.dll', 'GenesysOutbound.CometD.dll', 'GenesysOutbound.Desktop.dll', 'GenesysOutbound.Simulator.dll') {
            Join-Path $folder $(if ($can) { "bin/linux-x64/$file" } else { "bin/$file" })
        }
        $locations | Where-Object { $_ -notlike '*Loader.dll' } | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'takes the portable assemblies when <What>' -TestCases @(
        @{ What = 'the image is cut short'; Break = { param($Path) [IO.File]::WriteAllBytes($Path, [IO.File]::ReadAllBytes($Path)[0..4095]) } }
        @{ What = 'there is no image'; Break = { param($Path) Remove-Item $Path } }
    ) {
        $broken = Join-Path $TestDrive 'broken/GenesysOutbound'
        Remove-Item (Split-Path $broken) -Recurse -Force -ErrorAction Ignore
        Copy-Item $folder $broken -Recurse
        foreach ($image in Get-ChildItem (Join-Path $broken 'bin/*-*/*.dll')) {
            & $Break $image.FullName
        }

        $script = "`$ErrorActionPreference = 'Stop'; Import-Module '$broken/GenesysOutbound.psd1'; [GenesysOutbound.Client.GwsSession].Assembly.Location; (Get-Command Connect-Gws).DLL; (Start-GwsSimulator | Connect-Gws).State"
        $location, $commands, $state = & (Get-Process -Id $PID).Path -NoProfile -Command $script
        $location | Should -BeLike '*bin?GenesysOutbound.Client.dll'
        $commands | Should -BeLike '*bin?GenesysOutbound.dll'
        $state | Should -Be 'Connected'
    }

    It 'installs from a local folder repository' -Skip:(-not $hasResourceGet) {
        # A process of its own: repositories and the module path are settings of the user, and this one's stay as they are. On Linux the list
        # of repositories is one of its own as well: another run at the same time would write the same file.
        $repository = Join-Path $TestDrive 'first'
        $target = Join-Path $TestDrive 'installed'
        # .NET gives no path for a folder that is not there, and the list would be written into the current one.
        $data = (New-Item -ItemType Directory (Join-Path $TestDrive 'data')).FullName
        $script = @"
`$ErrorActionPreference = 'Stop'
`$env:XDG_DATA_HOME = '$data'
Import-Module Microsoft.PowerShell.PSResourceGet
Register-PSResourceRepository -Name GwsLocal -Uri '$repository' -Trusted
try { Save-PSResource GenesysOutbound -Repository GwsLocal -Path '$target' -TrustRepository -SkipDependencyCheck }
finally { Unregister-PSResourceRepository -Name GwsLocal }
"@
        $null = New-Item -ItemType Directory $target
        $output = & (Get-Process -Id $PID).Path -NoProfile -Command $script 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($output | Out-String)
        $names = & (Get-Process -Id $PID).Path -NoProfile -Command "(Import-Module '$target/GenesysOutbound' -PassThru).ExportedCmdlets.Keys"
        $names | Should -Contain 'Invoke-GwsRejectRecord'
    }
}
