using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

/// <summary>What must hold for every record: what is shown can be written back, and what is written is shown.</summary>
public class FieldProperties
{
    private static readonly GwsFieldSchema Schema = Samples.Schema(
        """
        [{"name": "int", "fieldType": "int"}, {"name": "float", "fieldType": "float"}, {"name": "char", "fieldType": "char"},
         {"name": "var-char", "fieldType": "var-char"}, {"name": "date", "fieldType": "date"}, {"name": "time", "fieldType": "time"},
         {"name": "bool", "fieldType": "bool"}, {"name": "enum", "fieldType": "enum", "valueType": "number", "options": {"1": "One", "2": "Two", "3": "Three"}}]
        """);

    [Fact]
    public void What_is_shown_can_be_written_back_and_changes_nothing() => Property.Holds(3000, random =>
    {
        var data = Stored(random);
        var fields = RecordFieldSet.Of(Samples.Record(data), random.Pick(Schema, null));
        var shown = new GwsData(new Hashtable(fields.Where(field => field.IsEditable)
            .ToDictionary(field => field.Name, field => field.Value)));

        var changes = FieldUpdate.Validate(fields, shown);

        foreach (var change in changes)
        {
            Assert.Equal(data[change.Key], change.Value);
        }
    });

    [Fact]
    public void What_is_written_is_shown() => Property.Holds(3000, random =>
    {
        var fields = RecordFieldSet.Of(Samples.Record(Stored(random)), Schema);
        var values = Stored(random);
        var given = new Hashtable(fields.Where(field => field.IsEditable)
            .ToDictionary(field => field.Name, field => Respelled(random, field, values[field.Name]!)));

        var changes = FieldUpdate.Validate(fields, given);
        var after = RecordFieldSet.Of(Samples.Record(Stored(random), pending: changes), Schema);

        foreach (var name in changes.Keys)
        {
            var expected = RecordFieldSet.Of(Samples.Record((name, values[name])), Schema).Field(name).Value;
            Assert.Equal(expected, after.Field(name).Value);
            Assert.True(after.Field(name).IsPending);
        }
    });

    [Fact]
    public void An_update_with_one_bad_field_never_passes() => Property.Holds(2000, random =>
    {
        var fields = RecordFieldSet.Of(Samples.Record(Stored(random)), Schema);
        var values = Stored(random);
        var bad = random.Pick("int", "float", "char", "date", "time", "bool", "enum", "GSW_FROM", "GSW_PHONE_TYPE",
            "GSW_ATTEMPTS", "Unknown");
        values.Set(bad, "bad value");

        var error = Assert.Throws<GwsException>(() => FieldUpdate.Validate(fields, values));

        Assert.Contains("'" + bad + "'", error.Message, StringComparison.Ordinal);
    });

    private static GwsData Stored(Random random)
    {
        var date = new DateTime(1990, 1, 1).AddSeconds(random.Next());
        var seconds = random.Next(86400);
        var number = (decimal)random.Next(-100000, 100000) / 100;
        var whole = random.NextInt64(long.MinValue, long.MaxValue);
        return Samples.Data(
            ("int", random.Pick<object>(whole, whole.ToString(CultureInfo.InvariantCulture))),
            ("float", random.Pick<object>(number, number.ToString(CultureInfo.InvariantCulture))),
            ("char", ((char)random.Next('!', 0xD7FF)).ToString()),
            ("var-char", string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next('!', 0xD7FF)))),
            ("date", random.Pick(DateText.Iso(date), DateText.Show(date))),
            ("time", random.Pick<object>((long)seconds, seconds.ToString(CultureInfo.InvariantCulture),
                GwsTimeOfDay.ToText(seconds))),
            ("bool", random.Pick<object>(true, false, "true", "false", "0", "1", 0L, 1L)),
            ("enum", (long)random.Next(1, 4)),
            ("GSW_FROM", (long)random.Next(86400)),
            ("GSW_UNTIL", (long)random.Next(86400)),
            ("GSW_PHONE", "+" + random.Next()),
            ("GSW_PHONE_TYPE", (long)random.Next(12)));
    }

    // The same value as another caller would write it.
    private static object Respelled(Random random, GwsRecordField field, object value) => field.Name switch
    {
        "GSW_PHONE_TYPE" when GwsPhoneType.FromInt32((int)(long)value) is var type =>
            random.Pick<object>(type, type.Number, type.Name, type.Label.ToUpperInvariant()),
        "GSW_FROM" or "GSW_UNTIL" => random.Pick<object>(value, (int)(long)value, TimeSpan.FromSeconds((long)value)),
        "enum" => random.Pick<object>(value, value.ToString()!, new[] { "one", "TWO", " Three " }[(long)value - 1]),
        "time" when StoredValue.TryTime(value, out var seconds) => TimeSpan.FromSeconds(seconds),
        "date" when DateText.TryRead((string)value, out var date, out _) => random.Pick<object>(date, DateText.Iso(date)),
        _ => value,
    };
}
