using System;
using System.Collections;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Operations;

/// <summary>The fields of a record: their definitions, values and updates.</summary>
internal sealed class RecordFields(OutboundCore core)
{
    public GwsFieldSchema? Schema { get; set; }

    public IReadOnlyList<GwsRecordField> Get(GwsRecordIdentity record) => throw new NotImplementedException(core.Session.Name);

    public GwsRecord Update(GwsRecordIdentity record, IDictionary values, bool force) => throw new NotImplementedException(core.Session.Name);

    public GwsData Check(GwsRecordIdentity record, IDictionary values, bool force) => throw new NotImplementedException(core.Session.Name);
}
