using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation.Runspaces;

namespace GenesysOutbound.Formatting;

/// <summary>Reads the type data of the module's objects from the list that the assembly carries (TypeData.txt).</summary>
internal static class TypeDataList
{
    private const string ResourceName = "GenesysOutbound.TypeData.txt";

    /// <summary>Reads the list.</summary>
    public static TypeData[] Read()
    {
        var found = new List<TypeData>();
        using var reader = new StreamReader(typeof(TypeDataList).Assembly.GetManifestResourceStream(ResourceName)!);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == ' ')
            {
                // An object from a file or a job has what was serialized, and needs no more than Shown.
                Add(found[found.Count - 2], line.Split([' '], StringSplitOptions.RemoveEmptyEntries));
            }
            else if (line[0] != '#')
            {
                found.Add(New(line));
                found.Add(New(ShownValues.DeserializedPrefix + line));
            }
        }

        return found.ToArray();
    }

    private static TypeData New(string typeName)
    {
        var data = new TypeData(typeName);
        data.Members.Add(nameof(ScriptMembers.Shown), new CodePropertyData(
            nameof(ScriptMembers.Shown), typeof(ScriptMembers).GetMethod(nameof(ScriptMembers.Shown))) { IsHidden = true });
        return data;
    }

    private static void Add(TypeData data, string[] words)
    {
        var items = new string[words.Length - 1];
        Array.Copy(words, 1, items, 0, items.Length);
        switch (words[0])
        {
            case "display":
                data.DefaultDisplayPropertySet = new PropertySetData(items);
                break;
            case "key":
                data.DefaultKeyPropertySet = new PropertySetData(items);
                break;
            case "serialized":
                // Without a list of its own an object would take Shown along to a file or a job.
                data.SerializationMethod = "SpecificProperties";
                data.PropertySerializationSet = new PropertySetData(items);
                break;
            default:
                foreach (var item in items)
                {
                    var pair = item.Split('=');
                    data.Members.Add(pair[0], words[0] == "alias"
                        ? new AliasPropertyData(pair[0], pair[1])
                        : new CodePropertyData(pair[0], Owner(pair[1]).GetMethod(pair[0])));
                }

                break;
        }
    }

    private static Type Owner(string name) =>
        name == nameof(SimulatorMembers) ? typeof(SimulatorMembers) : typeof(ScriptMembers);
}
