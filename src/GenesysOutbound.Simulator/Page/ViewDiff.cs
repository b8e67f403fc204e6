using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Page;

/// <summary>Finds what has changed in a list of views since it was last asked for.</summary>
/// <typeparam name="T">The view; a record, so that views are compared by value.</typeparam>
internal sealed class ViewDiff<T>
    where T : class
{
    private readonly Func<T, string> _key;
    private Dictionary<string, T> _sent = new(StringComparer.Ordinal);

    public ViewDiff(Func<T, string> key) => _key = key;

    /// <summary>Adds the changed views and the keys of those that are gone to a message, under a name.</summary>
    public void Write(JObject message, string name, T[] views)
    {
        var now = new Dictionary<string, T>(views.Length, StringComparer.Ordinal);
        List<T>? changed = null;
        foreach (var view in views)
        {
            var key = _key(view);
            now[key] = view;
            if (!_sent.TryGetValue(key, out var before) || !before.Equals(view))
            {
                (changed ??= []).Add(view);
            }
        }

        var gone = _sent.Count == 0 ? [] : _sent.Keys.Where(key => !now.ContainsKey(key)).ToArray();
        _sent = now;
        if (changed is not null)
        {
            message[name] = JsonSettings.Write(changed);
        }

        if (gone.Length > 0)
        {
            message[$"{name}Gone"] = new JArray(gone.Cast<object>().ToArray());
        }
    }
}
