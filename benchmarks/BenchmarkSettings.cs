using System;
using System.Collections.Generic;
using System.Globalization;

namespace GenesysOutbound.Benchmarks;

/// <summary>The command line.</summary>
internal sealed class BenchmarkSettings
{
    public List<string> Groups { get; } = [];

    /// <summary>How often everything is measured.</summary>
    public int Runs { get; private set; } = 5;

    /// <summary>How often at most a measurement is made that others' work disturbed.</summary>
    public int Attempts { get; private set; } = 3;

    /// <summary>Short and rough, for development.</summary>
    public bool Quick { get; private set; }

    public bool Write { get; private set; } = true;

    /// <summary>Only this scenario; null for all.</summary>
    public string? Scenario { get; private set; }

    /// <summary>What a run is drawn from; null for the usual one.</summary>
    public int? Seed { get; private set; }

    public static BenchmarkSettings? Parse(string[] arguments)
    {
        var settings = new BenchmarkSettings();
        for (int i = 0; i < arguments.Length; i++)
        {
            string? next = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--quick":
                    (settings.Quick, settings.Write) = (true, false);
                    break;
                case "--no-write":
                    settings.Write = false;
                    break;
                case "--runs" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out int runs) && runs > 0:
                    settings.Runs = runs;
                    i++;
                    break;
                case "--attempts" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out int attempts)
                    && attempts > 0:
                    settings.Attempts = attempts;
                    i++;
                    break;
                case "--scenario" when next is not null:
                    settings.Scenario = next;
                    settings.Write = false;
                    i++;
                    break;
                case "--seed" when int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out int seed):
                    settings.Seed = seed;
                    i++;
                    break;
                case string name when !name.StartsWith('-'):
                    settings.Groups.Add(name);
                    break;
                default:
                    Console.Error.WriteLine("Not understood: " + arguments[i]);
                    return null;
            }
        }

        return settings;
    }
}
