using System;
using System.Globalization;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>The members of a request of the page.</summary>
internal sealed class PageRequest(JObject members)
{
    public GwsRecordIdentity Record => new GwsRecordIdentity(Text("record"));

    public GwsCampaignIdentity Campaign => new(Text("campaign"));

    public string Text(string name) => TextOrNull(name) ?? throw new ArgumentException($"The request has no member '{name}'.");

    public string? TextOrNull(string name) =>
        members[name] is JValue { Value: string or long } value
        ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) : null;

    public int Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"The member '{name}' is not a number.");

    public JObject Object(string name) =>
        members[name] as JObject ?? throw new ArgumentException($"The request has no object '{name}'.");

    public T Enum<T>(string name)
        where T : struct => System.Enum.TryParse<T>(Text(name), out var value) && System.Enum.IsDefined(typeof(T), value)
            ? value
            : throw new ArgumentException($"'{Text(name)}' is not a value of '{name}'.");
}
