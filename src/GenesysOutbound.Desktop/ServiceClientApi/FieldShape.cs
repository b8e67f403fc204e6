using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The fields of a record as getRecordFields shows them. Source: Service Client API Reference, type Field and the sample of
/// getRecordFields.
/// </summary>
internal static class FieldShape
{
    /// <summary>The whole <c>data</c> of the reply.</summary>
    public static JArray Of(IEnumerable<GwsRecordField> fields) => new(fields.Select(Field));

    /// <summary>
    /// One field. A display name that says no more than the name is left out, and so is a value that there is not, as in the
    /// sample.
    /// </summary>
    public static JObject Field(GwsRecordField field)
    {
        var json = new JObject { ["name"] = field.Name };
        if (field.DisplayName != field.Name)
        {
            json["displayName"] = field.DisplayName;
        }

        if (field.Value is not null)
        {
            json["value"] = Json.FromValue(field.Value);
        }

        json["isEditable"] = field.IsEditable;
        json["isMandatory"] = field.IsMandatory;
        if (field.FieldType == "enum")
        {
            var options = new JObject();
            foreach (var option in field.Options)
            {
                options[option.Key] = option.Value;
            }

            json["options"] = options;
        }

        json["fieldType"] = field.FieldType;
        json["valueType"] = field.ValueType;
        return json;
    }
}
