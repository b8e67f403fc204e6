using System.Collections;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// Changes fields of a record: all of them, or none when one is wrong. Pending until Complete-GwsRecord, or at once with
/// -Immediate.
/// </summary>
[Cmdlet(VerbsData.Update, "GwsRecordField", SupportsShouldProcess = true, DefaultParameterSetName = FieldSet)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class UpdateGwsRecordFieldCommand : GwsRecordCmdlet
{
    private const string FieldSet = "Field";
    private const string NameSet = "Name";

    /// <summary>The changes: a table of field names and values.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FieldSet)]
    [ValidateNotNull]
    [ConvertibleTextTransformation(typeof(IDictionary))]
    public IDictionary Field { get; set; } = new Hashtable();

    /// <summary>The name of one field.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The value of that field.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [AllowNull]
    [AllowEmptyString]
    public object? Value { get; set; }

    /// <summary>Sends the changes at once.</summary>
    [Parameter]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Changes also what the desktop holds read-only; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override async Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token)
    {
        GwsData values = ReadValues();
        string action = "Change " + string.Join(", ", values.Keys);
        if (!Immediate)
        {
            await ChangePendingAsync(record, action, pipeline, outbound => outbound.UpdateFields(record, values, Force))
                .ConfigureAwait(false);
        }
        else if (await pipeline.ShouldProcessAsync(Describe(record), action + " at once").ConfigureAwait(false))
        {
            GwsOperationResult answer =
                await CurrentSession.Outbound.SendFieldsAsync(record, values, ReadOptions(Force), token).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }

    /// <summary>The values without the wrappers that PowerShell puts around what came out of a script.</summary>
    private GwsData ReadValues()
    {
        var values = new GwsData();
        if (ParameterSetName == NameSet)
        {
            values.Set(Name, Value.Unwrap());
        }
        else
        {
            foreach (DictionaryEntry entry in Field)
            {
                values.Set(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value.Unwrap());
            }
        }

        return values;
    }
}
