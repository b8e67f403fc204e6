using System.Globalization;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The parameters of one request, by position. A client that leaves an argument out sends null in its place, or a shorter array,
/// or no array at all.
/// </summary>
internal sealed class RequestParameters(JToken? parameters)
{
    private readonly JArray _values = parameters as JArray ?? [];

    /// <summary>A text; numbers become texts.</summary>
    /// <exception cref="ServiceClientException">It is missing.</exception>
    public string Text(int index, string name) =>
        TextOrNull(index) ?? throw new ServiceClientException($"The parameter {name} is missing.");

    /// <summary>A text, or null when it is missing or empty.</summary>
    public string? TextOrNull(int index)
    {
        var value = At(index);
        var text = value?.Type is JTokenType.String or JTokenType.Integer
            ? ((JValue)value).ToString(CultureInfo.InvariantCulture) : null;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A whole number, also as text.</summary>
    /// <exception cref="ServiceClientException">It is missing or not a number.</exception>
    public int Number(int index, string name)
    {
        var text = Text(index, name);
        return int.TryParse(text, NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ServiceClientException($"The parameter {name} must be a number; it is '{text}'.");
    }

    /// <summary>An object.</summary>
    /// <exception cref="ServiceClientException">It is missing or not an object.</exception>
    public JObject Object(int index, string name) =>
        At(index) as JObject ?? throw new ServiceClientException($"The parameter {name} must be an object.");

    /// <summary>An object, or null when it is missing.</summary>
    public JObject? ObjectOrNull(int index) => At(index) as JObject;

    private JToken? At(int index) =>
        index < _values.Count && _values[index].Type is not (JTokenType.Null or JTokenType.Undefined) ? _values[index] : null;
}
