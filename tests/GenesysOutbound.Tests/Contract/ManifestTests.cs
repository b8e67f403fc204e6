using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace GenesysOutbound.Tests.Contract;

/// <summary>The manifest and the files it names, read as text: no engine is needed to see that they fit the assembly.</summary>
public sealed class ManifestTests
{
    private static readonly string Manifest = File.ReadAllText(Path.Combine(Repository.Root, "GenesysOutbound.psd1"));

    [Fact]
    public void Every_command_is_exported_by_name_and_nothing_else()
    {
        Match list = Regex.Match(Manifest, @"CmdletsToExport\s*=\s*@\(([^)]*)\)");

        Assert.Equal(
            CommandModel.All.Select(c => c.Name).Order(StringComparer.Ordinal),
            Regex.Matches(list.Groups[1].Value, "'([^']+)'").Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void What_the_module_has_not_is_exported_as_nothing(string key) => Assert.Matches(key + @"\s*=\s*@\(\s*\)", Manifest);

    [Fact]
    public void No_export_is_a_wildcard() => Assert.DoesNotMatch(@"ToExport\s*=[^\n]*\*", Manifest);

    [Fact]
    public void Every_named_file_is_laid_out_by_the_build()
    {
        string[] files = [.. Regex.Matches(Manifest, @"'(bin/[^']+)'").Select(m => m.Groups[1].Value)];

        Assert.Contains("bin/GenesysOutbound.dll", files);
        Assert.All(files, f => Assert.True(File.Exists(Path.Combine(Repository.Root, f)), f + " is missing"));
    }

    [Fact]
    public void Every_output_type_has_a_table_and_a_list_view()
    {
        var format = XDocument.Load(Path.Combine(Repository.Root, "src", "GenesysOutbound", "Formatting",
            "GenesysOutbound.Format.ps1xml"));
        string[] plain = ["System.Void", "System.Boolean", "System.Management.Automation.PSEventJob"];
        IEnumerable<string> outputs = CommandModel.All.SelectMany(c => c.OutputTypes).Distinct().Except(plain);

        Assert.All(outputs, type =>
        {
            XElement[] views = [.. format.Descendants("View").Where(v => v.Descendants("TypeName").Any(t => t.Value == type))];
            Assert.True(views.Any(v => v.Element("TableControl") is not null), type + " has no table view");
            Assert.True(views.Any(v => v.Element("ListControl") is not null), type + " has no list view");
        });
    }

    [Fact]
    public void Tables_have_few_columns_and_as_many_cells()
    {
        var format = XDocument.Load(Path.Combine(Repository.Root, "src", "GenesysOutbound", "Formatting",
            "GenesysOutbound.Format.ps1xml"));

        Assert.All(format.Descendants("TableControl"), table =>
        {
            int columns = table.Descendants("TableColumnHeader").Count();

            // The pairs of a dictionary are one column of lines.
            Assert.InRange(columns, table.Descendants("Wrap").Any() ? 1 : 2, 7);
            Assert.Equal(columns, table.Descendants("TableColumnItem").Count());
        });
    }

    [Fact]
    public void Scripts_and_their_kin_are_plain_ASCII()
    {
        // Windows PowerShell 5.1 reads a file without a byte order mark in the machine's own code page.
        string[] kinds = [".ps1", ".psd1", ".psm1", ".ps1xml"];
        IEnumerable<string> scripts = new[] { "src", "tests", "benchmarks", "tools", "docs" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Where(f => kinds.Contains(Path.GetExtension(f)) && !f.Contains("node_modules", StringComparison.Ordinal));

        Assert.All(scripts, f => Assert.True(File.ReadAllBytes(f).All(b => b < 128), f + " is not plain ASCII"));
    }
}
