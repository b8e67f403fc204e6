using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Lists the fields of a record with their types and values, pending changes included. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsRecordField")]
[OutputType(typeof(GwsRecordField))]
public sealed class GetGwsRecordFieldCommand : GwsPendingChangeCmdlet
{
    /// <summary>Only fields of these names; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    private protected override void Process(GwsRecordIdentity record)
    {
        WildcardPattern[] names = [.. Name.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
        WriteObject(
            CurrentSession.Outbound.GetFields(record).Where(field => Array.Exists(names, name => name.IsMatch(field.Name))),
            enumerateCollection: true);
    }
}
