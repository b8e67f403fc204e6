using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GenesysOutbound.Client.Facts;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>docs/fidelity.md and the probes say the same: each row has a probe or says why it has none.</summary>
public class FactPageTests
{
    private static readonly Dictionary<FactNeed, string> Words = new()
    {
        [FactNeed.Login] = "login",
        [FactNeed.Read] = "reads",
        [FactNeed.Record] = "record",
        [FactNeed.Wait] = "waits",
        [FactNeed.Occasion] = "occasion",
    };

    private static readonly string[] Areas = ["session", "cometd", "outbound", "voice", "email", "client"];

    private static IReadOnlyList<FactProbe> Probes => ServerBindings.Default.Facts.Probes;

    [Fact]
    public void Every_row_has_an_id_of_its_own_and_of_an_area()
    {
        var rows = Rows();
        Assert.True(rows.Count > 100, rows.Count + " rows were found.");
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.Contains(row.Id.Split('.')[0], Areas));
    }

    [Fact]
    public void Every_row_has_a_probe_or_says_why_it_has_none()
    {
        foreach (var row in Rows())
        {
            var probe = Probes.SingleOrDefault(item => item.Id == row.Id);
            if (probe is null)
            {
                Assert.True(Regex.IsMatch(row.Probe, "^none: .{10,}"), row.Id + " has no probe and gives no reason.");
            }
            else
            {
                Assert.True(row.Probe.Split(' ')[0] == Words[probe.Need],
                    $"{row.Id} says '{row.Probe}', but the probe needs {probe.Need}.");
                Assert.True(row.KnownBy.StartsWith(probe.KnownBy, StringComparison.Ordinal),
                    $"{row.Id} is known by '{row.KnownBy}' on the page and '{probe.KnownBy}' in the probe.");
            }
        }
    }

    [Fact]
    public void Every_probe_has_a_row()
    {
        Assert.Equal([], Probes.Select(probe => probe.Id).Except(Rows().Select(row => row.Id)));
        Assert.Equal(Probes.Count, Probes.Select(probe => probe.Id).Distinct().Count());
    }

    [Fact]
    public void Every_probe_says_what_it_is_about()
    {
        foreach (var probe in Probes)
        {
            string[] texts = [probe.Fact, probe.Expected, probe.Impact, probe.KnownBy];
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text), probe.Id));
            Assert.EndsWith(".", probe.Fact, StringComparison.Ordinal);
            Assert.EndsWith(".", probe.Impact, StringComparison.Ordinal);
        }
    }

    private static List<(string Id, string KnownBy, string Probe)> Rows()
    {
        var rows = new List<(string, string, string)>();
        foreach (var line in Repository.Read("docs", "fidelity.md").Split('\n').Select(line => line.Trim()))
        {
            var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
            if (line.Length > 0 && line[0] == '|' && cells.Length == 4 && cells[0] != "id" && cells[0] != "---")
            {
                Assert.True(Regex.IsMatch(cells[0], "^`[a-z0-9]+(\\.[a-z0-9-]+)+`$"), $"'{cells[0]}' is not an id.");
                rows.Add((cells[0].Trim('`'), cells[2], cells[3]));
            }
        }

        return rows;
    }
}
