using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Decides whether a server's certificate is good, for one session. Without roots of the user's own it is the platform's verdict;
/// with them the chain must end in one of them, and the machine's roots do not count. The name must fit in every case.
/// </summary>
internal sealed class CertificateCheck(IReadOnlyList<X509Certificate2> roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private string? _refusal;

    /// <summary>Why the last certificate was refused, or null.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <summary>The callback of the session's handlers.</summary>
    public bool IsGood(HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var refusal = Judge(certificate, chain, errors);
        Volatile.Write(ref _refusal, refusal);
        return refusal is null;
    }

    private string? Judge(X509Certificate2? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            return "the server showed no certificate";
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return "the certificate is for another host (" + Subject(certificate) + ")";
        }

        if (roots.Count > 0)
        {
            return JudgeByOwnRoots(certificate, sent);
        }

        return errors == SslPolicyErrors.None ? null : Describe(certificate, sent is null ? [] : sent.ChainStatus);
    }

    private string? JudgeByOwnRoots(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var root in roots)
        {
            chain.ChainPolicy.ExtraStore.Add(root);
        }

        // What the server sent along helps to find the way; it is believed only where it ends in one of the roots.
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
            foreach (var element in sent.ChainElements.Cast<X509ChainElement>().Skip(1))
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        try
        {
            if (!chain.Build(certificate))
            {
                return Describe(certificate, chain.ChainStatus);
            }

            var end = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData;
            return roots.Any(root => root.RawData.SequenceEqual(end))
                ? null
                : "the certificate was not issued by the root that was given (" + Subject(certificate) + ")";
        }
        catch (CryptographicException error)
        {
            return "the certificate cannot be checked: " + error.Message;
        }
    }

    private static string Describe(X509Certificate2 certificate, X509ChainStatus[] statuses)
    {
        var why = statuses.Aggregate(X509ChainStatusFlags.NoError, (all, item) => all | item.Status);
        const X509ChainStatusFlags unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        string text;
        if ((why & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            text = certificate.NotAfter < DateTime.Now
                ? "the certificate expired on " + certificate.NotAfter.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture)
                : "the certificate is not valid yet, or one above it is out of date";
        }
        else if ((why & ~unknown) != 0)
        {
            text = "the certificate is not good (" + (why & ~unknown) + ")";
        }
        else
        {
            text = certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData)
                ? "the certificate is self-signed and not trusted"
                : "the certificate was issued by somebody who is not trusted";
        }

        return text + " (" + Subject(certificate) + ")";
    }

    // What stands in a certificate is the server's word: it must not steer a terminal.
    private static string Subject(X509Certificate2 certificate)
    {
        const int enough = 200;
        var subject = GwsText.Clean(certificate.Subject);
        subject = subject.Substring(0, Math.Min(enough, subject.Length));
        return "subject " + (subject.Length == 0 ? "none" : subject);
    }
}
