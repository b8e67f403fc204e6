using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Support;

/// <summary>The documents' samples, see tests/Fixtures/README.md.</summary>
internal static class Fixture
{
    public static JObject Read(string name)
    {
        using var reader = new JsonTextReader(new StringReader(Repository.Read("tests", "Fixtures",
            name))) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    /// <summary>A reply as a client's callback gets it: the vendor's library takes the reference id away.</summary>
    public static JObject AsClientsSeeIt(JObject reply)
    {
        var seen = (JObject)reply.DeepClone();
        Assert.True(seen.Remove("referenceId"));
        return seen;
    }

    /// <summary>The same members with the same values; of those that name one run or one machine only the type.</summary>
    public static void AssertSame(JObject expected, JObject actual, IReadOnlyCollection<string> differing)
    {
        Assert.Equal(expected.Properties().Select(item => item.Name).Order(),
            actual.Properties().Select(item => item.Name).Order());
        foreach (var (name, value) in expected)
        {
            if (differing.Contains(name))
            {
                Assert.Equal(value!.Type, actual[name]!.Type);
            }
            else
            {
                Assert.True(JToken.DeepEquals(value, actual[name]), $"{name}: {value} was expected, {actual[name]} came.");
            }
        }
    }
}
