using System;
using System.IO;
using Xunit;

namespace GenesysOutbound.Tests.Contract;

/// <summary>
/// The rooms inside an assembly: no two folders depend on each other both ways, and only one place knows a version of the
/// server's API.
/// </summary>
public class FolderTests
{
    private const string V2 = "Wire/V2";

    [Theory]
    [InlineData("GenesysOutbound.Client", 9)]
    [InlineData("GenesysOutbound.Simulator", 14)]
    [InlineData("GenesysOutbound.CometD", 2)]
    [InlineData("GenesysOutbound.Desktop", 2)]
    [InlineData("GenesysOutbound", 6)]
    public void No_two_folders_depend_on_each_other_both_ways(string assembly, int folders)
    {
        var read = AssemblyFolders.Read(PathOf(assembly), V2);
        Assert.True(read.Folders.Count >= folders, "Only these folders were found: " + string.Join(", ", read.Folders));
        Assert.True(read.TwoWayPairs.Count == 0, string.Join(Environment.NewLine, read.TwoWayPairs));
    }

    [Fact]
    public void Only_the_place_that_chooses_the_binding_names_version_2() =>
        Assert.Equal(["Session:GenesysOutbound.Client.ServerBindings"], AssemblyFolders.Read(PathOf("GenesysOutbound.Client"), V2)
            .UsersOf(V2));

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
}
