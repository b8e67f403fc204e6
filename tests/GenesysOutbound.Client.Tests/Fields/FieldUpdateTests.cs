using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

public class FieldUpdateTests
{
    private const string Definitions =
        """
        [{"name": "Int", "fieldType": "int"}, {"name": "Float", "fieldType": "float"}, {"name": "Char", "fieldType": "char"},
         {"name": "Text", "fieldType": "var-char", "maxLength": 5}, {"name": "Must", "fieldType": "var-char", "isMandatory": true},
         {"name": "Date", "fieldType": "date"}, {"name": "Time", "fieldType": "time"}, {"name": "Bool", "fieldType": "bool"},
         {"name": "Fixed", "fieldType": "int", "isEditable": false},
         {"name": "Grade", "fieldType": "enum", "options": {"G": "Gold", "S": "Silver member", "T1": "Twin", "T2": "Twin"}},
         {"name": "Level", "fieldType": "enum", "valueType": "number", "options": {"1": "First", "2": "1st again", "30": "Last"}}]
        """;

    [Fact]
    public void The_sample_of_updateRecordFields_becomes_what_the_wire_carries()
    {
        var sample = (GwsData)Samples.Fixture("update-record-fields.request.json").Items("parameters")[1]!;
        var record = Samples.Record(("GSW_FROM", 0L), ("GSW_UNTIL", 86399L), ("GSW_PHONE_TYPE", 1L), ("GSW_CUSTOM_STRING", ""));

        var changes = FieldUpdate.Validate(RecordFieldSet.Of(record, schema: null), sample);

        Assert.Equal(
            Pairs(("GSW_FROM", 36900L), ("GSW_UNTIL", 85500L), ("GSW_PHONE_TYPE", 9L), ("GSW_CUSTOM_STRING", "Custom message")),
                changes);
        Assert.True(changes.IsReadOnly);
    }

    public static TheoryData<string, object?, object?> Accepted() => new()
    {
        { "GSW_FROM", "9:5", 32700L }, { "GWS_FROM", "10.15", 36900L }, { "gws_until", "23:45", 85500L },
            { "GSW_FROM", 36900, 36900L },
        { "GSW_FROM", 36900.0, 36900L }, { "GSW_FROM", new TimeSpan(10, 15, 0), 36900L }, { "GSW_FROM", "36900", 36900L },
            { "GSW_FROM", 9, 9L },
        { "GSW_UNTIL", "24:00", 86399L }, { "GSW_UNTIL", "24.0", 86399L }, { "GSW_UNTIL", "23:59:59", 86399L },
        { "GSW_PHONE", "+33647005", "+33647005" },
        { "GSW_PHONE_TYPE", 9, 9L }, { "GSW_PHONE_TYPE", "9", 9L }, { "GSW_PHONE_TYPE", "Pin Pager", 9L },
            { "GSW_PHONE_TYPE", "PinPager", 9L },
        { "GSW_PHONE_TYPE", " business with extension ", 3L }, { "GSW_PHONE_TYPE", "BUSINESSWITHEXT", 3L },
            { "GSW_PHONE_TYPE", null, 0L },
        { "GSW_PHONE_TYPE", GwsPhoneType.FromInt32(4), 4L }, { "GSW_PHONE_TYPE", "", 0L },
        { "Int", 5, 5L }, { "int", "-5", -5L }, { "Int", long.MaxValue, long.MaxValue }, { "Int", 5.0m, 5L },
            { "Int", (byte)5, 5L }, { "Int", "", "" },
        { "Float", 16.64, 16.64m }, { "Float", 16.64f, 16.64m }, { "Float", "16.64", 16.64m }, { "Float", 3, 3m },
            { "Float", "1e3", 1000m },
        { "Float", 1e300, 1e300 }, { "Float", 1e-300, 1e-300 }, { "Float", null, "" },
        { "Char", "c", "c" }, { "Char", 'c', "c" }, { "Char", " ", " " }, { "Char", "\U0001F600", "\U0001F600" },
            { "Char", "", "" },
        { "Text", "12345", "12345" }, { "Text", "", "" }, { "Text", null, "" }, { "Text", "  ", "  " }, { "Must", "x", "x" },
        { "Date", "03/17/2021 14:42", "2021-03-17 14:42:00" }, { "Date", "3/7/2021 4:2", "2021-03-07 04:02:00" },
        { "Date", "2021-03-17 14:42:39", "2021-03-17 14:42:39" }, { "Date", "2021-03-17T14:42", "2021-03-17 14:42:00" },
        { "Date", new DateTime(2021, 3, 17, 14, 42, 39), "2021-03-17 14:42:39" }, { "Date", "", "" },
        { "Time", "9.5", "09:05" }, { "Time", "9:05:07", "09:05:07" }, { "Time", 36900, "10:15" },
        { "Bool", true, true }, { "Bool", "FALSE", false }, { "Bool", 1, true }, { "Bool", "0", false }, { "Bool", null, "" },
        { "Grade", "G", "G" }, { "Grade", "gold", "G" }, { "Grade", "SilverMember", "S" }, { "Grade", "T2", "T2" },
        { "Level", 1, 1L }, { "Level", "30", 30L }, { "Level", "first", 1L }, { "Level", "030", 30L },
            { "Level", "1st again", 2L },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_good_value_becomes_what_the_wire_carries(string name, object? given, object? expected)
    {
        var change = Assert.Single(FieldUpdate.Validate(Fields(), new Hashtable { [name] = given }));

        Assert.Equal(expected, change.Value);
        Assert.Equal(expected?.GetType(), change.Value?.GetType());
        Assert.Contains(Fields(), field => field.Name == change.Key);
    }

    public static TheoryData<string, object?, string> Refused() => new()
    {
        { "GSW_FROM", "24:00", "00:00 to 23:59" }, { "GSW_UNTIL", "24:01", "00:00 to 23:59" }, { "GSW_FROM", "noon", "HH:MM" },
            { "GSW_FROM", 86400, "0 to 86399" },
        { "GSW_FROM", -1, "0 to 86399" }, { "GSW_FROM", 10.15, "write it as text" }, { "GSW_FROM", "9", "could be an hour" },
            { "GSW_FROM", true, "HH:MM" },
        { "GSW_FROM", "", "mandatory" }, { "GSW_UNTIL", null, "mandatory" }, { "GSW_FROM", " ", "mandatory" },
        { "GSW_FROM", TimeSpan.FromDays(1), "HH:MM" }, { "GSW_FROM", TimeSpan.FromTicks(1), "HH:MM" },
            { "GSW_FROM", DateTime.MaxValue, "HH:MM" },
        { "GSW_PHONE", "", "mandatory" }, { "GSW_PHONE", 647005, "not text" },
            { "GSW_PHONE", new string('5', 129), "129 characters; the field takes 128" },
        { "GSW_PHONE_TYPE", 12, "not one of the choices" }, { "GSW_PHONE_TYPE", "Telephone", "3 (Business With Extension)" },
            { "GSW_PHONE_TYPE", 1.5, "not one of the choices" },
        { "Int", "five", "not a whole number" }, { "Int", 5.5, "not a whole number" }, { "Int", "5.0", "not a whole number" },
            { "Int", true, "not a whole number" },
        { "Int", "9223372036854775808", "not a whole number" }, { "Int", double.NaN, "not a whole number" },
        { "Float", "16,64", "not a number" }, { "Float", double.NaN, "not a number" }, { "Float", "Infinity", "not a number" },
            { "Float", "1,000", "not a number" },
        { "Float", true, "not a number" },
        { "Char", "cc", "single character" }, { "Char", 5, "not text" }, { "Text", "123456", "6 characters; the field takes 5" },
            { "Text", 5, "not text" },
        { "Text", true, "not text" }, { "Must", "", "mandatory" }, { "Must", null, "mandatory" }, { "Must", "  ", "mandatory" },
        { "Date", "27/05/2021 10:55", "month comes first" }, { "Date", "tomorrow", "MM/DD/YYYY HH:MM" },
            { "Date", "05/27/2021", "MM/DD/YYYY HH:MM" },
        { "Date", DateTimeOffset.UnixEpoch, "offset from UTC" }, { "Date", 5, "MM/DD/YYYY HH:MM" },
        { "Time", "24:00", "00:00 to 23:59" }, { "Bool", "yes", "neither true nor false" },
            { "Bool", 2, "neither true nor false" },
        { "Grade", "Bronze", "G (Gold)" }, { "Grade", "twin", "not one of the choices" },
        { "Grade", "g", "not one of the choices" },
        { "Level", 3, "not one of the choices" }, { "Level", true, "not one of the choices" },
        { "Fixed", 5, "not editable" }, { "GSW_ATTEMPTS", 5, "not editable" }, { "Unknown", 5, "no such field" },
            { "GWS_UNKNOWN", 5, "no such field" },
        { "", 5, "no such field" }, { "Text", new[] { "a" }, "not a list" }, { "Text", new Hashtable(), "not a list" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_value_is_refused_with_the_reason(string name, object? given, string reason)
    {
        var error = Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), new Hashtable { [name] = given }));

        Assert.Equal(GwsErrorIds.FieldInvalid, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", error.RecordHandle);
    }

    [Fact]
    public void One_bad_field_fails_the_whole_and_every_bad_field_is_named()
    {
        var values = new Hashtable { ["Text"] = "good", ["Int"] = "five", ["Must"] = "", ["Fixed"] = 1, ["Unknown"] = 1,
            ["Grade"] = "Bronze", ["Bool"] = true };

        var error = Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), values));

        Assert.Contains("5 problems", error.Message, StringComparison.Ordinal);
        Assert.All(new[] { "Int", "Must", "Fixed", "Unknown", "Grade" }, name =>
            Assert.Contains("'" + name + "': ", error.Message, StringComparison.Ordinal));
        Assert.All(new[] { "'Text'", "'Bool'" }, name => Assert.DoesNotContain(name, error.Message, StringComparison.Ordinal));

        // Messages are shown on one line: a line break of our own would become the mark of a character that was taken out.
        Assert.DoesNotContain('\uFFFD', error.Message);
    }

    [Fact]
    public void A_field_given_twice_is_refused_in_whatever_spelling()
    {
        foreach (var twin in new[] { "GWS_FROM", "gsw_from" })
        {
            var error = Assert.Throws<GwsException>(() =>
                FieldUpdate.Validate(Fields(), Samples.Data(("GSW_FROM", "10:15"), (twin, "10:15"))));
            Assert.Contains("given twice", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_not_an_update() =>
        Assert.Contains("No field was given",
            Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), new Hashtable())).Message, StringComparison.Ordinal);

    [Fact]
    public void Changes_keep_the_order_in_which_they_were_given()
    {
        var names = new[] { "Text", "GSW_UNTIL", "Int", "GSW_FROM" };

        var changes = FieldUpdate.Validate(Fields(),
            Samples.Data(("Text", "a"), ("GWS_UNTIL", "1:00"), ("int", 1), ("GSW_FROM", "2:00")));

        Assert.Equal(names, changes.Keys);
    }

    [Fact]
    public void Force_lets_read_only_and_unknown_fields_pass_but_no_wrong_type()
    {
        var changes = FieldUpdate.Validate(Fields(),
            Samples.Data(("Fixed", 5), ("Unknown", 1.5), ("GSW_TZ_NAME", "PST"), ("GSW_ATTEMPTS", "3")), force: true);

        Assert.Equal(Pairs(("Fixed", 5L), ("Unknown", 1.5m), ("GSW_TZ_NAME", "PST"), ("GSW_ATTEMPTS", 3L)), changes);
        Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), Samples.Data(("Int", "five")), force: true));
        Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), Samples.Data(("Must", "")), force: true));
        Assert.Throws<GwsException>(() => FieldUpdate.Validate(Fields(), Samples.Data(("Unknown", new object())), force: true));
    }

    [Fact]
    public void Force_overrules_a_type_that_was_only_guessed()
    {
        var fields = RecordFieldSet.Of(Samples.Record(("Guess", 0L)), schema: null);

        Assert.Throws<GwsException>(() => FieldUpdate.Validate(fields, Samples.Data(("Guess", "none"))));
        Assert.Equal("none", FieldUpdate.Validate(fields, Samples.Data(("Guess", "none")), force: true)["Guess"]);
    }

    [Fact]
    public void A_schema_cannot_make_the_hours_or_the_phone_empty()
    {
        var schema = Samples.Schema("""[{"name": "GSW_FROM", "isMandatory": false}, {"name": "GSW_PHONE", "isMandatory": false}, {"name": "GSW_PHONE_TYPE", "options": {"4": "Mobile"}}]""");
        var fields = RecordFieldSet.Of(Samples.Record(("GSW_FROM", 0L)), schema);

        foreach (var name in new[] { "GSW_FROM", "GSW_PHONE", "GSW_PHONE_TYPE" })
        {
            Assert.Throws<GwsException>(() => FieldUpdate.Validate(fields, new Hashtable { [name] = null }));
        }

        Assert.Throws<GwsException>(() => FieldUpdate.Validate(fields, Samples.Data(("GSW_PHONE_TYPE", "Pager"))));
    }

    public static TheoryData<string, object, object, object> Forms() => new()
    {
        { "Int", "7", 8, "8" }, { "Int", 7L, "8", 8L }, { "Float", "16.64", 17.5, "17.5" }, { "Float", 16.64, "17.5", 17.5m },
        { "Bool", true, "false", false }, { "Bool", "true", false, "false" }, { "Bool", "1", false, "0" },
            { "Bool", 1L, false, 0L },
        { "Date", "2021-03-17 14:42:39", "05/06/2021 7:08", "2021-05-06 07:08:00" },
            { "Date", "03/17/2021 14:42", "2021-05-06 07:08:00", "05/06/2021 07:08" },
        { "Time", 36900L, "9:00", 32400L }, { "Time", "36900", "9:00", "32400" }, { "Time", "10.15", "9:00", "09:00" },
        { "GSW_FROM", "36900", "9:00", 32400L },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_value_goes_out_in_the_form_in_which_the_record_carries_it(string name, object stored, object given,
        object expected)
    {
        var fields = RecordFieldSet.Of(Samples.Record((name, stored)), Samples.Schema(Definitions));

        var change = Assert.Single(FieldUpdate.Validate(fields, new Hashtable { [name] = given }));

        Assert.Equal(expected, change.Value);
        Assert.Equal(expected.GetType(), change.Value!.GetType());
    }

    [Theory]
    [InlineData("GSW_UNTIL", 86399L)]
    [InlineData("Time", 36901L)]
    [InlineData("Date", "2021-03-17 14:42:39")]
    public void What_is_shown_and_comes_back_unchanged_keeps_its_seconds(string name, object stored)
    {
        var fields = RecordFieldSet.Of(Samples.Record((name, stored)), Samples.Schema(Definitions));

        Assert.Equal(stored, FieldUpdate.Validate(fields, new Hashtable { [name] = fields.Field(name).Value })[name]);
    }

    [Fact]
    public void Seconds_that_are_written_out_are_meant()
    {
        var fields = RecordFieldSet.Of(Samples.Record(("GSW_UNTIL", 86399L)), schema: null);

        Assert.Equal(86340L, FieldUpdate.Validate(fields, Samples.Data(("GSW_UNTIL", "23:59:00")))["GSW_UNTIL"]);
        Assert.Equal(86340L, FieldUpdate.Validate(fields, Samples.Data(("GSW_UNTIL", 86340)))["GSW_UNTIL"]);
    }

    [Fact]
    public void Fields_that_were_sent_at_once_leave_the_others_pending()
    {
        var pending = new GwsPendingChanges { Fields = Samples.Data(("A", 1L), ("B", 2L)), CallResult = 7 };

        var rest = pending.WithoutFields(["A"]);

        Assert.Equal(Pairs(("B", 2L)), rest.Fields);
        Assert.Equal(7, rest.CallResult!.Number);
        Assert.Empty(rest.WithoutFields(["B"]).Fields.Keys);
    }

    private static IReadOnlyList<GwsRecordField> Fields() =>
        RecordFieldSet.Of(Samples.Record(("GSW_FROM", 0L), ("GSW_ATTEMPTS", 0L)), Samples.Schema(Definitions));

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(params (string Name, object? Value)[] pairs) =>
        pairs.Select(pair => new KeyValuePair<string, object?>(pair.Name, pair.Value));
}
