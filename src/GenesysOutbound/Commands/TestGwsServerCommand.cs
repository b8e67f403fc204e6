using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.ServerTest;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Finds out which of the facts that this module expects hold for a server, and writes one object a fact. It only reads, unless a
/// campaign is named.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GwsServer", DefaultParameterSetName = SessionSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GwsServerFact))]
public sealed partial class TestGwsServerCommand : GwsCmdlet
{
    private const string SessionSet = "Session";
    private const string UriSet = "Uri";

    private GwsSessionOptions? _options;
    private ServerReportFile? _report;
    private bool _isWhatIf;

    /// <summary>An open session: object, name or id. Without it, and without -Uri, the current one.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>
    /// A preview campaign. One record of it is taken through request, chain and reject, and goes back to its pool. Without it the
    /// server is only read.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CampaignName { get; set; }

    /// <summary>The DBID of the Outbound Contact Server application, where the server does not announce the campaign.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long ApplicationId { get; set; }

    /// <summary>
    /// How many seconds to wait for a poll that the server holds to its end (75). With 0 that is left out.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public int PollWaitSec { get; set; } = 75;

    /// <summary>
    /// A file for a report in Markdown, to be attached to an issue. Values of the server are masked.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReportPath { get; set; }

    /// <summary>Shows values of the server in the report as they are. For one's own use.</summary>
    [Parameter]
    public SwitchParameter IncludeValues { get; set; }

    /// <summary>Overwrites the report of an earlier test.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>A file is a change too, but not one to ask about as about a record.</summary>
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    private protected override object? ErrorTarget => ParameterSetName == UriSet ? Uri : Session;

    /// <summary>Finds the session and reads what belongs to the runspace (paths, certificates), then tests.</summary>
    protected override void ProcessRecord() => Attempt(ErrorTarget, () =>
    {
        // A report that cannot be written is an error before anything is sent.
        _isWhatIf = IsWhatIf;
        _report = GetFilePath(nameof(ReportPath), ReportPath) is { } path ? ServerReportFile.Prepare(path, Force) : null;
        if (ParameterSetName == UriSet)
        {
            _options = ReadOptions();
        }
        else
        {
            Session ??= RunspaceSessions.ForCurrentRunspace.Current ?? throw new GwsException(
                GwsErrorIds.NoSession, "There is no current session. Open one with Connect-Gws, or give -Uri and -Credential.");
        }

        base.ProcessRecord();
    });

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        bool hasRecord = CampaignName is not null
            && await pipeline.ShouldProcessAsync($"campaign '{CampaignName}'", "Take one record out of the pool and reject it")
                .ConfigureAwait(false);
        var progress = new ServerTestProgress(pipeline);
        var test = new GwsServerTestOptions
        {
            CampaignName = hasRecord ? CampaignName : null,
            ApplicationId = ApplicationId > 0 ? ApplicationId : null,
            PollWait = TimeSpan.FromSeconds(PollWaitSec),
            Found = fact => pipeline.WriteObjectAsync(fact),
            Remarked = pipeline.WriteWarning,
            Progress = progress.Show,
        };
        GwsServerTestResult result;
        try
        {
            result = _options is { } options
                ? await GwsServerTest.RunAsync(options, test, token).ConfigureAwait(false)
                : await GwsServerTest.RunAsync(Session!, test, token).ConfigureAwait(false);
        }
        finally
        {
            progress.End();
        }

        pipeline.WriteVerbose($"{result}; {result.Performance}.");
        if (result.UnexpectedContent.Count > 0)
        {
            pipeline.WriteVerbose($"The session did not understand {result.UnexpectedContent.Count} kinds of things.");
        }

        if (_report is { } report && !_isWhatIf)
        {
            string path = await pipeline.InvokeAsync(() => report.Write(result, IncludeValues, this)).ConfigureAwait(false);
            pipeline.WriteVerbose($"The report is in '{path}'.");
        }
    }
}
