# Dot-sourced by suites that need a server with a certificate: an authority made for the run, and the front that ends TLS before the simulator.
if (-not ('GenesysOutbound.Testing.Tls.TlsFront' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot '../GenesysOutbound.Testing/Tls/TlsFront.cs')
}

function New-TestAuthority {
    # A certificate authority with its key.
    param([string] $Name = 'Test authority')
    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Name", $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
    $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
    $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddYears(-1), [DateTimeOffset]::UtcNow.AddYears(5))
}

function New-TestCertificate {
    # A certificate of an authority, with its key: for 127.0.0.1 unless it is a client's.
    param($Authority, [string] $Client)
    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $name = if ($Client) { $Client } else { '127.0.0.1' }
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$name", $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
    $purpose = [Security.Cryptography.OidCollection]::new()
    $null = $purpose.Add($(if ($Client) { '1.3.6.1.5.5.7.3.2' } else { '1.3.6.1.5.5.7.3.1' }))
    $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]::new($purpose, $false))
    if (-not $Client) {
        $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
        $names.AddIpAddress([Net.IPAddress]::Loopback)
        $request.CertificateExtensions.Add($names.Build())
    }

    $serial = [Security.Cryptography.RandomNumberGenerator]::GetBytes(12)
    $issued = $request.Create($Authority, [DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddYears(1), $serial)
    $withKey = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::CopyWithPrivateKey($issued, $key)

    # Some platforms' TLS cannot use a key that was never in a file.
    [Security.Cryptography.X509Certificates.X509Certificate2]::new($withKey.Export('Pfx'), '', 'Exportable')
}
