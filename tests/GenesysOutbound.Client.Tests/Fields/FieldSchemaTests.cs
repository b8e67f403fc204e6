using System;
using System.IO;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

public class FieldSchemaTests
{
    [Fact]
    public void The_documented_example_is_usable()
    {
        var schema = GwsFieldSchema.Load(Path.Combine(Samples.Root, "docs", "examples", "fields.json"));

        Assert.Contains("*", schema.CallingLists);
        var fields = RecordFieldSet.Of(Samples.Record(Samples.ChainedRecords()[0]), schema);
        Assert.DoesNotContain(fields, field => field.Name.StartsWith("Custom", StringComparison.Ordinal) && field.IsInferred);
        Assert.Equal(Enum.GetValues<FieldType>().Length, fields.Select(field => field.FieldType).Distinct().Count());
    }

    [Fact]
    public void Comments_are_allowed() =>
        Assert.Empty(GwsFieldSchema.Parse("/* a */ {\"callingLists\": { // b\n } } // c").CallingLists);

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("{} {}", "JSON", "Additional text")]
    [InlineData("{}, 1", "JSON", "Additional text")]
    [InlineData("[]", "at the top", "an object, not an array")]
    [InlineData("{}", "at the top", "'callingLists' is missing")]
    [InlineData("""{"version": 2, "callingLists": {}}""", "at version (line 1)", "version 2 is not known")]
    [InlineData("""{"callingLists": []}""", "at callingLists", "an object, not an array")]
    [InlineData("""{"callinglists": {}}""", "at callinglists", "it is written 'callingLists'")]
    [InlineData("""{"callingLists": {"A": {}}}""", "at callingLists.A", "'fields' is missing")]
    [InlineData("""{"callingLists": {" ": {"fields": []}}}""", "no name")]
    [InlineData("""{"callingLists": {"A": {"fields": {}}}}""", "at callingLists.A.fields", "an array, not an object")]
    [InlineData("""{"callingLists": {"A": {"fields": []}, "A": {"fields": []}}}""", "already exists")]
    public void A_file_that_cannot_be_used_is_refused_with_its_place(string json, params string[] parts) =>
        AssertInvalid(json, parts);

    [Theory]
    [InlineData("1", "there must be an object, not 1")]
    [InlineData("""{"fieldType": "int"}""", "'name' is missing")]
    [InlineData("""{"name": "", "fieldType": "int"}""", ".name", "no name")]
    [InlineData("""{"name": 5, "fieldType": "int"}""", ".name", "a text, not 5")]
    [InlineData("""{"name": "A"}""", "'fieldType' is missing")]
    [InlineData("""{"name": "A", "fieldType": "integer"}""", ".fieldType", "'integer' is not a type of field", "var-char")]
    [InlineData("""{"name": "A", "fieldType": "int", "type": "float"}""", ".type", "different things")]
    [InlineData("""{"name": "A", "fieldType": "int", "valueType": "text"}""", ".valueType", "'text' is not a type of value")]
    [InlineData("""{"name": "A", "fieldType": "date", "valueType": "number"}""", ".valueType",
        "cannot have values of type number")]
    [InlineData("""{"name": "A", "fieldType": "int", "isEditable": "yes"}""", ".isEditable", "true or false")]
    [InlineData("""{"name": "A", "fieldType": "int", "iseditable": true}""", ".iseditable", "it is written 'isEditable'")]
    [InlineData("""{"name": "A", "fieldType": "int", "readOnly": true}""", ".readOnly", "not known here", "isEditable")]
    [InlineData("""{"name": "A", "fieldType": "int", "options": {"1": "One"}}""", ".options", "only a field of type enum")]
    [InlineData("""{"name": "A", "fieldType": "enum"}""", "'options' is missing")]
    [InlineData("""{"name": "A", "fieldType": "enum", "options": {}}""", ".options", "at least one")]
    [InlineData("""{"name": "A", "fieldType": "enum", "options": {"1": 1}}""", ".options", "a text, not 1")]
    [InlineData("""{"name": "A", "fieldType": "enum", "options": {"1": null}}""", ".options", "no label")]
    [InlineData("""{"name": "A", "fieldType": "enum", "valueType": "number", "options": {"01": "One"}}""", ".options",
        "'01' is not a whole number")]
    [InlineData("""{"name": "A", "fieldType": "int", "maxLength": 3}""", ".maxLength", "only a field of type var-char")]
    [InlineData("""{"name": "A", "fieldType": "var-char", "maxLength": 0}""", ".maxLength", "1 or more")]
    [InlineData("""{"name": "A", "fieldType": "var-char", "maxLength": 1.5}""", ".maxLength", "a whole number, not 1.5")]
    [InlineData("""{"name": "GSW_FROM", "fieldType": "int"}""", ".fieldType", "GSW_FROM is always of type time")]
    [InlineData("""{"name": "GSW_FROM"}, {"name": "GWS_FROM"}""", "fields[1]", "'GSW_FROM' is defined twice")]
    [InlineData("""{"name": "A", "fieldType": "int"}, {"name": "a", "fieldType": "int"}""", "fields[1]", "'a' is defined twice")]
    public void A_field_that_cannot_be_used_is_refused_with_its_place(string field, params string[] parts) =>
        AssertInvalid("{\"callingLists\": {\"My list\": {\"fields\": [\n" + field + "\n]}}}",
            ["callingLists['My list'].fields[", "(line 2)", .. parts]);

    [Fact]
    public void A_file_is_named_in_its_error()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".json");

        var missing = Assert.Throws<GwsException>(() => GwsFieldSchema.Load(path));
        Assert.Equal(GwsErrorIds.FieldSchemaInvalid, missing.ErrorId);
        Assert.Contains(path, missing.Message, StringComparison.Ordinal);

        File.WriteAllText(path, "{}");
        try
        {
            Assert.Contains(path, Assert.Throws<GwsException>(() => GwsFieldSchema.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Endless_nesting_is_refused() => AssertInvalid(string.Concat(Enumerable.Repeat("{\"a\":", 100)), "JSON");

    [Fact]
    public void Null_is_a_mistake_of_the_program()
    {
        Assert.Throws<ArgumentNullException>(() => GwsFieldSchema.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => GwsFieldSchema.Load(null!));
    }

    private static void AssertInvalid(string json, params string[] parts)
    {
        var error = Assert.Throws<GwsException>(() => GwsFieldSchema.Parse(json));

        Assert.Equal(GwsErrorIds.FieldSchemaInvalid, error.ErrorId);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
