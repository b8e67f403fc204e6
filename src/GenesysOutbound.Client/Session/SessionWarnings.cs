using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>The warnings of a session, oldest first. Thread-safe.</summary>
internal sealed class SessionWarnings
{
    /// <summary>The newest so many are kept: a session may live for months, and meet a gap every night.</summary>
    public const int Most = 100;

    private readonly Queue<string> _warnings = new();

    public void Add(string warning)
    {
        lock (_warnings)
        {
            if (_warnings.Count == Most)
            {
                _warnings.Dequeue();
            }

            _warnings.Enqueue(warning);
        }
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (_warnings)
        {
            return _warnings.Count == 0 ? [] : _warnings.ToArray();
        }
    }
}
