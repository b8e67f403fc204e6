using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using GenesysOutbound.Tests.Contract;
using Xunit;

namespace GenesysOutbound.Tests.Help;

/// <summary>
/// Whether en-US/ still belongs to the pages it was made from. tools/Update-Help.ps1 notes the hash of each source and each
/// generated file; here they are compared without PowerShell. The Pester suite generates again where it can.
/// </summary>
public sealed class HelpFreshnessTests
{
    private const string Advice = "Run tools/Update-Help.ps1.";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    [Fact]
    public void Every_page_and_every_generated_file_is_as_it_was_when_the_help_was_made()
    {
        var noted = File.ReadAllLines(PathOf("docs/help.sha256"))
            .Where(line => line.Length > 0)
            .ToDictionary(line => line.Substring(66), line => line.Substring(0, 64));

        // The module's own page is written by hand and made into nothing.
        string[] files =
        [
            .. FilesOf("docs/en-US", "*.md").Where(file => file != "docs/en-US/GenesysOutbound.md"),
            .. FilesOf("en-US", "*"),
        ];

        Assert.Equal(noted.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.True(noted[file] == HashOf(file), file + " has changed. " + Advice));
    }

    [Fact]
    public void The_generated_help_has_every_command_with_its_parameters()
    {
        var help = XDocument.Load(PathOf("en-US/GenesysOutbound.dll-Help.xml"));
        var commands = help.Descendants(Command + "command").ToDictionary(c => c.Descendants(Command + "name").First().Value);

        Assert.Equal(CommandModel.All.Select(c => c.Name).Order(StringComparer.Ordinal),
            commands.Keys.Order(StringComparer.Ordinal));
        Assert.All(CommandModel.All, command =>
        {
            IEnumerable<string> documented = commands[command.Name]
                .Element(Command + "parameters")!.Elements(Command + "parameter")
                .Select(p => p.Element(Maml + "name")!.Value)
                .Where(name => name is not ("WhatIf" or "Confirm"));
            IEnumerable<string> actual = command.Parameters.Where(p => !p.Hidden).Select(p => p.Name);
            Assert.True(actual.Order().SequenceEqual(documented.Order()), command.Name
                + ": the help's parameters are not the command's. " + Advice);
        });
    }

    [Fact]
    public void Every_generated_file_is_in_the_package()
    {
        string[] packed = File.ReadAllLines(PathOf("src/GenesysOutbound/package-files.txt"));

        Assert.All(FilesOf("en-US", "*"), file => Assert.Contains(file, packed));
    }

    private static string PathOf(string relative) =>
        Path.Combine(Repository.Root, relative.Replace('/', Path.DirectorySeparatorChar));

    private static IEnumerable<string> FilesOf(string folder, string pattern) =>
        Directory.GetFiles(PathOf(folder), pattern).Select(file => folder + "/" + Path.GetFileName(file));

    /// <summary>The hash of the text with the same line ends everywhere, so that a checkout on Windows has the same.</summary>
    private static string HashOf(string relative)
    {
        string text = File.ReadAllText(PathOf(relative)).Replace("\r\n", "\n", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
