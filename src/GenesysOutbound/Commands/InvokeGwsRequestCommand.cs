using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Sends any request through the session: its cookies, its CSRF token, its redaction. A request that changes something is never sent twice.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRequest", SupportsShouldProcess = true)]
[OutputType(typeof(GwsResponse))]
public sealed class InvokeGwsRequestCommand : GwsSessionCmdlet
{
    /// <summary>The path, such as /api/v2/me/calls?fields=*.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method (Get).</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Get", "Post", "Put", "Delete")]
    public string Method { get; set; } = "Get";

    /// <summary>The body: JSON text, or an object that is turned into JSON.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? Body { get; set; }

    /// <summary>Returns the answer also when it is an error.</summary>
    [Parameter]
    public SwitchParameter SkipErrorCheck { get; set; }

    /// <summary>Sends.</summary>
    protected override void ProcessRecord()
    {
        var method = new HttpMethod(Method.ToUpperInvariant());
        if (method != HttpMethod.Get && !ShouldProcess(Path, "Send " + method))
        {
            return;
        }

        string? body = ReadBody();
        GwsSession session = CurrentSession;
        string path = Path;
        bool skip = SkipErrorCheck;
        Submit(path, async (pipeline, token) =>
        {
            GwsResponse response = await session.SendAsync(method, path, body, token).ConfigureAwait(false);
            if (!skip)
            {
                EnsureSuccess(path, response);
            }

            await pipeline.WriteObjectAsync(response).ConfigureAwait(false);
        });
    }

    private static void EnsureSuccess(string path, GwsResponse response)
    {
        if (response.StatusCode is { } code && code != 0)
        {
            throw new GwsException(GwsErrors.IdOfStatusCode(code), path + ": the server answered statusCode " + code + ": " + response.StatusMessage)
            {
                StatusCode = code,
                HttpStatus = response.HttpStatus,
            };
        }

        if (response.HttpStatus is < 200 or >= 300)
        {
            string id = response.HttpStatus switch
            {
                401 => GwsErrorIds.AuthenticationFailed,
                403 => GwsErrorIds.AccessDenied,
                _ => GwsErrorIds.HttpError,
            };
            throw new GwsException(id, path + ": the server answered HTTP " + response.HttpStatus + ".") { HttpStatus = response.HttpStatus };
        }
    }

    private string? ReadBody()
    {
        switch (Body?.BaseObject)
        {
            case null:
                return null;
            case string text:
                return text;
            default:
                return InvokeCommand.InvokeScript("param($Body) ConvertTo-Json -InputObject $Body -Depth 20 -Compress", Body)
                    .Select(json => json.BaseObject as string).FirstOrDefault();
        }
    }
}
