using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace GenesysOutbound.Binding;

/// <summary>
/// A name that may be a pattern. A name is a name before it is a pattern: <c>Winback [EU]</c> is the campaign of that name where
/// there is one, else every campaign that the pattern fits. Case does not matter; blanks do, at the ends as well.
/// </summary>
internal sealed class NamePattern
{
    private readonly string _name;
    private readonly WildcardPattern? _pattern;

    /// <summary>Makes a pattern of what was typed.</summary>
    /// <param name="name">The text.</param>
    public NamePattern(string name)
    {
        _name = name;
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        try
        {
            _ = pattern.IsMatch(string.Empty);
            _pattern = WildcardPattern.ContainsWildcardCharacters(name) ? pattern : null;
        }
        catch (WildcardPatternException)
        {
            // "Winback [EU" is not a valid pattern; it may be a name.
        }
    }

    /// <summary>Whether nothing may fit without an error, as everywhere in PowerShell.</summary>
    public bool IsPattern => _pattern is not null;

    /// <summary>What is meant: the items of that very name, else those that the pattern fits.</summary>
    /// <param name="items">All items.</param>
    /// <param name="nameOf">The name of an item, or null.</param>
    public IReadOnlyList<T> Choose<T>(IReadOnlyList<T> items, Func<T, string?> nameOf)
    {
        Predicate<string?> isMeant = Among(items.Select(nameOf));
        return [.. items.Where(item => isMeant(nameOf(item)))];
    }

    /// <summary>Which names are meant: the very name where there is one, else those that the pattern fits.</summary>
    /// <param name="names">All names that there are.</param>
    public Predicate<string?> Among(IEnumerable<string?> names)
    {
        // The star alone is everything, also where something has that name: it is the default of the parameters.
        if (_name == "*")
        {
            return static _ => true;
        }

        return _pattern is null || names.Any(IsName) ? IsName : name => _pattern.IsMatch(name ?? string.Empty);
    }

    private bool IsName(string? name) => string.Equals(name, _name, StringComparison.OrdinalIgnoreCase);
}
