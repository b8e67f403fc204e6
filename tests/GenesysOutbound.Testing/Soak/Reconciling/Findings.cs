using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>What does not agree. Everything is looked at before anything fails: one disagreement rarely comes alone.</summary>
internal sealed class Findings
{
    private const int Shown = 40;

    private readonly List<string> _all = [];

    public int Count => _all.Count;

    public void Expect(bool agrees, string otherwise)
    {
        if (!agrees)
        {
            _all.Add(otherwise);
        }
    }

    public override string ToString() =>
        string.Join("\n", _all.Take(Shown)) + (_all.Count > Shown ? $"\n... and {_all.Count - Shown} more" : string.Empty);
}
