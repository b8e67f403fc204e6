using System.IO;
using Newtonsoft.Json;

namespace GenesysOutbound.Testing.Soak;

/// <summary>A ledger on its way from one process to another.</summary>
internal static class LedgerFile
{
    public static JsonSerializerSettings Settings { get; } = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
    };

    public static void Write(Ledger ledger, string path)
    {
        using var writer = new StreamWriter(path);
        JsonSerializer.Create(Settings).Serialize(writer, ledger);
    }

    public static Ledger Read(string path)
    {
        using var reader = new JsonTextReader(new StreamReader(path)) { DateParseHandling = DateParseHandling.None };
        return JsonSerializer.Create(Settings).Deserialize<Ledger>(reader)!;
    }
}
