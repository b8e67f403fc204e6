using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Scenario;

/// <summary>
/// Fills a calling list from rows: CSV lines or JSON objects with the same columns. A column that is not a known one is a custom
/// field.
/// </summary>
internal sealed class RecordReader
{
    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["record_handle"] = "handle", ["RecordHandle"] = "handle", ["GSW_RECORD_HANDLE"] = "handle",
        ["chain_id"] = "chain", ["ChainId"] = "chain", ["GSW_CHAIN_ID"] = "chain",
        ["chain_n"] = "number", ["ChainNumber"] = "number",
        ["contact_info"] = "phone", ["Phone"] = "phone", ["PhoneNumber"] = "phone", ["GSW_PHONE"] = "phone",
        ["contact_info_type"] = "type", ["PhoneType"] = "type", ["GSW_PHONE_TYPE"] = "type",
        ["tz_name"] = "zone", ["TimeZone"] = "zone", ["GSW_TZ_NAME"] = "zone",
        ["tz_offset"] = "offset", ["TimeZoneOffset"] = "offset", ["GSW_TZ_OFFSET"] = "offset",
        ["daily_from"] = "from", ["From"] = "from", ["GSW_FROM"] = "from",
        ["daily_till"] = "until", ["Until"] = "until", ["GSW_UNTIL"] = "until",
        ["attempt"] = "attempts", ["Attempts"] = "attempts", ["GSW_ATTEMPTS"] = "attempts",
        ["call_result"] = "result", ["CallResult"] = "result", ["GSW_CALL_RESULT"] = "result",
    };

    private const int SecondsOfDay = 86_400;

    private readonly OutboundContactServer _server;
    private readonly CallingList _list;
    private readonly string _source;
    private readonly HashSet<long> _handles = [];

    public RecordReader(OutboundContactServer server, CallingList list, string source)
    {
        _server = server;
        _list = list;
        _source = source;
    }

    /// <exception cref="FormatException">A value does not fit its column; the message has the file and the line.</exception>
    public void ReadCsv(TextReader reader)
    {
        var rows = CsvReader.Read(reader);
        if (rows.Count == 0)
        {
            throw new FormatException($"{_source}: there is no header line.");
        }

        var head = rows[0].Select(h => h.Trim()).ToArray();
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Length > head.Length)
            {
                throw Invalid(i + 1, "there are more values than columns");
            }

            var row = new List<KeyValuePair<string, JToken>>();
            for (var column = 0; column < rows[i].Length; column++)
            {
                row.Add(new KeyValuePair<string, JToken>(head[column], rows[i][column]));
            }

            Add(row, i + 1, typed: false);
        }

        Open();
    }

    /// <exception cref="FormatException">A value does not fit its column; the message has the file and the number of the
    /// record.</exception>
    public void ReadJson(IReadOnlyList<JObject> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            Add(records[i].Properties().Select(p => new KeyValuePair<string, JToken>(p.Name, p.Value)), i + 1, typed: true);
        }

        Open();
    }

    private void Add(IEnumerable<KeyValuePair<string, JToken>> row, int line, bool typed)
    {
        var record = new OutboundRecord();
        long? handle = null, chainId = null;
        int? number = null;
        foreach (var pair in row)
        {
            var text = TextOf(pair.Value);
            if (!Columns.TryGetValue(pair.Key, out var column))
            {
                AddField(record, pair.Key, pair.Value, text, typed);
                continue;
            }

            if (text.Length == 0)
            {
                continue;
            }

            switch (column)
            {
                case "handle":
                    // Beyond 32 bits two records could have one GUID; a request for a negative handle finds nothing.
                    handle = Whole(text, line, pair.Key, 1, int.MaxValue);
                    break;
                case "chain":
                    chainId = Whole(text, line, pair.Key);
                    break;
                case "number":
                    number = (int)Whole(text, line, pair.Key, 0, int.MaxValue);
                    break;
                case "phone":
                    record.Phone = text;
                    break;
                case "type":
                    record.PhoneType = PhoneTypes.Parse(text) ?? throw Invalid(line, $"'{text}' is not a valid phone type");
                    break;
                case "zone":
                    record.TimeZone = text;
                    break;
                case "offset":
                    record.TimeZoneOffset = (int)Whole(text, line, pair.Key, -SecondsOfDay, SecondsOfDay);
                    break;
                case "from":
                    record.From = Time(text, line, pair.Key);
                    break;
                case "until":
                    record.Until = Time(text, line, pair.Key);
                    break;
                case "attempts":
                    record.Attempts = (int)Whole(text, line, pair.Key, 0, int.MaxValue);
                    break;
                default:
                    record.CallResult = CallResults.Parse(text) ?? throw Invalid(line, $"'{text}' is not a valid call result");
                    break;
            }
        }

        if (record.Phone.Length == 0)
        {
            throw Invalid(line, "there is no phone number (contact_info)");
        }

        if (handle is long taken && !_handles.Add(taken))
        {
            throw Invalid(line, FormattableString.Invariant($"another record of the list has the handle {taken}"));
        }

        var chain = _list.GetOrAddChain(chainId ?? _list.NextChainId);
        record.ChainNumber = number ?? chain.Records.Count;
        _server.Register(record, chain, handle);
    }

    /// <summary>
    /// A custom field: the suffix :int, :float or :text of its column is the type; without one a whole number is a number, the
    /// rest text.
    /// </summary>
    private static void AddField(OutboundRecord record, string column, JToken value, string text, bool typed)
    {
        if (typed)
        {
            record.Fields[column] = value.DeepClone();
            return;
        }

        var colon = column.LastIndexOf(':');
        var type = colon < 0 ? string.Empty : column.Substring(colon + 1);
        var name = colon < 0 ? column : column.Substring(0, colon);
        var isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole.ToString(CultureInfo.InvariantCulture) == text;
        if (type == "float" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction))
        {
            record.Fields[name] = fraction;
        }
        else if (isWhole && type != "text")
        {
            record.Fields[name] = whole;
        }
        else
        {
            record.Fields[name] = text;
        }
    }

    private void Open()
    {
        foreach (var chain in _list.Chains.Where(c => c.Holder is null && c.FirstOpen is not null))
        {
            _list.AddWaiting(chain);
        }
    }

    private long Whole(string text, int line, string column, long least = long.MinValue, long most = long.MaxValue)
        => !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? throw Invalid(line, $"'{text}' in column {column} is not a whole number")
            : value < least || value > most
            ? throw Invalid(line, FormattableString.Invariant(
                $"'{text}' in column {column} is not a whole number from {least} to {most}"))
            : value;

    /// <summary>Seconds from midnight, or HH:MM.</summary>
    private int Time(string text, int line, string column)
    {
        var parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && hours < 24
                && minutes < 60)
        {
            return (hours * 3600) + (minutes * 60);
        }

        var seconds = Whole(text, line, column);
        return seconds is >= 0 and < SecondsOfDay
            ? (int)seconds
            : throw Invalid(line, $"'{text}' in column {column} is not a time of day");
    }

    private static string TextOf(JToken value) => value switch
    {
        JValue scalar => Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) ?? string.Empty,
        _ => value.ToString(),
    };

    private FormatException Invalid(int line, string problem)
        => new(FormattableString.Invariant($"{_source}, record {line}: {problem}."));
}
