using System.Management.Automation;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using Newtonsoft.Json;

namespace GenesysOutbound.Commands;

/// <summary>
/// Sends any request through the session: its cookies, its CSRF token, its redaction. A request that changes something is never
/// sent twice.
/// </summary>
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

    private protected override object ErrorTarget => Path;

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        var method = new HttpMethod(Method.ToUpperInvariant());
        if (method != HttpMethod.Get && !await pipeline.ShouldProcessAsync(Path, $"Send {method}").ConfigureAwait(false))
        {
            return;
        }

        string? body = await pipeline.InvokeAsync(ReadBody).ConfigureAwait(false);
        GwsResponse response = await CurrentSession.SendAsync(method, Path, body, token).ConfigureAwait(false);
        if (!SkipErrorCheck)
        {
            response.EnsureSuccess(method, Path);
        }

        await pipeline.WriteObjectAsync(response).ConfigureAwait(false);
    }

    // The module's own serializer: ConvertTo-Json follows the defaults that a script sets for it ($PSDefaultParameterValues).
    private string? ReadBody() => Body?.BaseObject switch
    {
        null => null,
        string text => text,
        _ => JsonConvert.SerializeObject(TableValues.ReadValue(Body, nameof(Body))),
    };
}
