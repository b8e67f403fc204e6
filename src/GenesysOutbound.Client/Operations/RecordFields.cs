using System;
using System.Collections;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Operations;

/// <summary>The fields of a record: their definitions, values and updates.</summary>
internal sealed class RecordFields(OutboundCore core, RecordChanges changes, GwsFieldSchema? schema)
{
    public IReadOnlyList<GwsRecordField> Get(GwsRecordIdentity record) =>
        RecordFieldSet.Of(core.Session.Records.Find(record.RecordHandle) ?? throw RecordChanges.NotHeld("Fields", record.RecordHandle), schema, record.CallingList);

    public GwsRecord Update(GwsRecordIdentity record, IDictionary values, bool force)
    {
        EnsureGiven(values);
        return changes.Change(record, "Fields", force, entry =>
        {
            // Under the book's lock: what was checked is what is changed.
            var news = FieldUpdate.Validate(RecordFieldSet.Of(entry.ToRecord(), schema, record.CallingList), values, force);
            var merged = new GwsData(entry.Pending.Fields);
            foreach (var change in news)
            {
                merged.Set(change.Key, change.Value);
            }

            entry.SetPending(entry.Pending with { Fields = merged.Freeze() });
        });
    }

    /// <summary>Checks changes that are to be sent at once. A record that was never seen has the system fields and those of the schema.</summary>
    public GwsData Check(GwsRecordIdentity record, IDictionary values, bool force)
    {
        EnsureGiven(values);
        var known = core.Session.Records.Find(record.RecordHandle) ?? new GwsRecord { RecordHandle = record.RecordHandle };
        return FieldUpdate.Validate(RecordFieldSet.Of(known, schema, record.CallingList), values, force);
    }

    private static void EnsureGiven(IDictionary values)
    {
        if (values is null)
        {
            throw new ArgumentNullException(nameof(values));
        }
    }
}
