using GenesysOutbound.Benchmarks.Soak;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>What the client's process holds at a moment when nobody works.</summary>
internal sealed record LoadSample(string When, double Minute, int Open, Resources Held);
