using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The events that the client pages of one browser page have subscribed to. Not thread-safe; the client connection locks.
/// </summary>
internal sealed class Subscriptions
{
    /// <summary>The most subscriptions of one browser page. A client page that is reloaded leaves its own behind.</summary>
    internal const int MaxCount = 64;

    private static readonly string[] KnownNames = ["agent", "interaction", "media", "outbound", "system", "markdone"];

    private readonly List<(string Id, string Origin, string[] Names)> _entries = [];
    private int _lastId;

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a subscription.</summary>
    /// <param name="origin">The origin of the client page.</param>
    /// <param name="data">A name or an array of names.</param>
    /// <returns>The id of the subscription.</returns>
    /// <exception cref="ServiceClientException">A name is not known, or there are too many.</exception>
    public string Add(string origin, JToken? data)
    {
        var names = (data as JArray ?? new JArray(data ?? JValue.CreateNull()))
            .Select(name => name.Type == JTokenType.String ? (string)name! : string.Empty).ToArray();
        if (names.Length == 0 || Array.Exists(names, string.IsNullOrWhiteSpace))
        {
            throw new ServiceClientException("The name of the event to subscribe to is missing.");
        }

        if (Array.Find(names, name => !KnownNames.Contains(name)) is { } unknown)
        {
            throw new ServiceClientException(
                $"There is no event '{unknown}' in this desktop; there are: {string.Join(", ", KnownNames)}.");
        }

        if (_entries.Count == MaxCount)
        {
            // The oldest belongs to a page that was reloaded many times since.
            _entries.RemoveAt(0);
        }

        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        _entries.Add((id, origin, names.Distinct().ToArray()));
        return id;
    }

    /// <summary>Ends a subscription.</summary>
    /// <exception cref="ServiceClientException">There is none with this id of this origin.</exception>
    public void Remove(string origin, string? id)
    {
        if (_entries.RemoveAll(entry => entry.Id == id && entry.Origin == origin) == 0)
        {
            throw new ServiceClientException($"There is no subscription '{id}'.");
        }
    }

    /// <summary>The origins that an event goes to, each once: a client page has one callback for an event's name.</summary>
    public IReadOnlyList<string> Of(string name) =>
        _entries.Where(entry => entry.Names.Contains(name)).Select(entry => entry.Origin).Distinct().ToList();
}
