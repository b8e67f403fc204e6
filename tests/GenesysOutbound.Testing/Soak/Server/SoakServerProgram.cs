using System;
using System.IO;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The run's server as a program: a line of JSON in, a line of JSON out, in the order of the questions. It ends when its input
/// ends. The other side is <see cref="RemoteSoakServer"/>.
/// </summary>
internal static class SoakServerProgram
{
    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        var options = JObject.Parse(await input.ReadLineAsync() ?? "{}").ToObject<SoakOptions>()!;
        await using var server = new InProcessSoakServer(options);
        await SayAsync(output, new JObject { ["uri"] = server.Uri.ToString(), ["chains"] = server.Chains });
        while (await input.ReadLineAsync() is { } line)
        {
            await SayAsync(output, await AnswerAsync(server, JObject.Parse(line)));
        }
    }

    private static async Task<JObject> AnswerAsync(InProcessSoakServer server, JObject asked)
    {
        switch ((string?)asked["do"])
        {
            case "now":
                return new JObject { ["now"] = (await server.NowAsync()).UtcTicks };
            case "end-call":
                await server.EndCallAsync((string)asked["call"]!);
                return [];
            case "go-on":
                await server.GoOnAsync((int)asked["worked"]!);
                return [];
            case "end-faults":
                await server.EndFaultsAsync();
                return [];
            case "let-time-pass":
                await server.LetTimePassAsync(TimeSpan.FromTicks((long)asked["ticks"]!));
                return [];
            case "count-open":
                return new JObject { ["open"] = await server.CountOpenAsync() };
            case "write-ledger":
                LedgerFile.Write(await server.ReadLedgerAsync(), (string)asked["path"]!);
                return [];
            default:
                throw new InvalidDataException("Not understood: " + asked);
        }
    }

    private static async Task SayAsync(TextWriter output, JObject what)
    {
        await output.WriteLineAsync(what.ToString(Newtonsoft.Json.Formatting.None));
        await output.FlushAsync();
    }
}
