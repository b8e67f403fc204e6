using System;

namespace GenesysOutbound.Client;

/// <summary>Definitions of record fields, per calling list, read from a JSON file. The format is described in docs/field-schema.md.</summary>
public sealed class GwsFieldSchema
{
    /// <summary>Reads definitions.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The definitions.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.FieldSchemaInvalid"/>: the text cannot be used; the message names the place.</exception>
    public static GwsFieldSchema Parse(string json) => throw new NotImplementedException();
}
