using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GenesysOutbound.Binding;

/// <summary>
/// Lets certificates be given as objects or as paths of files. Paths are those of PowerShell's present folder, not of the
/// process's, which is what the engine's own conversion would take.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CertificateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (engineIntrinsics is null)
        {
            throw new ArgumentNullException(nameof(engineIntrinsics));
        }

        object? input = inputData.Unwrap();
        object?[] items = input is object?[] several ? several : [input];
        if (!items.Any(item => Path(item) is not null))
        {
            return inputData;
        }

        var certificates = new List<X509Certificate2>();
        foreach (object? item in items)
        {
            if (Path(item) is { } path)
            {
                certificates.AddRange(Load(engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)));
            }
            else if (item.Unwrap() is X509Certificate2 certificate)
            {
                certificates.Add(certificate);
            }
            else
            {
                return inputData;
            }
        }

        return input is object?[] || certificates.Count > 1 ? certificates.ToArray() : certificates[0];
    }

    private static string? Path(object? item) => item switch
    {
        PSObject { BaseObject: string text } => text,
        string text => text,
        System.IO.FileInfo file => file.FullName,
        PSObject { BaseObject: System.IO.FileInfo file } => file.FullName,
        _ => null,
    };

    private static IEnumerable<X509Certificate2> Load(string path)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.Import(path);
            return found.Count > 0
                ? found.Cast<X509Certificate2>()
                : throw InvalidArgument.Because("The file '" + path + "' holds no certificate.");
        }
        catch (Exception e) when (e is CryptographicException or System.IO.IOException or UnauthorizedAccessException)
        {
            throw InvalidArgument.Because("The certificate '" + path + "' cannot be read: " + e.Message, e);
        }
    }
}
