using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GenesysOutbound.Client.ServerTest;

namespace GenesysOutbound.Client;

/// <summary>Writes what a test of a server found as Markdown, to be attached to an issue.</summary>
public static class GwsServerReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="result">What the test found.</param>
    /// <param name="software">Names and versions of what ran the test.</param>
    /// <param name="includeValues">Whether values of the server are shown as they are: names, numbers, addresses. For one's own
    /// use; secrets of the session are masked in any case.</param>
    /// <returns>Markdown.</returns>
    public static string ToMarkdown(
        GwsServerTestResult result, IReadOnlyDictionary<string, string> software, bool includeValues = false)
    {
        _ = result ?? throw new ArgumentNullException(nameof(result));
        _ = software ?? throw new ArgumentNullException(nameof(software));
        var mask = new ReportMask(includeValues ? [] : result.PrivateTexts);
        var text = new StringBuilder();
        Line(text, "# Test of a Genesys Web Services server");
        Line(text, includeValues
            ? "**This report shows values of the server as they are. Do not pass it on.**"
            : "Values of the server are masked: letters are x, digits are 0.");
        AddSoftware(text, result, software, mask, includeValues);
        AddFacts(text, result, mask, includeValues);
        AddUnexpected(text, result, mask);
        AddPerformance(text, result.Performance);
        AddRemarks(text, includeValues ? result.Remarks : result.RemarksMasked, mask);
        return text.ToString();
    }

    private static void AddSoftware(
        StringBuilder text, GwsServerTestResult result, IReadOnlyDictionary<string, string> software, ReportMask mask,
        bool includeValues)
    {
        Line(text, "## Software");
        Row(text, "what", "version");
        Row(text, "---", "---");
        foreach (var item in software)
        {
            Row(text, item.Key, mask.Text(item.Value));
        }

        Row(text, "server", includeValues ? result.Uri.AbsoluteUri : result.Uri.Scheme + "://***");
        Row(text, "version that the server tells", result.ServerVersion ?? "none");
        foreach (var header in result.ServerHeaders)
        {
            Row(text, "header " + header.Key, includeValues ? header.Value : mask.Text(ReportMask.Hosts(header.Value)));
        }

        text.Append('\n');
    }

    private static void AddFacts(StringBuilder text, GwsServerTestResult result, ReportMask mask, bool includeValues)
    {
        Line(text, "## Facts");
        Line(text, result + ".");
        Row(text, "id", "verdict", "expected", "found", "known by", "a difference means");
        Row(text, "---", "---", "---", "---", "---", "---");
        foreach (var fact in result.Facts.OrderBy(fact => fact.Verdict == GwsFactVerdict.Differs ? 0 : 1))
        {
            var verdict = fact.Verdict == GwsFactVerdict.Differs ? "**Differs**" : fact.Verdict.ToString();
            var found = includeValues ? fact.Found : mask.Text(fact.FoundMasked);
            Row(text, "`" + fact.Id + "`", verdict, fact.Expected, found, fact.KnownBy, fact.Impact);
        }

        text.Append('\n');
    }

    private static void AddUnexpected(StringBuilder text, GwsServerTestResult result, ReportMask mask)
    {
        Line(text, "## What the session did not understand");
        if (result.UnexpectedContent.Count == 0)
        {
            Line(text, "Nothing.");
            return;
        }

        Row(text, "kind", "place", "count", "sample, masked");
        Row(text, "---", "---", "---", "---");
        foreach (var item in result.UnexpectedContent)
        {
            Row(text, item.Kind.ToString(), mask.Text(item.Place), item.Count.ToString(CultureInfo.InvariantCulture),
                mask.Text(item.Sample));
        }

        text.Append('\n');
    }

    private static void AddPerformance(StringBuilder text, GwsServerPerformance performance)
    {
        Line(text, "## Performance");
        Row(text, "what", "value");
        Row(text, "---", "---");
        Row(text, "round trip of a small request, median", GwsServerPerformance.Text(performance.RoundTrip));
        Row(text, "from an operation to its acknowledgement, median", GwsServerPerformance.Text(performance.Acknowledgement));
        Row(text, "a poll without events is held", GwsServerPerformance.Text(performance.PollHeld));
        Row(text, "... as the server announces it", GwsServerPerformance.Text(performance.PollAnnounced));
        Row(text, "a session without a poll lives", performance.SessionLifetime is null
            ? "the server does not say" : GwsServerPerformance.Text(performance.SessionLifetime));
        Row(text, "replies are compressed", performance.Compresses switch { true => "yes", false => "no", _ => "not seen" });
        text.Append('\n');
    }

    private static void AddRemarks(StringBuilder text, IReadOnlyList<string> remarks, ReportMask mask)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        Line(text, "## Remarks");
        foreach (var remark in remarks)
        {
            text.Append("- ").Append(ReportMask.Markdown(mask.Text(remark))).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(ReportMask.Markdown))).Append(" |\n");
}
