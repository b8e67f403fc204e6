using System.Collections.Generic;
using System.IO;
using System.Linq;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Tests.Fields;

/// <summary>The documents' samples, and records made of them.</summary>
internal static class Samples
{
    public static string Root => Repository.Root;

    public static GwsData Fixture(string name) =>
        (GwsData)WireJson.Parse(File.ReadAllText(Path.Combine(Root, "tests", "Fixtures", name)))!;

    public static GwsData[] ChainedRecords() =>
        [.. Fixture("chained-records.response.json").Items("data").Cast<GwsData>().SelectMany(chain => chain.Items("records"))
            .Cast<GwsData>()];

    public static GwsRecord Record(GwsData userData, GwsData? pending = null) => new()
    {
        RecordHandle = userData.Text("GSW_RECORD_HANDLE") ?? "1",
        CallingList = userData.Text("GSW_CALLING_LIST"),
        UserData = userData,
        Pending = new GwsPendingChanges { Fields = pending ?? GwsData.Empty },
    };

    public static GwsRecord Record(params (string Name, object? Value)[] userData) => Record(Data(userData));

    public static GwsData Data(params (string Name, object? Value)[] members)
    {
        var data = new GwsData();
        foreach (var (name, value) in members)
        {
            data.Set(name, value);
        }

        return data;
    }

    public static GwsFieldSchema Schema(string fields) =>
        GwsFieldSchema.Parse("""{"callingLists": {"*": {"fields": """ + fields + "}}}");

    public static GwsRecordField Field(this IReadOnlyList<GwsRecordField> fields, string name) =>
        fields.Single(field => field.Name == name);
}
