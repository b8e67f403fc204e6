using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Hosting;

/// <summary>The base of commands on e-mails.</summary>
public abstract class GwsEmailCmdlet : GwsOperationCmdlet
{
    /// <summary>The id of the e-mail.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] EmailId { get; set; } = [];

    /// <summary>What is done to the e-mail, for -WhatIf.</summary>
    private protected abstract string Action { get; }

    /// <summary>Works on each e-mail.</summary>
    protected override void ProcessRecord() =>
        SubmitEach(EmailId, "e-mail", Action, (session, id, options, token) => OperateAsync(session.Email, id, options, token));

    private protected abstract Task<GwsOperationResult> OperateAsync(
        GwsEmailOperations email, string emailId, GwsOperationOptions options, CancellationToken cancellationToken);
}
