using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>Median, least and greatest of a few figures.</summary>
internal sealed record Spread(double Median, double Least, double Greatest)
{
    public static Spread? Of(IEnumerable<double?> figures)
    {
        double[] sorted = [.. figures.Where(f => f is not null).Select(f => f!.Value).Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    /// <summary>A figure with as many digits as it is worth.</summary>
    public static string Text(double? figure) => figure switch
    {
        null => "-",
        0 => "0",
        double f when Math.Abs(f) >= 1000 => f.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' '),
        double f when Math.Abs(f) >= 100 => f.ToString("0", CultureInfo.InvariantCulture),
        double f when Math.Abs(f) >= 10 => f.ToString("0.0", CultureInfo.InvariantCulture),
        double f => f.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public override string ToString() => Least == Greatest ? Text(Median) : $"{Text(Median)} ({Text(Least)}-{Text(Greatest)})";
}
