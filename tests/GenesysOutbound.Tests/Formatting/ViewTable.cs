using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>Views.txt, read: what is shown of each type.</summary>
internal sealed record ViewTable(string TypeName)
{
    public const string TableView = "table";
    public const string ListView = "list";
    private const string HiddenProperties = "hidden";

    private readonly List<(string Kind, string[] Items)> _lines = [];

    /// <summary>The views in their order: the first is the usual one.</summary>
    public IEnumerable<(string Kind, IReadOnlyList<ViewItem> Items)> Views => _lines
        .Where(line => line.Kind is TableView or ListView)
        .Select(line => (line.Kind, (IReadOnlyList<ViewItem>)[.. line.Items.Select(ViewItem.Parse)]));

    /// <summary>The properties that no list shows.</summary>
    public IReadOnlyList<string> Hidden => [.. Items(HiddenProperties).Select(item => item.TrimEnd(':'))];

    /// <summary>The items of a line: key, display, alias or code.</summary>
    public string[] Items(string kind) => [.. _lines.Where(line => line.Kind == kind).SelectMany(line => line.Items)];

    public static IReadOnlyList<ViewTable> Read()
    {
        var types = new List<ViewTable>();
        foreach (var line in File.ReadLines(Repository.PathOf("src", "GenesysOutbound", "Formatting", "Views.txt")))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != ' ')
            {
                types.Add(new ViewTable(line));
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var lines = types[^1]._lines;
            if (char.IsWhiteSpace(line[2]))
            {
                // A line that goes on.
                lines[^1] = (lines[^1].Kind, [.. lines[^1].Items, .. words]);
            }
            else
            {
                // A reason is for the reader: only the name before it counts.
                lines.Add((words[0], words[0] == HiddenProperties ? [words[1]] : words[1..]));
            }
        }

        return types;
    }
}

/// <summary>A column of a table or a line of a list.</summary>
internal sealed record ViewItem(string Label, string Name, int? Width, bool IsRightAligned)
{
    public static ViewItem Parse(string text)
    {
        var isRightAligned = text.EndsWith('>');
        var parts = text.TrimEnd('>').Split(':');
        var names = parts[0].Split('=');
        var label = names[0] == "_" ? " " : names[0];
        return new ViewItem(label, names[^1], parts.Length > 1 ? int.Parse(parts[1], null) : null, isRightAligned);
    }
}
