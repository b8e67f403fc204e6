using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace GenesysOutbound.Tests.Contract;

/// <summary>One parameter of a command as its attributes say.</summary>
internal sealed class ParameterModel
{
    private readonly IReadOnlyList<CustomAttributeData> _sets;

    public ParameterModel(PropertyInfo property)
    {
        Property = property;
        IList<CustomAttributeData> attributes = property.GetCustomAttributesData();
        _sets = [.. attributes.Where(a => a.AttributeType == typeof(ParameterAttribute))];
        Aliases = [.. attributes.Where(a => a.AttributeType == typeof(AliasAttribute))
            .SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
            .Select(a => (string)a.Value!)];
        HasCompleter = attributes.Any(a => a.AttributeType == typeof(ArgumentCompleterAttribute));
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    public IReadOnlyList<string> Aliases { get; }

    public bool HasCompleter { get; }

    public bool ByValue => _sets.Any(s => CommandModel.Named(s, "ValueFromPipeline") is true);

    public bool ByPropertyName => _sets.Any(s => CommandModel.Named(s, "ValueFromPipelineByPropertyName") is true);

    public bool Hidden => _sets.Any(s => CommandModel.Named(s, "DontShow") is true);

    public int? Position => _sets.Select(s => CommandModel.Named(s, "Position")).OfType<int>().Cast<int?>().FirstOrDefault();

    public IReadOnlyList<string> Sets =>
        [.. _sets.Select(s => CommandModel.Named(s, "ParameterSetName") as string).OfType<string>()];

    public string Describe()
    {
        var parts = new List<string> { Name + " <" + TypeName(Property.PropertyType) + ">" };
        void Add(bool condition, string text)
        {
            if (condition)
            {
                parts.Add(text);
            }
        }

        Add(_sets.Any(s => CommandModel.Named(s, "Mandatory") is true), "mandatory");
        Add(Position is not null, "position " + Position);
        Add(ByValue, "by value");
        Add(ByPropertyName, "by name");
        Add(HasCompleter, "completes");
        Add(Hidden, "hidden");
        Add(Aliases.Count > 0, "alias " + string.Join(" ", Aliases));
        Add(Sets.Count > 0, "set " + string.Join(" ", Sets));
        return string.Join(", ", parts);
    }

    private static string TypeName(Type type) => Nullable.GetUnderlyingType(type) is { } inner
        ? inner.Name + "?"
        : type.Name;
}
