using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Tests.Contract;

/// <summary>
/// The commands of the module as their attributes say. Attribute data, not attributes: the compile-time stub of the engine makes
/// empty ones.
/// </summary>
internal sealed class CommandModel
{
    private CommandModel(Type type)
    {
        Type = type;
        CustomAttributeData cmdlet = type.GetCustomAttributesData().Single(a => a.AttributeType == typeof(CmdletAttribute));
        Verb = (string)cmdlet.ConstructorArguments[0].Value!;
        Noun = (string)cmdlet.ConstructorArguments[1].Value!;
        SupportsShouldProcess = Named(cmdlet, "SupportsShouldProcess") is true;
        ConfirmImpact = Named(cmdlet, "ConfirmImpact") is int impact ? (ConfirmImpact)impact : ConfirmImpact.Medium;
        DefaultParameterSet = Named(cmdlet, "DefaultParameterSetName") as string;
        OutputTypes = [.. type.GetCustomAttributesData().Where(a => a.AttributeType == typeof(OutputTypeAttribute))
            .SelectMany(Outputs)];
        Parameters = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.GetCustomAttributesData().Any(a => a.AttributeType == typeof(ParameterAttribute)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new ParameterModel(p))];
    }

    public static IReadOnlyList<CommandModel> All { get; } = [.. typeof(GwsCmdlet).Assembly.GetTypes()
        .Where(t => t.GetCustomAttributesData().Any(a => a.AttributeType == typeof(CmdletAttribute)))
        .Select(t => new CommandModel(t))
        .OrderBy(c => c.Name, StringComparer.Ordinal)];

    public Type Type { get; }

    public string Verb { get; }

    public string Noun { get; }

    public string Name => Verb + "-" + Noun;

    public bool SupportsShouldProcess { get; }

    public ConfirmImpact ConfirmImpact { get; }

    public string? DefaultParameterSet { get; }

    public IReadOnlyList<string> OutputTypes { get; }

    public IReadOnlyList<ParameterModel> Parameters { get; }

    /// <summary>The command as lines of the reviewed contract.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(Name);
        text.Append(SupportsShouldProcess ? " [ShouldProcess " + ConfirmImpact + "]" : string.Empty);
        text.Append(DefaultParameterSet is null ? string.Empty : " [default set " + DefaultParameterSet + "]").Append('\n');
        text.Append("  output: ").Append(string.Join(", ", OutputTypes)).Append('\n');
        foreach (ParameterModel parameter in Parameters)
        {
            text.Append("  -").Append(parameter.Describe()).Append('\n');
        }

        return text.ToString();
    }

    public override string ToString() => Name;

    internal static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => a.TypedValue.Value).FirstOrDefault();

    private static IEnumerable<string> Outputs(CustomAttributeData attribute) =>
        ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(a => a.Value is Type type ? type.FullName! : (string)a.Value!);
}
