using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GenesysOutbound.Testing.Tls;

/// <summary>Certificates made for one test run: an authority, and what it issues.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;

    public TestCertificates(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign
            | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(10));
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(_authority.RawData);

    /// <summary>A certificate for 127.0.0.1 and localhost.</summary>
    public X509Certificate2 Server() => Issue("127.0.0.1", ServerAuthentication, expired: false, ofAuthority: true);

    public X509Certificate2 ExpiredServer() => Issue("127.0.0.1", ServerAuthentication, expired: true, ofAuthority: true);

    public X509Certificate2 ServerOfAnotherHost() =>
        Issue("gws.example.com", ServerAuthentication, expired: false, ofAuthority: true);

    public static X509Certificate2 SelfSigned(TestCertificates any) =>
        any.Issue("127.0.0.1", ServerAuthentication, expired: false, ofAuthority: false);

    public X509Certificate2 Client(string name) => Issue(name, ClientAuthentication, expired: false, ofAuthority: true);

    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Issue(string host, string purpose, bool expired, bool ofAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
            names.AddDnsName("localhost");
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var from = DateTimeOffset.UtcNow.AddYears(-2);
        var until = DateTimeOffset.UtcNow.AddDays(expired ? -1 : 365);
        var serial = RandomNumberGenerator.GetBytes(12);
        using var certificate = ofAuthority ? request.Create(_authority, from, until, serial) : null;
        using var withKey = certificate?.CopyWithPrivateKey(key) ?? request.CreateSelfSigned(from, until);

        // Some platforms' TLS cannot use a key that was never in a file.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
