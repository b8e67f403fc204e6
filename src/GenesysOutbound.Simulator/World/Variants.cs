using System;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.World;

/// <summary>Gives events the variety of real servers, as far as the options ask for it.</summary>
internal sealed class Variants
{
    private readonly SimulatorVariety _wanted;
    private readonly double _rate;
    private readonly Random _random;

    public Variants(SimulatorVariety wanted, double rate, int seed)
    {
        _wanted = wanted;
        _rate = rate;
        _random = new Random(seed);
    }

    /// <summary>The variants that the next event shows. Called under the contact center's lock.</summary>
    public SimulatorVariety Draw()
    {
        if (_wanted == SimulatorVariety.None || _rate >= 1.0)
        {
            return _wanted;
        }

        var drawn = SimulatorVariety.None;
        for (var bit = 1; bit <= (int)SimulatorVariety.All; bit <<= 1)
        {
            if (((int)_wanted & bit) != 0 && _random.NextDouble() < _rate)
            {
                drawn |= (SimulatorVariety)bit;
            }
        }

        return drawn;
    }

    public static bool Has(SimulatorVariety drawn, SimulatorVariety flag) => (drawn & flag) != 0;

    public static JToken Number(long value, SimulatorVariety drawn, SimulatorVariety flag)
        => Has(drawn, flag) ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : value;

    /// <summary>What the request said; a whole number in text may come back as a number.</summary>
    public static JToken? Reference(JToken? given, SimulatorVariety drawn)
    {
        if (given is null)
        {
            return null;
        }

        return Has(drawn, SimulatorVariety.ReferenceIdAsNumber) && given.Type == JTokenType.String
            && long.TryParse((string?)given, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number.ToString(System.Globalization.CultureInfo.InvariantCulture) == (string?)given
            ? number
            : given.DeepClone();
    }

    public static string Channel(string channel, SimulatorVariety drawn)
        => Has(drawn, SimulatorVariety.ChannelWithoutVersion) && channel.StartsWith("/v2/", StringComparison.Ordinal) ? channel.Substring(3) : channel;

    public static string StatusChange(SimulatorVariety drawn)
        => Has(drawn, SimulatorVariety.StatusChangedSpelling) ? "StatusChanged" : "StatusChange";

    /// <summary>The finishing touches: members nobody knows, and empty texts that become null or vanish.</summary>
    public static void Finish(JObject data, SimulatorVariety drawn)
    {
        if (Has(drawn, SimulatorVariety.NullLike))
        {
            Thin(data);
        }

        if (Has(drawn, SimulatorVariety.UnknownMembers))
        {
            data["chone"] = new JObject { ["WrapUpTime"] = 0, ["BusinessCall"] = 0 };
            data["futureMember"] = new JArray(1, "two", new JObject { ["three"] = 3.5 }, JValue.CreateNull());
        }
    }

    private static void Thin(JObject node)
    {
        var toNull = true;
        foreach (var property in new System.Collections.Generic.List<JProperty>(node.Properties()))
        {
            if (property.Value is JObject child)
            {
                Thin(child);
            }
            else if (property.Value.Type == JTokenType.String && ((string?)property.Value)!.Length == 0)
            {
                if (toNull)
                {
                    property.Value = JValue.CreateNull();
                }
                else
                {
                    property.Remove();
                }

                toNull = !toNull;
            }
        }
    }
}
