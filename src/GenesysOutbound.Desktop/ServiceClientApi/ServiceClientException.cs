using System;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// A request of the Service Client API that cannot be carried out. The message is the reply's <c>errorMessage</c>.
/// </summary>
#pragma warning disable CA1032 // Without a message there is nothing to reply.
internal sealed class ServiceClientException(string message) : Exception(message);
#pragma warning restore CA1032
