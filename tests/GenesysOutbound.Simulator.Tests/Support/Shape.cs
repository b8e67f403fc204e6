using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests.Support;

/// <summary>The fixtures, and the comparison with them: member by member, with JSON types.</summary>
internal static class Shape
{
    public static JToken Fixture(string name)
    {
        using var reader = new JsonTextReader(File.OpenText(Repository.PathOf("tests", "Fixtures",
            name))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    /// <summary>Every leaf as "path: type".</summary>
    public static IReadOnlyList<string> Of(JToken token, string path = "$") => token switch
    {
        JObject o when o.Count == 0 => [path + ": {}"],
        JObject o => o.Properties().OrderBy(p => p.Name, StringComparer.Ordinal).SelectMany(p => Of(p.Value, path + "." + p.Name))
            .ToArray(),
        JArray a when a.Count == 0 => [path + ": []"],
        JArray a => a.SelectMany((v, i) => Of(v, path + "[" + i + "]")).ToArray(),
        _ => [path + ": " + token.Type],
    };

    /// <summary>Same members, same types; and the same values but for the paths that <paramref name="aside"/> names.</summary>
    public static void AssertSame(JToken expected, JToken actual, params string[] aside)
    {
        Assert.Equal(Of(expected), Of(actual));
        var e = expected.DeepClone();
        var a = actual.DeepClone();
        foreach (var path in aside)
        {
            foreach (var pair in e.SelectTokens(path).Zip(a.SelectTokens(path)).ToArray())
            {
                pair.First.Replace("aside");
                pair.Second.Replace("aside");
            }
        }

        Assert.Equal(Sorted(e).ToString(), Sorted(a).ToString());
    }

    private static JToken Sorted(JToken token) => token switch
    {
        JObject o => new JObject(o.Properties().OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new JProperty(p.Name, Sorted(p.Value)))),
        JArray a => new JArray(a.Select(Sorted).Cast<object>().ToArray()),
        _ => token.DeepClone(),
    };
}
