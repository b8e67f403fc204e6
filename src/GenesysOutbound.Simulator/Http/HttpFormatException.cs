using System;

namespace GenesysOutbound.Simulator.Http;

/// <summary>Thrown for a request that breaks HTTP or a limit; the status is answered and the connection closed.</summary>
internal sealed class HttpFormatException : Exception
{
    public HttpFormatException(int status, string message)
        : base(message) => Status = status;

    public int Status { get; }
}
