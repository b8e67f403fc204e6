using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>
/// The format file and the types file are what Views.txt says, and Views.txt forgets no property. <c>GWS_UPDATE_DOCS=1</c> writes
/// them.
/// </summary>
public sealed class ViewFileTests
{
    private static readonly IReadOnlyList<ViewTable> Tables = ViewTable.Read();

    public static TheoryData<string> Types => [.. Tables.Select(table => table.TypeName)];

    [Fact]
    public void The_format_file_is_made_from_the_table() =>
        IsFresh("GenesysOutbound.Format.ps1xml", ViewFiles.Format(Tables));

    [Fact]
    public void The_types_file_is_made_from_the_table() => IsFresh("GenesysOutbound.Types.ps1xml", ViewFiles.Types(Tables));

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_public_property_is_in_a_view_or_hidden_for_a_reason(string typeName)
    {
        var table = Tables.Single(one => one.TypeName == typeName);
        var shown = table.Views.SelectMany(view => view.Items).Select(item => item.Label).Concat(
            table.Views.SelectMany(view => view.Items).Select(item => item.Name)).ToHashSet(StringComparer.Ordinal);
        var properties = ViewFiles.PropertiesOf(table).Select(property => property.Name).ToArray();
        Assert.Equal(properties.Where(name => !shown.Contains(name)).Order(StringComparer.Ordinal),
            table.Hidden.Order(StringComparer.Ordinal));
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
