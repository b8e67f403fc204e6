using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>Turns values that came over the wire into text for a terminal. The format file calls it.</summary>
public static class DisplayText
{
    /// <summary>
    /// The text of a value with every control and formatting character (escape sequences, line breaks, bidirectional overrides)
    /// replaced: what a customer wrote into a field never steers the user's terminal.
    /// </summary>
    /// <param name="value">Any value, or null.</param>
    /// <returns>Text that is safe to show on one line.</returns>
    public static string Clean(object? value)
    {
        return GwsText.Clean((value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null => string.Empty,
            string s => s,
            DateTimeOffset moment => moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
            object other => other.ToString(),
        });
    }

    /// <summary>What an operation was done to.</summary>
    /// <param name="value">The result of an operation.</param>
    /// <returns>A short text: the record, call, e-mail or campaign.</returns>
    public static string Target(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is GwsOperationResult result
        ? Clean(result.RecordHandle ?? result.CallId ?? result.EmailId ?? result.CampaignName)
        : string.Empty;

    /// <summary>
    /// What an event is about: its error, or the record, call, e-mail or campaign it names, or the gap it reports.
    /// </summary>
    /// <param name="value">An event.</param>
    /// <returns>A short text.</returns>
    public static string About(object? value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is not GwsEvent e)
        {
            return string.Empty;
        }

        if (e.IsGap)
        {
            return Clean("gap: " + e.GapReason);
        }

        string about = e.RecordHandle is not null ? "record " + e.RecordHandle
            : e.CallId is not null ? "call " + e.CallId
            : e.EmailId is not null ? "e-mail " + e.EmailId
            : e.CampaignName ?? string.Empty;
        if ((e.Call?.State ?? e.Email?.State) is { Length: > 0 } state)
        {
            about = state + ", " + about;
        }

        return Clean(e.Error is null ? about : (about + ": " + e.Error).TrimStart(':', ' '));
    }

    /// <summary>A channel without the path that all channels share.</summary>
    /// <param name="value">The channel.</param>
    /// <returns>Such as outbound, calls, internal.</returns>
    public static string Channel(string? value) => Clean(value is null ? null : value.Substring(value.LastIndexOf('/') + 1));

    /// <summary>The members of a table, on one line.</summary>
    /// <param name="value">A table, a list, or any value.</param>
    /// <returns>The text.</returns>
    public static string Members(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is GwsSessionCounters counters)
        {
            return counters.Requests + " requests, " + counters.Events + " events, " + counters.EventsDropped + " dropped, "
                + counters.OutcomeUnknown + " of unknown outcome, " + counters.Gaps + " gaps";
        }

        if (plain is IDictionary table)
        {
            var pairs = new List<string>();
            foreach (DictionaryEntry entry in table)
            {
                pairs.Add(entry.Key + " = " + entry.Value);
            }

            return Clean(string.Join("; ", pairs));
        }

        return plain is IEnumerable many and not string ? Clean(string.Join("; ", many.Cast<object?>())) : Clean(plain);
    }

    /// <summary>A time of day for people: the local time with milliseconds.</summary>
    /// <param name="value">A moment, or null.</param>
    /// <returns>The text; empty when there is no moment.</returns>
    public static string Time(DateTimeOffset? value) =>
        value is { } moment && moment != default
            ? moment.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>A duration for people, in milliseconds.</summary>
    /// <param name="value">A duration.</param>
    /// <returns>The text.</returns>
    public static string Milliseconds(TimeSpan value) => value.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
