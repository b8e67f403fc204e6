using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Page;

/// <summary>The key of a chain in a sorted page; chains with equal keys stay in the order of their handles.</summary>
internal readonly record struct SortEntry(IComparable Key, long Handle)
{
    public static IComparer<SortEntry> Ascending { get; } = Comparer<SortEntry>.Create(Compare);

    public static IComparer<SortEntry> Descending { get; } = Comparer<SortEntry>.Create((a, b) => Compare(b, a));

    private static int Compare(SortEntry a, SortEntry b)
    {
        var byKey = a.Key.CompareTo(b.Key);
        return byKey != 0 ? byKey : a.Handle.CompareTo(b.Handle);
    }
}

/// <summary>A text that is sorted by its code points, the same in every culture.</summary>
internal sealed record OrdinalText(string Text) : IComparable
{
    public int CompareTo(object obj) => string.CompareOrdinal(Text, (obj as OrdinalText)?.Text);
}
