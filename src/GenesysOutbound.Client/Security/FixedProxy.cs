using System;
using System.Net;

namespace GenesysOutbound.Client.Security;

/// <summary>A proxy that everything goes through, loopback too: who names a proxy means it.</summary>
internal sealed class FixedProxy(Uri address, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credentials;

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => false;

    public override string ToString() => address.GetLeftPart(UriPartial.Authority);
}
