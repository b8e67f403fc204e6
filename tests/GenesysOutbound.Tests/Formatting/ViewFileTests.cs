using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>
/// The format file and the list of type data are what Views.txt says, and Views.txt forgets no property.
/// <c>GWS_UPDATE_DOCS=1</c> writes them.
/// </summary>
public sealed class ViewFileTests
{
    private static readonly IReadOnlyList<ViewTable> Tables = ViewTable.Read();

    /// <summary>Types without a view, with the reason.</summary>
    private static readonly Dictionary<string, string> Viewless = new(StringComparer.Ordinal)
    {
        ["GenesysOutbound.Client.GwsAgent"] = "has operations, not values",
        ["GenesysOutbound.Client.GwsEmailOperations"] = "has operations, not values",
        ["GenesysOutbound.Client.GwsOutbound"] = "has operations, not values",
        ["GenesysOutbound.Client.GwsVoice"] = "has operations, not values",
        ["GenesysOutbound.Client.GwsCallStore"] = "is a store: the command for its items shows them",
        ["GenesysOutbound.Client.GwsCampaignStore"] = "is a store: the command for its items shows them",
        ["GenesysOutbound.Client.GwsEmailStore"] = "is a store: the command for its items shows them",
        ["GenesysOutbound.Client.GwsEventLog"] = "is a store: the command for its items shows them",
        ["GenesysOutbound.Client.GwsRecordStore"] = "is a store: the command for its items shows them",
        ["GenesysOutbound.Simulator.SimulatorFaults"] = "is a collection: its items have a view",
        ["GenesysOutbound.Client.GwsFieldSchema"] = "Get-GwsRecordField shows the fields",
        ["GenesysOutbound.Client.GwsErrorInfo"] = "its texts are the module's own",
    };

    public static TheoryData<string> Types => [.. Tables.Select(table => table.TypeName)];

    [Fact]
    public void The_format_file_is_made_from_the_table() =>
        IsFresh("GenesysOutbound.Format.ps1xml", ViewFiles.Format(Tables));

    [Fact]
    public void The_type_data_are_made_from_the_table() => IsFresh("TypeData.txt", ViewFiles.TypeData(Tables));

    /// <summary>Without a view the engine shows the properties themselves, and nothing cleans them.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_has_a_table_and_a_list(string typeName) => Assert.Equal(
        [ViewTable.ListView, ViewTable.TableView],
        Tables.Single(one => one.TypeName == typeName).Views.Select(view => view.Kind).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_public_property_is_in_the_list_or_hidden_for_a_reason(string typeName)
    {
        var table = Tables.Single(one => one.TypeName == typeName);
        var shown = table.Views.Where(view => view.Kind == ViewTable.ListView).SelectMany(view => view.Items)
            .SelectMany(item => new[] { item.Label, item.Name }).ToHashSet(StringComparer.Ordinal);
        var properties = ViewFiles.PropertiesOf(table).Select(property => property.Name).ToArray();
        Assert.Equal(properties.Where(name => !shown.Contains(name)).Order(StringComparer.Ordinal),
            table.Hidden.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_type_that_a_user_can_get_an_object_of_has_a_view_or_a_reason_to_have_none()
    {
        var reachable = ViewFiles.Reachable(Tables).Select(type => type.FullName!).ToHashSet(StringComparer.Ordinal);
        var named = Tables.Select(table => table.TypeName).Concat(Viewless.Keys).ToArray();
        var missing = string.Join(", ", reachable.Except(named).Order(StringComparer.Ordinal));
        Assert.True(missing.Length == 0, "No view, and no reason for that: " + missing);
        Assert.Empty(named.Except(reachable));
    }

    private static void IsFresh(string file, string expected)
    {
        var path = Repository.PathOf("src", "GenesysOutbound", "Formatting", file);
        if (Environment.GetEnvironmentVariable("GWS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
