using System.Collections.Generic;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// The values of secrets that the server gave, so that they are recognised wherever they turn up again; also the older ones, which a page of an error
/// may repeat. Bounded: the oldest gives way. The password is not among them.
/// </summary>
internal sealed class KnownSecrets
{
    private const int Capacity = 64;

    private readonly object _gate = new();
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _values = new(System.StringComparer.Ordinal);

    public void Add(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        lock (_gate)
        {
            if (_values.Add(value!))
            {
                _order.Enqueue(value!);
                if (_order.Count > Capacity)
                {
                    _values.Remove(_order.Dequeue());
                }
            }
        }
    }

    /// <summary>Takes in the value of a <c>Set-Cookie</c> header.</summary>
    public void AddCookie(string header)
    {
        var end = header.IndexOf(';');
        var pair = end < 0 ? header : header.Substring(0, end);
        Add(pair.Substring(pair.IndexOf('=') + 1).Trim());
    }

    public IReadOnlyList<string> Values()
    {
        lock (_gate)
        {
            return [.. _values];
        }
    }
}
