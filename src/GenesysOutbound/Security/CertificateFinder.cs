using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GenesysOutbound.Client;

namespace GenesysOutbound.Security;

/// <summary>Finds client certificates in the personal stores: the user's first, then the machine's.</summary>
internal static class CertificateFinder
{
    public static X509Certificate2 Find(string thumbprint)
    {
        // Copied from a dialog a thumbprint comes with blanks.
        string wanted = new([.. thumbprint.Where(Uri.IsHexDigit)]);
        X509Certificate2? withoutKey = null;
        foreach (StoreLocation location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            foreach (X509Certificate2 certificate in Read(location, wanted))
            {
                if (certificate.HasPrivateKey)
                {
                    return certificate;
                }

                withoutKey = certificate;
            }
        }

        throw new GwsException(
            GwsErrorIds.InvalidParameter,
            withoutKey is null
                ? "There is no certificate with the thumbprint " + wanted + " in the personal stores of the user and the machine."
                : "The certificate with the thumbprint " + wanted
                    + " is there, but its private key is not, or may not be used by this user.");
    }

    private static X509Certificate2[] Read(StoreLocation location, string thumbprint)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return [.. store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                .Cast<X509Certificate2>()];
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // There is no such store: off Windows the machine has none.
            return [];
        }
    }
}
