namespace GenesysOutbound.Client.Facts;

/// <summary>The answer to a request that a binding's probes asked for.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="StatusCode">The <c>statusCode</c> of the body, or null.</param>
/// <param name="Data">The body as plain values; null when it is not JSON.</param>
internal sealed record ObservedAnswer(int HttpStatus, int? StatusCode, object? Data);
