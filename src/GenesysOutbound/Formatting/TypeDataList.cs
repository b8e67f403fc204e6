using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GenesysOutbound.Formatting;

/// <summary>Reads the type data of the module's objects from the list that the assembly carries (TypeData.txt).</summary>
internal static class TypeDataList
{
    private const string ResourceName = "GenesysOutbound.TypeData.txt";

    // Read with the list; the same in every runspace.
    private static Dictionary<string, string[]> _display = [];

    /// <summary>
    /// What is shown of an object among objects of other types: NAME, or LABEL=NAME. Null for a type that is not in the list.
    /// </summary>
    public static string[]? DisplayOf(PSObject instance)
    {
        foreach (string typeName in instance.TypeNames)
        {
            string live = typeName.StartsWith(ShownValues.DeserializedPrefix, StringComparison.Ordinal)
                ? typeName.Substring(ShownValues.DeserializedPrefix.Length) : typeName;
            if (_display.TryGetValue(live, out string[]? items))
            {
                return items;
            }
        }

        return null;
    }

    /// <summary>Reads the list.</summary>
    public static TypeData[] Read()
    {
        var found = new List<TypeData>();
        var display = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(TypeDataList).Assembly.GetManifestResourceStream(ResourceName)!);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == ' ')
            {
                string[] words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
                var items = new string[words.Length - 1];
                Array.Copy(words, 1, items, 0, items.Length);
                TypeData live = found[found.Count - 2];
                Add(live, words[0], items);
                if (words[0] == "display")
                {
                    display[live.TypeName] = items;
                }

                // An object from a file or a job has its values as they were serialized; it is shown, and travels on, alike.
                if (words[0] is "display" or "serialized")
                {
                    Add(found[found.Count - 1], words[0], items);
                }
            }
            else if (line[0] != '#')
            {
                found.Add(New(line));
                found.Add(New(ShownValues.DeserializedPrefix + line));
            }
        }

        _display = display;
        return found.ToArray();
    }

    private static TypeData New(string typeName)
    {
        var data = new TypeData(typeName);
        AddHidden(data, nameof(ScriptMembers.Shown), nameof(ScriptMembers.Shown));
        return data;
    }

    private static void AddHidden(TypeData data, string name, string method) => data.Members.Add(
        name, new CodePropertyData(name, typeof(ScriptMembers).GetMethod(method)) { IsHidden = true });

    /// <summary>
    /// The noun of a type, and a blank: what the engine lists an object under, and no name that a script or a parameter has.
    /// </summary>
    private static string LabelOf(string typeName)
    {
        string name = typeName.Substring(typeName.LastIndexOf('.') + 1);
        return (name.StartsWith("Gws", StringComparison.Ordinal) ? name.Substring(3) : name) + " ";
    }

    private static void Add(TypeData data, string kind, string[] items)
    {
        switch (kind)
        {
            case "display":
                // Among objects of another type the engine lists the values of this set, and asks no view: the one value of
                // the set is the safe text of all.
                string label = LabelOf(data.TypeName);
                AddHidden(data, label, nameof(ScriptMembers.Listed));
                data.DefaultDisplayPropertySet = new PropertySetData([label]);
                break;
            case "key":
                data.DefaultKeyPropertySet = new PropertySetData(items);
                break;
            case "serialized":
                // Without a list of its own an object would take the hidden members along to a file or a job.
                data.SerializationMethod = "SpecificProperties";
                data.PropertySerializationSet = new PropertySetData(items);
                break;
            default:
                foreach (var item in items)
                {
                    var pair = item.Split('=');
                    data.Members.Add(pair[0], kind == "alias"
                        ? new AliasPropertyData(pair[0], pair[1])
                        : new CodePropertyData(pair[0], Owner(pair[1]).GetMethod(pair[0])));
                }

                break;
        }
    }

    private static Type Owner(string name) =>
        name == nameof(SimulatorMembers) ? typeof(SimulatorMembers) : typeof(ScriptMembers);
}
