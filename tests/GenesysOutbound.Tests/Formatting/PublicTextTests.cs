using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using GenesysOutbound.Client;
using GenesysOutbound.CometD;
using GenesysOutbound.Desktop;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Tests.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>
/// What the module says of itself is safe to show, whatever a server put into it: the text of every public object, and every
/// stream of the commands.
/// </summary>
public sealed class PublicTextTests
{
    private const string Hostile = "a\u001b]0;title\u0007b\r\nc\u009b31md\u202Ee\u2028f\u2066g";

    private const BindingFlags Members =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<Type> Types()
    {
        var types = new TheoryData<Type>();
        Assembly[] assemblies =
            [typeof(GwsSession).Assembly, typeof(BayeuxGap).Assembly, typeof(GwsCmdlet).Assembly, typeof(GwsDesktop).Assembly];
        foreach (Type type in assemblies.SelectMany(a => a.GetExportedTypes()).Where(HasText))
        {
            types.Add(type);
        }

        return types;
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_text_of_every_public_object_is_safe_to_show(Type type)
    {
        object filled = Make(type, depth: 0)!;
        string text = filled.ToString()!;
        Assert.Equal(GwsText.Clean(text), text);
    }

    [Fact]
    public void The_table_has_the_objects_that_a_server_fills()
    {
        Type[] types = [.. Types().Select(row => row.Data)];
        Assert.Superset(
            new HashSet<Type>
            {
                typeof(GwsRecord), typeof(GwsCampaign), typeof(GwsCall), typeof(GwsEmail), typeof(GwsDevice), typeof(GwsUser),
                typeof(GwsEvent), typeof(GenesysOutbound.Events.GwsEventReceivedEventArgs), typeof(GwsData),
                typeof(GwsRecordField),
                typeof(GwsOperationResult), typeof(GwsPendingChanges), typeof(GwsResponse), typeof(BayeuxGap), typeof(GwsSession),
            },
            types.ToHashSet());

        // The filling reaches the text.
        Type[] sample =
            [typeof(GwsCampaign), typeof(GenesysOutbound.Events.GwsEventReceivedEventArgs), typeof(GwsPendingChanges)];
        Assert.All(sample, type => Assert.Contains("title", Make(type, 0)!.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_are_safe_to_show_where_a_script_writes_their_message()
    {
        string expected = GwsText.Clean(Hostile);
        Assert.Equal(expected, new GwsException(GwsErrorIds.OutcomeUnknown, Hostile).Message);
        Assert.Equal(expected, new BayeuxException(Hostile).Message);
    }

    [Fact]
    public void A_command_without_asynchronous_work_says_nothing_that_steers_a_terminal()
    {
        string clean = GwsText.Clean(Hostile);
        using var engine = new Engine();
        _ = engine.RunScript("Invoke-Speak $hook", Hostile);
        Assert.Equal(["warning " + clean, "verbose " + clean, "debug " + clean, "error InvalidParameter"], engine.Log);
        System.Management.Automation.ErrorRecord error = Assert.Single(engine.Errors);
        Assert.Equal((clean, clean, clean), (error.ErrorDetails.Message, error.Exception.Message, error.CategoryInfo.TargetName));
        System.Management.Automation.ProgressRecord progress = Assert.Single(engine.Progress);
        Assert.Equal((clean, clean), (progress.Activity, progress.StatusDescription));
    }

    /// <summary>One place calls the engine for each stream, and it cleans; every command derives from it.</summary>
    [Fact]
    public void Only_the_base_of_all_commands_and_the_error_table_reach_the_streams()
    {
        Assert.All(
            typeof(GwsCmdlet).Assembly.GetExportedTypes()
                .Where(t => typeof(System.Management.Automation.Cmdlet).IsAssignableFrom(t)),
            type => Assert.True(type == typeof(GwsCmdlet) || type.IsSubclassOf(typeof(GwsCmdlet)), type.Name));

        var found = new List<string>();
        foreach (string file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "src", "GenesysOutbound"), "*.cs", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(file);
            string text = File.ReadAllText(file);
            string[] calls = ["base.WriteWarning(", "base.WriteVerbose(", "base.WriteDebug(", "base.WriteProgress(",
                "ShouldProcess(", "ShouldContinue(", "new ErrorRecord(", "Host.UI", "CommandRuntime.", "WriteInformation(",
                "ThrowTerminatingError(new", "Console."];
            found.AddRange(calls.Where(call => Calls(text, call)).Select(call => name + " " + call));
        }

        Assert.Equal(
            [
                "ErrorRecords.cs new ErrorRecord(",
                "GwsCmdlet.cs ShouldProcess(",
                "GwsCmdlet.cs base.WriteDebug(",
                "GwsCmdlet.cs base.WriteProgress(",
                "GwsCmdlet.cs base.WriteVerbose(",
                "GwsCmdlet.cs base.WriteWarning(",
            ],
            found.Order(StringComparer.Ordinal));
    }

    private static bool Calls(string text, string call)
    {
        // AskShouldProcess is ours.
        int at = text.IndexOf(call, StringComparison.Ordinal);
        while (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            at = text.IndexOf(call, at + 1, StringComparison.Ordinal);
        }

        return at >= 0;
    }

    private static bool HasText(Type type) =>
        !type.IsAbstract && !type.IsEnum && !typeof(Exception).IsAssignableFrom(type)
        && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly == type.Assembly;

    /// <summary>An object whose every text, at any depth, is hostile. It need not make sense.</summary>
    private static object? Make(Type type, int depth)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return Hostile;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Activator.CreateInstance(underlying);
        }

        if (type == typeof(Uri))
        {
            return new Uri("http://127.0.0.1/");
        }

        if (type == typeof(GwsData))
        {
            return new GwsData(new Dictionary<string, object?> { [Hostile] = Hostile });
        }

        if (type == typeof(GwsCallResult))
        {
            return Fill(type, depth);
        }

        if (type.IsValueType)
        {
            return Activator.CreateInstance(type);
        }

        if (type == typeof(string[]))
        {
            return new[] { Hostile };
        }

        if (typeof(System.Collections.IEnumerable).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type))
        {
            return MakeMany(type);
        }

        return depth > 4 || type.IsAbstract || !type.FullName!.StartsWith("GenesysOutbound.", StringComparison.Ordinal)
            ? null : Fill(type, depth);
    }

    private static object? MakeMany(Type type)
    {
        if (type.IsAssignableFrom(typeof(Dictionary<string, object?>)))
        {
            return new Dictionary<string, object?> { [Hostile] = Hostile };
        }

        if (type.IsAssignableFrom(typeof(Dictionary<string, string>)))
        {
            return new Dictionary<string, string> { [Hostile] = Hostile };
        }

        if (type.IsGenericType && type.GetGenericArguments() is [{ } key, { } value] && key == typeof(string) && !type.IsSealed)
        {
            Type dictionary = typeof(Dictionary<,>).MakeGenericType(key, value);
            var made = (System.Collections.IDictionary)Activator.CreateInstance(dictionary)!;
            made.Add(Hostile, value.IsValueType ? Activator.CreateInstance(value) : null);
            return type.IsInstanceOfType(made) ? made : null;
        }

        if (type.IsAssignableFrom(typeof(List<string>)))
        {
            return new List<string> { Hostile };
        }

        return type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [{ } item] && !item.IsGenericParameter
            && Array.CreateInstance(item, 0) is var none && type.IsInstanceOfType(none) ? none : null;
    }

    private static object Fill(Type type, int depth)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        for (Type? part = type; part is not null && part != typeof(object); part = part.BaseType)
        {
            foreach (FieldInfo field in part.GetFields(Members))
            {
                if (!field.FieldType.IsEnum && !field.FieldType.IsPrimitive && Make(field.FieldType, depth + 1) is { } value)
                {
                    field.SetValue(made, value);
                }
            }
        }

        return made;
    }
}
