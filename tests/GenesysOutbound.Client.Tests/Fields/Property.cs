using System;
using System.Globalization;

namespace GenesysOutbound.Client.Tests.Fields;

/// <summary>
/// Runs a property with thousands of random cases. Every case has a seed of its own; a failure names it, and the environment
/// variable GENESYSOUTBOUND_TEST_SEED runs that one case again.
/// </summary>
internal static class Property
{
    public const string SeedVariable = "GENESYSOUTBOUND_TEST_SEED";

    public static void Holds(int cases, Action<Random> property)
    {
        var again = Environment.GetEnvironmentVariable(SeedVariable);
        var first = again is null ? Random.Shared.Next(int.MaxValue / 2) : int.Parse(again, CultureInfo.InvariantCulture);
        for (var seed = first; seed < first + (again is null ? cases : 1); seed++)
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException(
                    "The property does not hold. Run the case again with " + SeedVariable + "="
                        + seed.ToString(CultureInfo.InvariantCulture) + ". " + error.Message, error);
            }
        }
    }

    public static T Pick<T>(this Random random, params T[] items) => items[random.Next(items.Length)];
}
