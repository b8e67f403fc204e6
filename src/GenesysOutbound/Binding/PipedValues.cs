using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace GenesysOutbound.Binding;

/// <summary>
/// Finds values of a piped object that the engine dropped. The engine leaves out, without an error, what it cannot convert to the
/// type of a parameter, and the command would act with its default: a misspelt callback type would become a campaign callback.
/// </summary>
internal static class PipedValues
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Candidate>> Candidates = new();

    /// <summary>The first value of an input that was meant for a parameter and could not be used.</summary>
    /// <param name="command">The type of the command.</param>
    /// <param name="bound">The parameters that have been bound.</param>
    /// <param name="input">The input.</param>
    /// <returns>What to tell the user, or null.</returns>
    public static string? FindDropped(Type command, IDictionary<string, object> bound, PSObject? input)
    {
        if (input is null || input.BaseObject is string)
        {
            return null;
        }

        foreach (Candidate candidate in Candidates.GetOrAdd(command, ReadCandidates))
        {
            if (bound.ContainsKey(candidate.Names[0]))
            {
                continue;
            }

            foreach (string name in candidate.Names)
            {
                object? value = input.Properties[name]?.Value.Unwrap();
                if (IsGiven(value))
                {
                    string parameter = candidate.Names[0];
                    return LanguagePrimitives.TryConvertTo(value, candidate.Type, CultureInfo.InvariantCulture, out _)
                        ? $"'{Text(value)}' cannot be used for -{parameter} beside the other values of this input: "
                            + "one of them excludes it."
                        : $"'{Text(value)}' is not a valid value for -{parameter}: {Reason(value, candidate.Type)}";
                }
            }
        }

        return null;
    }

    /// <summary>Whether a column or property holds a value. Null, DBNull, and empty or blank text are "not given".</summary>
    public static bool IsGiven(object? value) => value switch
    {
        null or DBNull => false,
        string text => !string.IsNullOrWhiteSpace(text),
        _ => !ReferenceEquals(value, System.Management.Automation.Internal.AutomationNull.Value),
    };

    private static IReadOnlyList<Candidate> ReadCandidates(Type command)
    {
        var candidates = new List<Candidate>();
        foreach (PropertyInfo property in command.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            bool bindsByName = property.GetCustomAttributes<ParameterAttribute>(inherit: false)
                .Any(p => p.ValueFromPipelineByPropertyName);
            if (bindsByName && type != typeof(string) && type != typeof(string[]))
            {
                IEnumerable<string> aliases = property.GetCustomAttributes<AliasAttribute>(inherit: false)
                    .SelectMany(a => a.AliasNames);
                candidates.Add(new Candidate([property.Name, .. aliases], type));
            }
        }

        return candidates;
    }

    /// <summary>Why a value cannot be converted.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type of the parameter.</param>
    internal static string Reason(object? value, Type type)
    {
        if (type.IsEnum)
        {
            return "it must be one of " + string.Join(", ", Enum.GetNames(type)) + ".";
        }

        try
        {
            LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
            return "it does not fit this parameter.";
        }
        catch (PSInvalidCastException e)
        {
            return e.Message;
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private sealed record Candidate(string[] Names, Type Type);
}
