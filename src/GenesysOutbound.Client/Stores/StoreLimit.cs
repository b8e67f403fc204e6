using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// How many live items a store keeps, so that a server which announces without end cannot fill the memory. Far above what an
/// agent works with; the oldest are dropped, some at a time, and the session's log says so once.
/// </summary>
/// <param name="what">The plural of what is kept, for the message.</param>
/// <param name="capacity">How many.</param>
internal sealed class StoreLimit(string what, int capacity = StoreLimit.Default)
{
    public const int Default = 10_000;

    private bool _told;

    /// <summary>
    /// Told once, with a text for people, when items are dropped for the first time. Called under the store's lock.
    /// </summary>
    public Action<string>? Reached { get; set; }

    /// <summary>Whether so many items are too many.</summary>
    public bool IsExceededBy(int count) => count > capacity;

    /// <summary>The items to drop: none below the limit, else the first of the candidates in their order.</summary>
    public IReadOnlyList<T> Victims<T>(int count, IEnumerable<T> candidates, Func<T, IComparable> order)
    {
        if (!IsExceededBy(count))
        {
            return [];
        }

        // Some at a time: the candidates are sorted for each round.
        var victims = candidates.OrderBy(order).Take(Math.Max(count - capacity, capacity / 20)).ToList();
        if (victims.Count > 0 && !_told)
        {
            _told = true;
            Reached?.Invoke($"The session was told of more than {capacity} {what}; it forgets the oldest ones.");
        }

        return victims;
    }
}
