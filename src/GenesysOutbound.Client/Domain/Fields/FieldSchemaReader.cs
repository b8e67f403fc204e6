using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads the file with field definitions. It is strict: a member that is not known is a slip of the pen, and one that were passed
/// over would leave a field unprotected.
/// </summary>
internal static class FieldSchemaReader
{
    private const int MaxDepth = 16;
    private const int Version = 1;

    private static readonly JsonLoadSettings Settings = new()
    {
        CommentHandling = CommentHandling.Ignore,
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        LineInfoHandling = LineInfoHandling.Load,
    };

    /// <summary>Reads definitions.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What the text is called in an error message.</param>
    public static GwsFieldSchema Read(string json, string source)
    {
        try
        {
            return Read(Load(json));
        }
        catch (JsonException e)
        {
            // Newtonsoft's own messages end with the path, the line and the position.
            throw new GwsException(GwsErrorIds.FieldSchemaInvalid, source + " is not usable JSON: " + e.Message, e);
        }
        catch (FieldSchemaException e)
        {
            throw new GwsException(GwsErrorIds.FieldSchemaInvalid, source + ", " + e.Place + ": " + e.Message, e);
        }
    }

    private static JToken Load(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = MaxDepth,
            DateParseHandling = DateParseHandling.None };
        var root = JToken.ReadFrom(reader, Settings);
        while (reader.Read())
        {
            // Only comments come this far; the reader refuses a second value.
        }

        return root;
    }

    private static GwsFieldSchema Read(JToken root)
    {
        var schema = new SchemaObject(root);
        schema.AllowOnly("$schema", "version", "description", "callingLists");
        if (schema.Integer("version") is { } version && version != Version)
        {
            throw new FieldSchemaException(schema["version"]!, "version " + version
                + " is not known; this program reads version " + Version + ".");
        }

        var lists = new Dictionary<string, IReadOnlyList<FieldDefinition>>(StringComparer.Ordinal);
        foreach (var list in schema.Object("callingLists").Members)
        {
            if (list.Name.Trim().Length == 0)
            {
                throw new FieldSchemaException(list, "a calling list has no name.");
            }

            lists.Add(list.Name, Fields(new SchemaObject(list.Value)));
        }

        return new GwsFieldSchema(lists);
    }

    private static List<FieldDefinition> Fields(SchemaObject list)
    {
        list.AllowOnly("description", "fields");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var fields = new List<FieldDefinition>();
        foreach (var item in list.Array("fields"))
        {
            var field = FieldSchemaEntry.Read(new SchemaObject(item));
            if (!names.Add(field.Name))
            {
                throw new FieldSchemaException(item, "the field '" + field.Name + "' is defined twice.");
            }

            fields.Add(field);
        }

        return fields;
    }
}
