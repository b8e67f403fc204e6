using System;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client;

/// <summary>A place in a schema that cannot be used. It never leaves the reader.</summary>
#pragma warning disable CA1032, CA1064 // Made in one way and caught in one place.
internal sealed class FieldSchemaException : Exception
#pragma warning restore CA1032, CA1064
{
    public FieldSchemaException(JToken place, string message)
        : base(message)
    {
        var path = place.Path.Length == 0 ? "at the top" : "at " + place.Path;
        Place = place is IJsonLineInfo line && line.HasLineInfo()
            ? path + " (line " + line.LineNumber.ToString(CultureInfo.InvariantCulture) + ")" : path;
    }

    public string Place { get; }
}
