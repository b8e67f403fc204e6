using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Outbound;

namespace GenesysOutbound.Simulator.Page;

/// <summary>A chain with its key in a sorted page; chains with equal keys stay in the order of their first handles.</summary>
internal readonly record struct SortEntry(IComparable Key, RecordChain Chain)
{
    public static IComparer<SortEntry> Ascending { get; } = Comparer<SortEntry>.Create(Compare);

    public static IComparer<SortEntry> Descending { get; } = Comparer<SortEntry>.Create((a, b) => Compare(b, a));

    private static int Compare(SortEntry a, SortEntry b)
    {
        var byKey = a.Key.CompareTo(b.Key);
        return byKey != 0 ? byKey : a.Chain.Records[0].Handle.CompareTo(b.Chain.Records[0].Handle);
    }
}

/// <summary>A text that is sorted by its code points, the same in every culture.</summary>
internal sealed record OrdinalText(string Text) : IComparable
{
    public int CompareTo(object obj) => string.CompareOrdinal(Text, (obj as OrdinalText)?.Text);
}
