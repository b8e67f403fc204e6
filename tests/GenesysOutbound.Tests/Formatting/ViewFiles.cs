using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>Makes the format file and the list of type data of the module from Views.txt.</summary>
internal static class ViewFiles
{
    private const string Deserialized = "Deserialized.";

    // In constrained language a script may call no method, but it may read a property: Shown has every value as safe text.
    private const string VerdictInColour = """

        $text = $_.Shown.Verdict
        # Windows PowerShell has no $PSStyle, and strict mode minds the name.
        $style = Get-Variable -Name PSStyle -ValueOnly -ErrorAction Ignore
        if ($null -eq $style -or $style.OutputRendering -eq 'PlainText' -or $env:NO_COLOR) {
          $text
        }
        else {
          $colour = switch ($text) {
            'Confirmed' { $style.Foreground.Green }
            'Differs' { $style.Foreground.Red }
            'NotSeen' { $style.Foreground.Yellow }
            default { $style.Foreground.BrightBlack }
          }
          $colour + $text + $style.Reset
        }

        """;

    private static readonly Assembly[] Assemblies = [typeof(GwsBulkSummary).Assembly, typeof(GwsSession).Assembly,
        typeof(GwsSimulator).Assembly, typeof(GwsDesktop).Assembly];

    /// <summary>The type that Views.txt names.</summary>
    public static Type TypeOf(ViewTable table) => Assemblies.Select(assembly => assembly.GetType(table.TypeName))
        .FirstOrDefault(type => type is not null)
        ?? throw new InvalidOperationException($"Views.txt names the type {table.TypeName}, and no assembly has it.");

    /// <summary>
    /// The types that a user can get an object of: what the commands say that they write, the exceptions of their errors, and
    /// whatever a property of one holds.
    /// </summary>
    public static IReadOnlyCollection<Type> Reachable(IReadOnlyList<ViewTable> tables)
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(OutputTypes().Concat(Exceptions()).Concat(tables.Select(TypeOf)));
        while (open.TryDequeue(out var type))
        {
            if (Assemblies.Contains(type.Assembly) && !type.IsEnum && found.Add(type))
            {
                foreach (var property in PropertiesOf(type))
                {
                    open.Enqueue(property.PropertyType);
                }
            }

            foreach (var part in type.GetGenericArguments().Append(type.GetElementType()).OfType<Type>())
            {
                open.Enqueue(part);
            }
        }

        return found;
    }

    private static IEnumerable<Type> OutputTypes() => typeof(GwsBulkSummary).Assembly.GetExportedTypes()
        .SelectMany(command => command.GetCustomAttributes<OutputTypeAttribute>())
        .SelectMany(output => output.Type)
        .Select(output => output.Type ?? Assemblies.Select(assembly => assembly.GetType(output.Name))
            .FirstOrDefault(type => type is not null)
            ?? throw new InvalidOperationException($"A command writes {output.Name}, and no assembly has that type."));

    /// <summary>The exceptions that an error of a command carries.</summary>
    private static IEnumerable<Type> Exceptions() => Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => typeof(Exception).IsAssignableFrom(type));

    /// <summary>The public properties of a type that a script can read.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(ViewTable table) => PropertiesOf(TypeOf(table));

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);

    /// <summary>The text of the format file.</summary>
    public static string Format(IReadOnlyList<ViewTable> tables) => Text(
        "Made from Views.txt; see there. Every text goes through Shown: data never steers the terminal.",
        new XElement("Configuration",
            new XElement("DefaultSettings", new XElement("EnumerableExpansions", tables.Where(IsDictionary).Select(Expansion))),
            new XElement("ViewDefinitions", tables.SelectMany(ViewsOf))));

    /// <summary>The text of the list of type data.</summary>
    public static string TypeData(IReadOnlyList<ViewTable> tables) =>
        "# Made from Views.txt; see there.\n" + string.Concat(tables.SelectMany(TypeDataOf).Select(line => line + "\n"));

    private static string Text(string comment, XElement root) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- " + comment + " -->\n" + Lines(root);

    /// <summary>
    /// A view is one line, without blanks between its elements: what Import-Module allocates while it reads the file
    /// shows in its time.
    /// </summary>
    private static string Lines(XElement element) => element.Name.LocalName is "View" or "DefaultSettings"
        ? element.ToString(SaveOptions.DisableFormatting).ReplaceLineEndings("\n") + "\n"
        : string.Concat(["<" + element.Name + ">\n", .. element.Elements().Select(Lines), "</" + element.Name + ">\n"]);

    private static IEnumerable<XElement> ViewsOf(ViewTable table) => table.Views.Select(view => new XElement("View",
        new XElement("Name", table.TypeName[(table.TypeName.LastIndexOf('.') + 1)..] + "." + view.Kind),
        new XElement("ViewSelectedBy",
            new XElement("TypeName", table.TypeName), new XElement("TypeName", Deserialized + table.TypeName)),
        view.Kind == ViewTable.TableView
            ? new XElement("TableControl",
                new XElement("TableHeaders", view.Items.Select(Header)),
                new XElement("TableRowEntries", new XElement("TableRowEntry",
                    view.Items.Any(item => item.Name == "Pairs") ? new XElement("Wrap") : null,
                    new XElement("TableColumnItems", view.Items.Select(item =>
                        new XElement("TableColumnItem", Value(item.Name)))))))
            : new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry",
                new XElement("ListItems", view.Items.Select(item =>
                    new XElement("ListItem", new XElement("Label", item.Label), Value(item.Name)))))))));

    private static bool IsDictionary(ViewTable table) => typeof(IDictionary).IsAssignableFrom(TypeOf(table));

    /// <summary>Without it the engine shows the pairs one by one, each in a view of its own, and nothing cleans them.</summary>
    private static XElement Expansion(ViewTable table) => new("EnumerableExpansion",
        new XElement("EntrySelectedBy",
            new XElement("TypeName", table.TypeName), new XElement("TypeName", Deserialized + table.TypeName)),
        new XElement("Expand", "CoreOnly"));

    private static XElement Header(ViewItem item) => new("TableColumnHeader",
        new XElement("Label", item.Label),
        item.Width is { } width ? new XElement("Width", width) : null,
        item.IsRightAligned ? new XElement("Alignment", "Right") : null);

    /// <summary>
    /// Numbers and truth values too are read from Shown: in an object that came from a file they may be any text.
    /// </summary>
    private static XElement Value(string name) => new("ScriptBlock",
        name == nameof(VerdictInColour) ? VerdictInColour.ReplaceLineEndings("\n") : "$_.Shown." + name);

    private static IEnumerable<string> TypeDataOf(ViewTable table)
    {
        yield return table.TypeName;
        foreach (var kind in new[] { "display", "key", "alias", "code" })
        {
            if (table.Items(kind) is { Length: > 0 } items)
            {
                yield return $" {kind} {string.Join(' ', items)}";
            }
        }

        if (IsDictionary(table))
        {
            // It travels as the pairs that it has.
            yield break;
        }

        var added = table.Items("code").Concat(table.Items("alias")).Select(item => item.Split('=')[0]);
        yield return " serialized "
            + string.Join(' ', PropertiesOf(table).Select(property => property.Name).Concat(added).Distinct());
    }
}
