# The desktop's commands. What the page and the host do is tested in a real browser elsewhere.
Describe 'The desktop''s commands' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        function Get-Page($desktop) { Invoke-WebRequest $desktop.Uri -UseBasicParsing -NoProxy -TimeoutSec 30 }
    }

    BeforeEach { $gws = New-GwsTestSession }
    AfterEach { Close-GwsTestSession }

    It 'starts on loopback, is listed, and ends' {
        $one = Start-GwsDesktop
        $two = Start-GwsDesktop
        $one.Uri.Host | Should -Be '127.0.0.1'
        if (-not $IsWindows) {
            # What is bound, not only what is said. On Windows the system itself listens for all programs.
            $bound = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners() | Where-Object Port -EQ $one.Port
            $bound | Should -Not -BeNullOrEmpty
            $bound | ForEach-Object { [Net.IPAddress]::IsLoopback($_.Address) | Should -BeTrue }
        }
        $one.PageUri.Fragment.Length | Should -BeGreaterThan 40
        (Get-Page $one).Content | Should -BeLike '*Agent desktop*'
        (Get-GwsDesktop).Port | Should -Be @($one.Port, $two.Port)
        Stop-GwsDesktop
        $two.IsRunning | Should -BeFalse
        $two.EndReason | Should -Be 'The desktop was stopped.'
        (Get-GwsDesktop).Port | Should -Be $one.Port
        $one | Stop-GwsDesktop
        Get-GwsDesktop | Should -BeNullOrEmpty
        (Get-ErrorOf { Stop-GwsDesktop }).FullyQualifiedErrorId | Should -BeLike 'NoDesktop,*'
        { Get-Page $one } | Should -Throw
    }

    It 'starts and ends nothing with -WhatIf' {
        Start-GwsDesktop -WhatIf
        Get-GwsDesktop | Should -BeNullOrEmpty
        $desktop = Start-GwsDesktop
        Stop-GwsDesktop -WhatIf
        $desktop.IsRunning | Should -BeTrue
    }

    It 'ends with its session' {
        $desktop = Start-GwsDesktop
        Disconnect-Gws
        $limit = [datetime]::UtcNow.AddSeconds(30)
        while ($desktop.IsRunning -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 20 }
        $desktop.EndReason | Should -Be 'The session was closed.'
        Get-GwsDesktop | Should -BeNullOrEmpty
    }

    It 'needs a session, and says so' {
        Disconnect-Gws
        (Get-ErrorOf { Start-GwsDesktop }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'says which port is taken, and that an address is not one' {
        $desktop = Start-GwsDesktop
        $taken = Get-ErrorOf { Start-GwsDesktop -Port $desktop.Port }
        $taken.FullyQualifiedErrorId | Should -BeLike 'DesktopPortUnavailable,*'
        $taken.Exception.Message | Should -BeLike "*$($desktop.Port)*"
        (Get-ErrorOf { Start-GwsDesktop -ClientUri page.html }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        (Get-ErrorOf { Start-GwsDesktop -AllowedOrigin 'http://x/path' }).Exception.Message | Should -BeLike '*is not an origin*'
        Get-GwsDesktop | Should -HaveCount 1
    }

    It 'allows the origin of its client page, and those that are named' {
        $desktop = Start-GwsDesktop -ClientUri http://127.0.0.1:9/page.html -AllowedOrigin 'https://crm.example.com (agent.*)' -ReadOnly
        $desktop.AllowedOrigins | Should -Be @('http://127.0.0.1:9', 'https://crm.example.com (agent.*)')
        $desktop.ReadOnly | Should -BeTrue
        ($desktop | Out-String) | Should -BeLike '*PageUri*'
    }
}
