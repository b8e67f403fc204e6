using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>What a measurement found: figures by name.</summary>
internal sealed class Trial(IReadOnlyDictionary<string, double> figures)
{
    public double this[string name] => figures[name];

    /// <summary>What others used of the machine meanwhile, in percent; null where it is not known.</summary>
    public double? Others { get; set; }
}

/// <summary>
/// Somebody who is measured. The measurement starts fresh processes and tells which of them are still running when it ends.
/// </summary>
internal sealed record Entrant(string Name, Func<Task<Trial>> MeasureAsync);

/// <summary>
/// Measures entrants in turn, in an order of its own for each run. A measurement beside which others used more than 8 % of the
/// machine is made again, up to a limit; when all of its attempts were disturbed, the least disturbed one counts and the page
/// says so.
/// </summary>
internal sealed class Interleaved
{
    public const double MostOthers = 8;

    private readonly Dictionary<string, List<Trial>> _trials;

    private Interleaved(IReadOnlyList<Entrant> entrants) =>
        _trials = entrants.ToDictionary(entrant => entrant.Name, _ => new List<Trial>());

    public int Repeated { get; private set; }

    public int Disturbed { get; private set; }

    public static async Task<Interleaved> RunAsync(int runs, int attempts, IReadOnlyList<Entrant> entrants)
    {
        var result = new Interleaved(entrants);
        var order = new Random(1);
        for (int run = 0; run < runs; run++)
        {
            Entrant[] shuffled = [.. entrants];
            order.Shuffle(shuffled);
            foreach (Entrant entrant in shuffled)
            {
                Trial trial = await result.MeasureAsync(entrant, attempts);
                result._trials[entrant.Name].Add(trial);
                Console.WriteLine($"run {run + 1} of {runs}: {entrant.Name}, others {Spread.Text(trial.Others)} %");
            }
        }

        return result;
    }

    /// <summary>A figure's median, least and greatest.</summary>
    public Spread? Of(string entrant, string figure) => Spread.Of(_trials[entrant].Select(trial => (double?)trial[figure]));

    /// <summary>One figure of one entrant over another's, run by run.</summary>
    public Spread? Ratio(string entrant, string figure, string beside) =>
        Spread.Of(_trials[entrant].Zip(_trials[beside], (ours, theirs) => (double?)(ours[figure] / theirs[figure])));

    /// <summary>The difference of a figure, run by run.</summary>
    public Spread? Beyond(string entrant, string figure, string beside) =>
        Spread.Of(_trials[entrant].Zip(_trials[beside], (ours, theirs) => (double?)(ours[figure] - theirs[figure])));

    /// <summary>(ours - base) / (theirs - base), run by run: what is left when what both pay is taken away.</summary>
    public Spread? RatioBeyond(string entrant, string figure, string beside, string without) =>
        Spread.Of(_trials[entrant].Select((ours, run) =>
            (double?)((ours[figure] - _trials[without][run][figure]) / (
                _trials[beside][run][figure] - _trials[without][run][figure]))));

    /// <summary>A sentence for the page.</summary>
    public string Noise() =>
        $"{_trials.Values.Sum(list => list.Count)} measurements count; {Repeated} were made again because others used more " +
            $"than {MostOthers} % of the machine"
        + (Disturbed == 0 ? "." : $"; **{Disturbed} of those that count were disturbed in every attempt**.");

    private async Task<Trial> MeasureAsync(Entrant entrant, int attempts)
    {
        Trial? best = null;
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            Trial trial = await entrant.MeasureAsync();
            if (best is null || trial.Others < best.Others)
            {
                best = trial;
            }

            if (trial.Others is not > MostOthers)
            {
                return trial;
            }

            Repeated += attempt < attempts ? 1 : 0;
        }

        Disturbed++;
        return best!;
    }
}
