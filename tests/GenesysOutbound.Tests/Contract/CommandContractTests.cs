using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Xunit;

namespace GenesysOutbound.Tests.Contract;

/// <summary>The rules that hold for every command.</summary>
public sealed class CommandContractTests
{
    /// <summary>Commands that need no session, and why the rule does not hold for them.</summary>
    private static readonly string[] WithoutSession = ["Connect-Gws", "Get-GwsDesktop", "Stop-GwsDesktop", "Get-GwsSession"];

    private static readonly string[] ReadingVerbs = ["Get", "Wait", "Test", "Connect", "Select", "Register"];

    /// <summary>Commands with a reading verb that take something away from others.</summary>
    private static readonly string[] Taking = ["Get-GwsPreviewRecord", "Test-GwsServer"];

    /// <summary>Commands that ask unless they are told not to: a test is not expected to take anything.</summary>
    private static readonly string[] Asking = ["Test-GwsServer"];

    public static TheoryData<string> Names { get; } = [.. CommandModel.All.Select(c => c.Name)];

    [Fact]
    public void There_are_commands() => Assert.True(CommandModel.All.Count > 40);

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_is_public_sealed_and_named_after_its_command(string name)
    {
        CommandModel command = Find(name);

        Assert.True(command.Type.IsPublic && command.Type.IsSealed);
        Assert.Equal(command.Verb + command.Noun + "Command", command.Type.Name);
        Assert.Equal("GenesysOutbound.Commands", command.Type.Namespace);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "GenesysOutbound", "Commands", command.Type.Name + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verb_is_approved_and_the_noun_carries_the_prefix(string name)
    {
        CommandModel command = Find(name);

        Assert.Contains(command.Verb, ApprovedVerbs());
        Assert.StartsWith("Gws", command.Noun, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_types_are_declared(string name) => Assert.NotEmpty(Find(name).OutputTypes);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_supports_ShouldProcess(string name)
    {
        CommandModel command = Find(name);

        Assert.Equal(!ReadingVerbs.Contains(command.Verb) || Taking.Contains(name), command.SupportsShouldProcess);
        Assert.Equal(Asking.Contains(name) ? ConfirmImpact.High : ConfirmImpact.Medium, command.ConfirmImpact);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_session_can_be_given_everywhere(string name)
    {
        CommandModel command = Find(name);
        if (WithoutSession.Contains(name) || command.Noun.StartsWith("GwsSimulator", StringComparison.Ordinal))
        {
            return;
        }

        ParameterModel session = Assert.Single(command.Parameters, p => p.Name == "Session");
        Assert.True(session.HasCompleter);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_set_takes_at_most_one_parameter_by_value(string name)
    {
        ParameterModel[] byValue = [.. Find(name).Parameters.Where(p => p.ByValue)];

        Assert.All(byValue, p => Assert.True(byValue.Count(o => o.Sets.Count == 0 || o.Sets.Intersect(p.Sets).Any()) <= 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Positions_are_few_and_distinct(string name)
    {
        ParameterModel[] positioned = [.. Find(name).Parameters.Where(p => p.Position is not null)];

        Assert.True(positioned.Length < 5);
        Assert.All(positioned.GroupBy(p => p.Position), same => Assert.True(
            same.Count() == 1 || same.SelectMany(p => p.Sets).Distinct().Count() == same.Sum(p => p.Sets.Count)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_parameter_or_output_shows_a_third_party_type(string name)
    {
        CommandModel command = Find(name);

        Assert.All(command.Parameters, p =>
            Assert.DoesNotContain("Newtonsoft", p.Property.PropertyType.FullName!, StringComparison.Ordinal));
        Assert.All(command.OutputTypes, t => Assert.DoesNotContain("Newtonsoft", t, StringComparison.Ordinal));
    }

    [Fact]
    public void Identities_bind_by_property_name()
    {
        string[] identities = ["RecordHandle", "CallId", "EmailId"];
        IEnumerable<(CommandModel Command, ParameterModel Parameter)> found = CommandModel.All
            .Where(c => !c.Noun.StartsWith("GwsSimulator", StringComparison.Ordinal))
            .SelectMany(c => c.Parameters.Where(p => identities.Contains(p.Name)).Select(p => (c, p)));

        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.True(
            f.Parameter.ByPropertyName && f.Parameter.HasCompleter, f.Command.Name + " -" + f.Parameter.Name));
    }

    [Fact]
    public void Commands_stay_thin()
    {
        int[] lines = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src", "GenesysOutbound", "Commands"), "*.cs")
            .Select(f => File.ReadAllLines(f).Length).Order()];

        Assert.InRange(lines[lines.Length / 2], 1, 80);
        Assert.InRange(lines[^1], 1, 200);
    }

    /// <summary>
    /// The reviewed contract. When it changes on purpose, take over what the test wrote to artifacts/commands.txt, and say so in
    /// the changelog.
    /// </summary>
    [Fact]
    public void The_contract_is_the_reviewed_one()
    {
        string actual = string.Join("\n", CommandModel.All.Select(c => c.Describe()));
        string reviewed = File.ReadAllText(Path.Combine(Repository.Root, "tests", "GenesysOutbound.Tests", "Contract",
            "commands.txt")).Replace("\r\n", "\n", StringComparison.Ordinal);
        if (actual != reviewed)
        {
            string made = Path.Combine(Repository.Root, "artifacts", "commands.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(made)!);
            File.WriteAllText(made, actual);
        }

        Assert.Equal(reviewed, actual);
    }

    private static CommandModel Find(string name) => CommandModel.All.Single(c => c.Name == name);

    private static string[] ApprovedVerbs() =>
    [
        .. new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle),
                typeof(VerbsSecurity),
            typeof(VerbsOther),
        }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetValue(null)!),
    ];
}
