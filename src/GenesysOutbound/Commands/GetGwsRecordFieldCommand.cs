using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
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
        IReadOnlyList<GwsRecordField> fields = CurrentSession.Outbound.GetFields(record);
        var wanted = new HashSet<GwsRecordField>(
            Name.SelectMany(name => new NamePattern(name).Choose(fields, field => field.Name)));
        WriteObject(fields.Where(wanted.Contains), enumerateCollection: true);
    }
}
