BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')

    function Get-HiddenValue {
        # Reads what the module shows to nobody: the test has to know the secrets that it looks for.
        param($Object, [string] $Name)
        $flags = [System.Reflection.BindingFlags] 'Instance, NonPublic, Public'
        $member = @($Object.GetType().GetProperty($Name, $flags)) + $Object.GetType().GetField($Name, $flags) | Where-Object { $_ }
        $member.GetValue($Object)
    }

    function Get-SecretOf {
        param($Session, $Agent)
        $http = Get-HiddenValue $Session 'Http'
        (Get-HiddenValue $http '_secrets').Spellings()
        $Agent.Credential.GetNetworkCredential().Password
        $pair = $Agent.UserName + ':' + $Agent.Credential.GetNetworkCredential().Password
        [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($pair))
    }
}

Describe 'Secrets' {
    BeforeAll {
        $script:transcript = Join-Path ([IO.Path]::GetTempPath()) ('gws-' + [guid]::NewGuid() + '.txt')
        $null = Start-Transcript -Path $script:transcript
        $script:said = & {
            $VerbosePreference = 'Continue'
            $DebugPreference = 'Continue'
            $InformationPreference = 'Continue'
            $ErrorActionPreference = 'Continue'
            $script:setup = New-GwsTestSession
            $script:setup.Session

            # Every command of the module, where it can, on something real; where it cannot, it fails, and that counts too.
            $null = Start-GwsDirectPushPreview -CampaignName Campaign1
            $record = Get-GwsPreviewRecord -CampaignName Campaign1
            $record
            $values = @{
                RecordHandle = $record.RecordHandle; CampaignName = 'Campaign1'; CallId = 'no-such-call'; EmailId = 'no-such-mail'
                CallResult = 'Busy'; Path = '/api/v2/me'; At = [DateTimeOffset]::Now.AddDays(1); Name = 'nobody'; PhoneNumber = '5551'
                CallingList = 'List'; State = 'Ready'; Kind = 'Status'; Agent = 'agent1'; Field = @{ GSW_PHONE = '5551' }; Value = @{ GSW_PHONE = '5551' }
                TimeoutSec = 1; PollWaitSec = 0; ReferenceId = 'none'; TimeZone = 'GMT'; Id = 4711
            }
            $left = 'Connect-Gws', 'Disconnect-Gws', 'Start-GwsSimulator', 'Stop-GwsSimulator', 'Restart-GwsSimulator', 'Register-GwsEvent', 'New-GwsTestSession'
            foreach ($command in Get-Command -Module GenesysOutbound | Where-Object Name -NotIn $left) {
                foreach ($set in $command.ParameterSets) {
                    $arguments = @{}
                    foreach ($parameter in $set.Parameters) {
                        if ($values.ContainsKey($parameter.Name) -and ($parameter.IsMandatory -or $parameter.Name -in 'TimeoutSec', 'PollWaitSec')) {
                            $arguments[$parameter.Name] = $values[$parameter.Name]
                        }
                    }

                    if ($set.Parameters | Where-Object { $_.IsMandatory -and -not $arguments.ContainsKey($_.Name) }) {
                        continue
                    }

                    try {
                        & $command @arguments
                    }
                    catch {
                        $_
                        $_.Exception.ToString()
                    }
                }
            }

            # Failures of all kinds.
            Add-GwsSimulatorFault -Kind Status -StatusCode 500 -Path '/api/v2/me'
            Invoke-GwsRequest /api/v2/me -SkipErrorCheck
            Add-GwsSimulatorFault -Kind DropBefore -Path '/api/v2/me'
            Test-GwsSession
            $wrong = [pscredential]::new('agent1', (ConvertTo-SecureString 'wrong-password-77' -AsPlainText -Force))
            try { Connect-Gws -Uri $script:setup.Simulator.Uri -Credential $wrong } catch { $_ }
            try { Connect-Gws -Uri 'http://127.0.0.1:9/' -Credential $script:setup.Agent.Credential } catch { $_ }
            $Error
        } *>&1 | ForEach-Object { $_; $_ | Out-String; if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.Exception.ToString(); $_ | Format-List * -Force | Out-String } }
        $null = Stop-Transcript
        $script:secrets = @(Get-SecretOf $script:setup.Session $script:setup.Agent) + 'wrong-password-77' | Where-Object { $_.Length -ge 6 } | Select-Object -Unique
        $script:text = ($script:said | Out-String -Width 4096) + [IO.File]::ReadAllText($script:transcript)
    }

    AfterAll {
        Close-GwsTestSession
        Remove-Item $script:transcript -ErrorAction Ignore
    }

    It 'are known to this test, and much was said' {
        $script:secrets.Count | Should -BeGreaterThan 4
        $script:said.Count | Should -BeGreaterThan 200
        $script:text | Should -Match 'api/v2/me'
    }

    It 'are in no stream and not in the transcript' {
        foreach ($secret in $script:secrets) {
            # The simulator's own agents carry their credentials as PSCredential; its password is not shown either.
            $script:text.Contains($secret) | Should -BeFalse -Because "a secret of $($secret.Length) characters must not be shown"
        }
    }
}

Describe 'The journal' {
    It 'brings pending changes to the next session' {
        $path = Join-Path $TestDrive 'pending.journal'
        $setup = New-GwsTestSession -Connect @{ JournalPath = $path }
        $null = Start-GwsDirectPushPreview -CampaignName Campaign1
        $record = Get-GwsPreviewRecord -CampaignName Campaign1
        $null = $record | Set-GwsCallResult -CallResult Busy -Force
        $setup.Session.Dispose()

        $null = Connect-Gws -Uri $setup.Simulator.Uri -Credential $setup.Agent.Credential -JournalPath $path
        $restored = Get-GwsRecord | Where-Object IsRestored
        $restored.RecordHandle | Should -Be $record.RecordHandle
        ($restored | Complete-GwsRecord).Outcome | Should -Be 'Acknowledged'
        Get-GwsRecord | Where-Object IsRestored | Should -BeNullOrEmpty
        Close-GwsTestSession
    }

    It 'lets them be discarded' {
        $path = Join-Path $TestDrive 'other.journal'
        $setup = New-GwsTestSession -Connect @{ JournalPath = $path }
        $null = Start-GwsDirectPushPreview -CampaignName Campaign1
        $record = Get-GwsPreviewRecord -CampaignName Campaign1
        $null = $record | Set-GwsCallResult -CallResult Busy -Force
        (Clear-GwsPendingChange $record).Pending | Should -BeNullOrEmpty
        Close-GwsTestSession
    }
}

Describe 'What a customer wrote' {
    It 'does not steer the terminal' {
        $setup = New-GwsTestSession
        $escape = [char] 27
        [GenesysOutbound.Formatting.DisplayText]::Clean("a$escape[31mb`r`n$([char]0x202E)c") | Should -Not -Match '[\u0000-\u001f\u202e]'
        $null = $setup.Simulator.OfferEmail('agent1', "Subject $escape]0;owned$([char]7)", 'x@example.com')
        $null = Wait-GwsEvent -MessageType EmailStateChangeMessage -TimeoutSec 20
        $shown = Get-GwsEmail | Format-Table | Out-String
        $shown | Should -Match 'Subject'
        $shown.Contains("$escape]0;owned") | Should -BeFalse
        Close-GwsTestSession
    }
}

Describe 'Certificates at the prompt' {
    It 'says that a thumbprint is not there, before anything is sent' {
        $setup = New-GwsTestSession
        $found = Get-ErrorOf { param($ErrorAction, $ErrorVariable) Connect-Gws -Uri https://127.0.0.1:1/ -Credential $setup.Agent.Credential -CertificateThumbprint ('00' * 20) -ErrorAction Stop }
        $found.FullyQualifiedErrorId | Should -Match 'InvalidParameter'
        Close-GwsTestSession
    }

    It 'reads a root from a file of the present folder' {
        $setup = New-GwsTestSession
        Push-Location $TestDrive
        try {
            Set-Content ./root.cer 'this is no certificate'
            { Connect-Gws -Uri https://127.0.0.1:1/ -Credential $setup.Agent.Credential -RootCertificate ./root.cer } | Should -Throw '*cannot be read*'
        }
        finally {
            Pop-Location
            Close-GwsTestSession
        }
    }

    Context 'with a server that has one' {
        BeforeAll {
            . (Join-Path $PSScriptRoot 'TlsFront.ps1')
            $script:authority = New-TestAuthority
            $script:root = Join-Path $TestDrive 'authority.cer'
            [IO.File]::WriteAllText($script:root, $script:authority.ExportCertificatePem())
            $script:serverCertificate = New-TestCertificate $script:authority
            $script:clientCertificate = New-TestCertificate $script:authority -Client runbook
            $script:simulator = Start-GwsSimulator
            $script:credential = $script:simulator.Agents[0].Credential
        }

        BeforeEach {
            $script:front = [GenesysOutbound.Testing.Tls.TlsFront]::new($script:simulator.Uri, $script:serverCertificate)
            $script:strict = [GenesysOutbound.Testing.Tls.TlsFront]::new($script:simulator.Uri, $script:serverCertificate, $script:clientCertificate.Thumbprint)
        }

        AfterEach {
            Get-GwsSession | Disconnect-Gws
            $script:front.Dispose()
            $script:strict.Dispose()
        }

        AfterAll { Close-GwsTestSession }

        It 'trusts the root that is given, as a file and as an object, and works' {
            foreach ($root in $script:root, (Get-Item $script:root), $script:authority) {
                $session = Connect-Gws -Uri $script:front.Uri -Credential $script:credential -RootCertificate $root -NoProxy
                $session.State | Should -Be 'Connected'
                Get-GwsCampaign -CampaignName Campaign1 -Session $session | Should -Not -BeNullOrEmpty
                $session | Disconnect-Gws
            }
        }

        It 'trusts no other, and sends nothing' {
            $script:simulator.ClearRequests()
            $other = New-TestAuthority 'Somebody else'
            (Get-ErrorOf { Connect-Gws -Uri $script:front.Uri -Credential $script:credential -NoProxy }).FullyQualifiedErrorId | Should -BeLike 'CertificateRefused,*'
            (Get-ErrorOf { Connect-Gws -Uri $script:front.Uri -Credential $script:credential -RootCertificate $other -NoProxy }).FullyQualifiedErrorId | Should -BeLike 'CertificateRefused,*'
            $script:simulator.Requests | Should -BeNullOrEmpty
        }

        It 'shows the client certificate that is given, as an object and as a file' {
            $file = Join-Path $TestDrive 'runbook.pfx'
            [IO.File]::WriteAllBytes($file, $script:clientCertificate.Export('Pfx'))
            foreach ($certificate in $script:clientCertificate, $file) {
                $session = Connect-Gws -Uri $script:strict.Uri -Credential $script:credential -RootCertificate $script:root -Certificate $certificate -NoProxy
                $session.State | Should -Be 'Connected'
                $session | Disconnect-Gws
            }

            # Requests and the poll each have a connection of their own.
            $script:strict.Connections | Should -BeGreaterThan 3
        }

        It 'does not get in without the client certificate that the server requires, or with another' {
            $script:simulator.ClearRequests()
            $another = New-TestCertificate $script:authority -Client nobody
            $connect = @{ Uri = $script:strict.Uri; Credential = $script:credential; RootCertificate = $script:root; NoProxy = $true }
            (Get-ErrorOf { Connect-Gws @connect }).FullyQualifiedErrorId | Should -Match '^(CertificateRefused|ConnectionFailed),'
            (Get-ErrorOf { Connect-Gws @connect -Certificate $another }).FullyQualifiedErrorId | Should -Match '^(CertificateRefused|ConnectionFailed),'
            $script:simulator.Requests | Should -BeNullOrEmpty
        }

        It 'finds the client certificate by its thumbprint in the user''s store' {
            $store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
            try {
                $store.Open('ReadWrite')
                $store.Add([Security.Cryptography.X509Certificates.X509Certificate2]::new($script:clientCertificate.Export('Pfx'), '', 'PersistKeySet'))
            }
            catch [Security.Cryptography.CryptographicException], [UnauthorizedAccessException], [PlatformNotSupportedException] {
                Set-ItResult -Skipped -Because "this user has no store that can be written: $($_.Exception.Message)"
                return
            }

            try {
                # As a dialog shows it: with blanks between the bytes.
                $thumbprint = $script:clientCertificate.Thumbprint -replace '(..)(?=.)', '$1 '
                $session = Connect-Gws -Uri $script:strict.Uri -Credential $script:credential -RootCertificate $script:root -CertificateThumbprint $thumbprint -NoProxy
                $session.State | Should -Be 'Connected'
            }
            finally {
                $store.Remove($script:clientCertificate)
                $store.Dispose()
            }
        }
    }
}
