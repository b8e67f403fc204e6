using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>The headers by which servers and what stands before them name their software.</summary>
internal static class SoftwareHeaders
{
    private static readonly string[] Names =
        ["Server", "X-Powered-By", "Via", "X-AspNet-Version", "X-Generator", "X-Cache", "X-Application-Context"];

    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<ObservedExchange> exchanges)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
        {
            var values = exchanges.Select(exchange => exchange.Headers.TryGetValue(name, out var value) ? value : null)
                .OfType<string>().Distinct().Take(3).ToList();
            if (values.Count > 0)
            {
                found.Add(name, string.Join("; ", values));
            }
        }

        return found;
    }
}
