using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Completion;

/// <summary>
/// The base of the completers: offline (only what the session knows already), quoted where needed, silent when anything goes
/// wrong.
/// </summary>
public abstract class GwsCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
            var pattern = new WildcardPattern(WildcardPattern.Escape(typed) + "*", WildcardOptions.IgnoreCase);
            return [.. Choices(Session(fakeBoundParameters), fakeBoundParameters ?? new Hashtable())
                .Where(choice => pattern.IsMatch(choice.Text))
                .GroupBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase)
                .Select(same => same.First())
                .Select(choice => new CompletionResult(Quote(choice.Text), Shown(choice.Text),
                    CompletionResultType.ParameterValue, Shown(choice.ToolTip)))];
        }
        catch (Exception)
        {
            // An error in the middle of typing helps nobody.
            return [];
        }
    }

    /// <summary>What may be typed.</summary>
    private protected abstract IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound);

    private protected static string? Bound(IDictionary bound, string parameter) =>
        bound[parameter] is { } value ? Convert.ToString(value.Unwrap(), CultureInfo.InvariantCulture) : null;

    private static GwsSession? Session(IDictionary? bound)
    {
        object? given = bound?["Session"].Unwrap();
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        return given switch
        {
            GwsSession session => session,
            null => here.Current,
            _ => here.Find(Convert.ToString(given, CultureInfo.InvariantCulture) ?? string.Empty) is { Count: 1 } found
                ? found[0] : null,
        };
    }

    /// <summary>A completion result must have text to show.</summary>
    private static string Shown(string text) => DisplayText.Clean(text) is { Length: > 0 } shown ? shown : " ";

    private static string Quote(string text) =>
        text.Length > 0 && text[0] != '-' && !IsReadAsOtherNumber(text)
            && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/')
            ? text
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    /// <summary>Whether the engine could read the text as a number that is written in another way: 007, 0x10, 1kb, 1e3.</summary>
    private static bool IsReadAsOtherNumber(string text) =>
        (char.IsDigit(text[0]) || text[0] == '.')
        && text.All(c => char.IsDigit(c) || "abcdefklmnpstuxyg.".IndexOf(char.ToLowerInvariant(c)) >= 0)
        && !(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == text);

    private protected readonly struct Choice(string text, string? toolTip = null)
    {
        public string Text { get; } = text;

        public string ToolTip { get; } = toolTip ?? text;
    }
}
