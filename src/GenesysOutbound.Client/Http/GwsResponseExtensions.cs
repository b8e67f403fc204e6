using System;

namespace GenesysOutbound.Client.Http;

/// <summary>Turns an answer that is not a success into the matching error of the table.</summary>
internal static class GwsResponseExtensions
{
    /// <summary>Throws unless the answer is a success: 2xx, and <c>statusCode</c> 0 or no JSON at all in an empty body.</summary>
    public static GwsResponse EnsureSuccess(this GwsResponse response, string operation, string? referenceId = null,
        string? recordHandle = null)
    {
        var error = Error(response, operation);
        return error is null
            ? response
            : throw new GwsException(error.Value.Id, error.Value.Message)
            {
                HttpStatus = response.HttpStatus,
                RetryAfter = SafeRetry.RetryAfter(response),
                StatusCode = response.StatusCode,
                Operation = operation,
                ReferenceId = referenceId,
                RecordHandle = recordHandle,
            };
    }

    /// <summary>
    /// The reading of the reply to a request that changes something: an answer that does not say whether it was
    /// done is an unknown outcome, everything else is as in <see cref="EnsureSuccess"/>.
    /// </summary>
    public static GwsResponse EnsureCarriedOut(this GwsResponse response, string operation, string? referenceId = null,
        string? recordHandle = null) =>
        response.LeavesFateOpen()
            ? throw new GwsException(
                GwsErrorIds.OutcomeUnknown,
                    $"{operation}: the answer (HTTP {response.HttpStatus}) does not say whether the server carried it out.")
            {
                HttpStatus = response.HttpStatus,
                Operation = operation,
                ReferenceId = referenceId,
                RecordHandle = recordHandle,
            }
            : response.EnsureSuccess(operation, referenceId, recordHandle);

    /// <summary>
    /// True for an answer that does not tell whether the request was carried out: a server or a proxy that failed in the middle,
    /// or a success whose body is broken. A login page is none of these: then the request did not get as far as the server.
    /// </summary>
    public static bool LeavesFateOpen(this GwsResponse response)
    {
        if (response.StatusCode is not null)
        {
            return false;
        }

        var isHtml = response.ContentType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0;
        return response.HttpStatus switch
        {
            500 or 502 or 504 => true,
            503 => SafeRetry.RetryAfter(response) is null,
            >= 200 and < 300 => response.Data is null && !string.IsNullOrWhiteSpace(response.Body) && !isHtml,
            _ => false,
        };
    }

    private static (string Id, string Message)? Error(GwsResponse response, string operation)
    {
        if (response.HttpStatus == 401)
        {
            return (GwsErrorIds.AuthenticationFailed, operation
                + ": the server refused the user name or the password (HTTP 401).");
        }

        if (response.StatusCode is > 0 or < 0)
        {
            var said = string.IsNullOrWhiteSpace(response.StatusMessage) ? "no message" : response.StatusMessage!;
            return (GwsErrors.IdOfStatusCode(response.StatusCode.Value), operation + ": the server answered statusCode "
                + response.StatusCode + " (" + said + ").");
        }

        switch (response.HttpStatus)
        {
            case 403 when response.Body.IndexOf("csrf", StringComparison.OrdinalIgnoreCase) >= 0:
                return (GwsErrorIds.CsrfRefused, operation + ": the server refused the CSRF token (HTTP 403).");
            case 407:
                return (GwsErrorIds.ProxyRefused, operation + ": the proxy wants to know who asks (HTTP 407).");
            case 429:
                var wait = SafeRetry.RetryAfter(response);
                return (GwsErrorIds.TooManyRequests, operation
                    + ": the server refused it, there were too many requests (HTTP 429)"
                    + (wait is null ? string.Empty : "; it asks to wait " + Math.Ceiling(wait.Value.TotalSeconds) + " s") + ".");
            case 403:
                return (GwsErrorIds.AccessDenied, operation + ": the server forbids it (HTTP 403).");
            case < 200 or >= 300:
                return (GwsErrorIds.HttpError, operation + ": the server answered HTTP " + response.HttpStatus + Hint(response)
                    + ".");
        }

        // An accepted request may be answered with nothing at all: "an empty HTTP 200 response".
        if (response.Data is null && !string.IsNullOrWhiteSpace(response.Body))
        {
            return (GwsErrorIds.NotJson, operation + ": the answer is not JSON" + Hint(response) + ".");
        }

        return null;
    }

    private static string Hint(GwsResponse response) =>
        response.ContentType is null ? string.Empty : " (" + response.ContentType + ")";
}
