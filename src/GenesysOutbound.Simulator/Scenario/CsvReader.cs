using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GenesysOutbound.Simulator.Scenario;

/// <summary>
/// Reads CSV: commas, or semicolons when the head line has more of them; quotes, doubled quotes, line breaks within quotes; line
/// ends of any system.
/// </summary>
internal static class CsvReader
{
    /// <exception cref="FormatException">A quote is not closed; the message has the line.</exception>
    public static List<string[]> Read(TextReader reader)
    {
        var text = reader.ReadToEnd().TrimStart('\uFEFF');
        var separator = SeparatorOf(text);
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var line = 1;
        var openedAt = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var endsLine = c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (endsLine)
            {
                line++;
            }

            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
                openedAt = line;
            }
            else if (c == separator)
            {
                EndField(row, field);
            }
            else if (endsLine)
            {
                EndRow(rows, row, field);
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (quoted)
        {
            throw new FormatException(FormattableString.Invariant($"A quote in line {openedAt} is not closed."));
        }

        EndRow(rows, row, field);
        return rows;
    }

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var head = end < 0 ? text : text.Substring(0, end);
        return head.Split(';').Length > head.Split(',').Length ? ';' : ',';
    }

    private static void EndField(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }

    private static void EndRow(List<string[]> rows, List<string> row, StringBuilder field)
    {
        EndField(row, field);
        if (row.Count > 1 || row[0].Length > 0)
        {
            rows.Add(row.ToArray());
        }

        row.Clear();
    }
}
