using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Hosting;

/// <summary>The base of commands on calls.</summary>
public abstract class GwsCallCmdlet : GwsOperationCmdlet
{
    /// <summary>The id of the call.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    /// <summary>What is done to the call, for -WhatIf.</summary>
    private protected abstract string Action { get; }

    /// <summary>Works on each call.</summary>
    protected override void ProcessRecord() =>
        SubmitEach(CallId, "call", Action, (session, id, options, token) => OperateAsync(session.Voice, id, options, token));

    private protected abstract Task<GwsOperationResult> OperateAsync(
        GwsVoice voice, string callId, GwsOperationOptions options, CancellationToken cancellationToken);
}
