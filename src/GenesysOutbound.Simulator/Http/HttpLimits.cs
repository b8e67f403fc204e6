using System;

namespace GenesysOutbound.Simulator.Http;

/// <summary>What the server accepts.</summary>
/// <param name="MaxBodyBytes">The largest body.</param>
/// <param name="RequestTimeout">How long a request may take to arrive, from its first byte.</param>
/// <param name="Host">The names by which the server may be addressed.</param>
internal sealed record HttpLimits(int MaxBodyBytes, TimeSpan RequestTimeout, HostCheck Host);
