using System.Linq;
using GenesysOutbound.Client.Wire;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

public class RecordFieldSetTests
{
    private static readonly string[] System4 = ["GSW_FROM", "GSW_UNTIL", "GSW_PHONE", "GSW_PHONE_TYPE"];

    [Fact]
    public void Without_a_schema_every_key_of_the_sample_records_is_a_field()
    {
        foreach (var data in Samples.ChainedRecords())
        {
            var fields = RecordFieldSet.Of(Samples.Record(data), schema: null);

            Assert.Equal(System4, fields.Take(4).Select(field => field.Name));
            Assert.Equal(data.Keys.Order(), fields.Select(field => field.Name).Order());
            Assert.All(fields, field => Assert.Equal(data.Text("GSW_RECORD_HANDLE"), field.RecordHandle));
        }
    }

    [Fact]
    public void Without_a_schema_types_are_guessed_with_care_and_the_guess_is_admitted()
    {
        var fields = RecordFieldSet.Of(Samples.Record(Samples.ChainedRecords()[0]), schema: null);

        var custom = fields.Where(field => field.Source == "Record").ToDictionary(field => field.Name);
        Assert.Equal(
            ["Custom_Character", "Custom_Datetime", "Custom_Float", "Custom_Integer", "Custom_String_with_default",
                "Custom_VarChar"], custom.Keys.Order());
        Assert.All(custom.Values, field => Assert.True(field is { IsInferred: true, IsEditable: true, IsMandatory: false }));
        Assert.Equal(("int", "number", 0L),
            (custom["Custom_Integer"].FieldType, custom["Custom_Integer"].ValueType, (long)custom["Custom_Integer"].Value!));

        // A text that looks like a number or a date is text all the same.
        Assert.Equal(("var-char", "16.64"), (custom["Custom_Float"].FieldType, custom["Custom_Float"].Value));
        Assert.Equal(("var-char", "2021-03-17 14:42:39"), (custom["Custom_Datetime"].FieldType, custom["Custom_Datetime"].Value));
        Assert.Equal(string.Empty, custom["Custom_VarChar"].Value);
    }

    [Fact]
    public void System_fields_are_known_without_a_schema()
    {
        var fields = RecordFieldSet.Of(Samples.Record(Samples.ChainedRecords()[0]), schema: null);

        Assert.Equal(("time", "00:00"), (fields.Field("GSW_FROM").FieldType, fields.Field("GSW_FROM").Value));
        Assert.Equal("23:59", fields.Field("GSW_UNTIL").Value);
        Assert.Equal("+33647005", fields.Field("GSW_PHONE").Value);
        Assert.Equal(1L, fields.Field("GSW_PHONE_TYPE").Value);
        Assert.Equal("Home Phone", fields.Field("GSW_PHONE_TYPE").Options["1"]);
        Assert.Equal(System4.Order(), fields.Where(field => field is { Source: "System", IsEditable: true })
            .Select(field => field.Name).Order());
        Assert.Contains(fields, field => field is { Name: "IW_CaseUid", IsEditable: false, IsInferred: false });
    }

    [Fact]
    public void The_sample_of_getRecordFields_serves_as_a_schema_and_comes_out_again()
    {
        var sample = Samples.Fixture("record-fields.response.json").Items("data").Cast<GwsData>().ToList();
        var schema = Samples.Schema(WireJson.Write(sample));
        var record = Samples.Record(("GSW_FROM", 36900L), ("GSW_CUSTOM_STRING", "Custom message"));

        var fields = RecordFieldSet.Of(record, schema);

        foreach (var expected in sample)
        {
            var field = fields.Field(expected.Text("name")!.Replace("GWS_", "GSW_"));
            Assert.Equal(expected.Text("displayName") ?? field.Name, field.DisplayName);
            Assert.Equal(expected.Flag("isMandatory"), field.IsMandatory);
            Assert.Equal(expected.Flag("isEditable"), field.IsEditable);
            Assert.Equal(expected.Text("fieldType", "type"), field.FieldType);
            Assert.Equal(expected.Text("valueType"), field.ValueType);
            Assert.Equal("Schema", field.Source);

            // The sample writes 10.15; the type's definition says HH:MM.
            Assert.Equal(expected.Text("value")?.Replace('.', ':'), field.Value);
            Assert.Equal(expected.Object("options")
                ?? GwsData.Empty, field.Options.ToDictionary(row => row.Key, row => (object?)row.Value));
            Assert.Equal(expected.Object("options")?.Keys ?? [], field.Options.Keys);
        }
    }

    [Fact]
    public void A_schema_defines_what_it_names_and_leaves_the_rest()
    {
        var schema = Samples.Schema(
            """
            [{"name": "custom_float", "fieldType": "float", "displayName": "Balance"}, {"name": "Custom_Datetime", "fieldType": "date"},
             {"name": "Absent", "fieldType": "bool", "isMandatory": true}, {"name": "GSW_UNTIL", "isEditable": false}]
            """);

        var fields = RecordFieldSet.Of(Samples.Record(Samples.ChainedRecords()[0]), schema);

        Assert.Equal([.. System4, "Custom_Float", "Custom_Datetime", "Absent"], fields.Take(7).Select(field => field.Name));
        Assert.Equal((16.64m, "Balance"), (fields.Field("Custom_Float").Value, fields.Field("Custom_Float").DisplayName));
        Assert.Equal("03/17/2021 14:42", fields.Field("Custom_Datetime").Value);
        Assert.True(fields.Field("Absent") is { Value: null, IsMandatory: true, ValueType: "boolean" });
        Assert.True(fields.Field("GSW_UNTIL")
            is { IsEditable: false, FieldType: "time", DisplayName: "Call Until", Source: "Schema" });
        Assert.Equal("Record", fields.Field("Custom_Integer").Source);
    }

    [Fact]
    public void The_schemas_list_is_found_by_name_then_without_case_then_for_any()
    {
        var schema = GwsFieldSchema.Parse(
            """
            {"callingLists": {"Gold": {"fields": [{"name": "A", "fieldType": "int"}]}, "GOLD": {"fields": [{"name": "B", "fieldType": "int"}]},
             "Silver": {"fields": []}, "*": {"fields": [{"name": "C", "fieldType": "int"}]}}}
            """);

        string[] Custom(string? list) =>
            [.. RecordFieldSet.Of(new GwsRecord { CallingList = list }, schema).Skip(4).Select(field => field.Name)];
        Assert.Equal(["A"], Custom("Gold"));
        Assert.Equal(["B"], Custom("GOLD"));
        Assert.Single(Custom("gold"));
        Assert.Equal([], Custom("SILVER"));
        Assert.Equal(["C"], Custom("Bronze"));
        Assert.Equal(["C"], Custom(null));
    }

    [Fact]
    public void A_pending_value_is_shown_and_said_so()
    {
        var record = Samples.Record(Samples.Data(("GSW_FROM", 0L), ("Custom", "old")),
            Samples.Data(("GSW_FROM", 36900L), ("Custom", "new"), ("Forced", 5L)));

        var fields = RecordFieldSet.Of(record, schema: null);

        Assert.True(fields.Field("GSW_FROM") is { Value: "10:15", IsPending: true });
        Assert.True(fields.Field("Custom") is { Value: "new", IsPending: true });
        Assert.True(fields.Field("Forced") is { Value: 5L, IsPending: true, IsInferred: true });
        Assert.False(fields.Field("GSW_PHONE").IsPending);
    }

    [Fact]
    public void What_the_server_tells_beside_the_user_data_counts_as_well()
    {
        var record = new GwsRecord
        {
            Phone = "4105550951", PhoneType = GwsPhoneType.FromInt32(4), From = System.TimeSpan.FromHours(9),
                Until = System.TimeSpan.FromSeconds(86399),
        };

        var fields = RecordFieldSet.Of(record, schema: null);

        Assert.Equal(["09:00", "23:59", "4105550951", 4L], fields.Select(field => field.Value));
    }

    [Fact]
    public void A_value_that_does_not_fit_its_type_is_shown_as_it_came()
    {
        var schema = Samples.Schema(
            """[{"name": "N", "fieldType": "int"}, {"name": "D", "fieldType": "date"}, {"name": "B", "fieldType": "bool"}]""");

        var fields = RecordFieldSet.Of(Samples.Record(("N", "many"), ("D", "soon"), ("B", "maybe"), ("GSW_FROM", 99999L)),
            schema);

        Assert.Equal(["99999", "many", "soon", "maybe"],
            new[] { "GSW_FROM", "N", "D", "B" }.Select(name => fields.Field(name).Value!.ToString()));
    }

    [Fact]
    public void A_nested_value_cannot_be_edited()
    {
        var field = RecordFieldSet.Of(Samples.Record(("Nested", Samples.Data(("A", 1L)))), schema: null).Field("Nested");

        Assert.False(field.IsEditable);
        Assert.IsType<GwsData>(field.Value);
    }

    [Fact]
    public void Two_keys_that_differ_by_case_are_two_fields()
    {
        var fields = RecordFieldSet.Of(Samples.Record(("abc", 1L), ("ABC", 2L)), schema: null);

        Assert.Equal((1L, 2L), (fields.Field("abc").Value, fields.Field("ABC").Value));
    }
}
