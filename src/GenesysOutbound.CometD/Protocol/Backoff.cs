using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Exponential back-off with jitter, capped. Counts failures in a row; one success sets it back.</summary>
internal sealed class Backoff
{
    private const double Jitter = 0.5;

    private readonly BayeuxClientOptions _options;
    private readonly Func<double> _random;

    public Backoff(BayeuxClientOptions options, Func<double> random)
    {
        _options = options;
        _random = random;
    }

    public int Failures { get; private set; }

    public void Reset() => Failures = 0;

    /// <summary>Counts one more failure and says how many milliseconds to wait after it.</summary>
    public long Next()
    {
        Failures = Math.Min(Failures + 1, 30);
        double full = Math.Min(
            _options.BackoffInitial.TotalMilliseconds * Math.Pow(2, Failures - 1),
            _options.BackoffMaximum.TotalMilliseconds);
        return (long)(full * (1 - (Jitter * _random())));
    }
}
