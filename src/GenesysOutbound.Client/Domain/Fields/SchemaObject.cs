using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client;

/// <summary>An object of the schema, read member by member, each with its type. Null stands for an absent member.</summary>
internal sealed class SchemaObject
{
    private readonly JObject _object;

    public SchemaObject(JToken token) => _object = token as JObject ?? throw WrongType(token, "an object");

    public IEnumerable<JProperty> Members => _object.Properties();

    public JToken? this[string name] => _object[name] is { Type: not JTokenType.Null } value ? value : null;

    public void AllowOnly(params string[] names)
    {
        foreach (var member in _object.Properties())
        {
            if (System.Array.IndexOf(names, member.Name) < 0)
            {
                var similar = names.FirstOrDefault(name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
                throw new FieldSchemaException(
                    member,
                    "the member '" + StringExtensions.Truncate(member.Name) + "' is not known here; " + (similar is null
                        ? "there can be " + string.Join(", ", names) + "."
                        : "it is written '" + similar + "'."));
            }
        }
    }

    public string? Text(string name) => this[name] switch
    {
        null => null,
        { Type: JTokenType.String } value => (string)value!,
        var value => throw WrongType(value, "a text"),
    };

    public bool? Flag(string name) => this[name] switch
    {
        null => null,
        { Type: JTokenType.Boolean } value => (bool)value,
        var value => throw WrongType(value, "true or false"),
    };

    public long? Integer(string name) => this[name] switch
    {
        null => null,
        JValue { Value: long number } => number,
        var value => throw WrongType(value, "a whole number"),
    };

    public SchemaObject? ObjectOrNone(string name) => this[name] is { } value ? new SchemaObject(value) : null;

    public SchemaObject Object(string name) => ObjectOrNone(name) ?? throw Missing(name);

    public JArray Array(string name) => (this[name] ?? throw Missing(name)) as JArray ?? throw WrongType(this[name]!, "an array");

    public FieldSchemaException Missing(string name) => new(_object, "the member '" + name + "' is missing.");

    private static FieldSchemaException WrongType(JToken token, string wanted) =>
        new(token, "there must be " + wanted + ", not " + token.Type switch
        {
            JTokenType.Object => "an object",
            JTokenType.Array => "an array",
            JTokenType.String => "a text",
            JTokenType.Null => "null",
            _ => StringExtensions.Truncate(token.ToString(Newtonsoft.Json.Formatting.None)),
        } + ".");
}
