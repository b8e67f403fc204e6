using System.Threading.Tasks;

namespace GenesysOutbound.Benchmarks;

/// <summary>Benchmarks that belong together and fill one section of docs/performance.md.</summary>
internal interface IBenchmarkGroup
{
    /// <summary>The name on the command line, and of the section's markers.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Purpose { get; }

    /// <summary>Whether it runs when no group is named.</summary>
    bool ByDefault { get; }

    /// <summary>Runs, and returns the section's markdown.</summary>
    Task<string> RunAsync(BenchmarkSettings settings);
}
