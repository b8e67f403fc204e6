using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The run's server in a process of its own, so that its memory, threads and sockets are not counted as the client's.
/// </summary>
internal sealed class RemoteSoakServer : ISoakServer
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TextWriter _to;
    private readonly TextReader _from;
    private readonly Func<ValueTask> _end;

    private RemoteSoakServer(TextWriter to, TextReader from, JObject hello, Func<ValueTask> end)
    {
        _to = to;
        _from = from;
        _end = end;
        Uri = new Uri((string)hello["uri"]!);
        Chains = (int)hello["chains"]!;
    }

    public Uri Uri { get; }

    public int Chains { get; }

    /// <summary>Begins to talk to <see cref="SoakServerProgram"/>.</summary>
    /// <param name="to">Its input; closed at the end, which ends it.</param>
    /// <param name="from">Its output.</param>
    /// <param name="options">The run.</param>
    /// <param name="end">What is left to do after its input was closed.</param>
    public static async Task<RemoteSoakServer> StartAsync(TextWriter to, TextReader from, SoakOptions options,
        Func<ValueTask> end)
    {
        var hello = await AskAsync(to, from, JObject.FromObject(options));
        return new RemoteSoakServer(to, from, hello, end);
    }

    public async Task<DateTimeOffset> NowAsync() => new((long)(await AskAsync("now"))["now"]!, TimeSpan.Zero);

    public Task EndCallAsync(string callId) => AskAsync("end-call", ("call", callId));

    public Task GoOnAsync(int worked) => AskAsync("go-on", ("worked", worked));

    public Task EndFaultsAsync() => AskAsync("end-faults");

    public Task LetTimePassAsync(TimeSpan by) => AskAsync("let-time-pass", ("ticks", by.Ticks));

    public async Task<int> CountOpenAsync() => (int)(await AskAsync("count-open"))["open"]!;

    public async Task<Ledger> ReadLedgerAsync()
    {
        var path = Path.GetTempFileName();
        try
        {
            await AskAsync("write-ledger", ("path", path));
            return LedgerFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _to.DisposeAsync();
        await _end();
        _turn.Dispose();
    }

    private static async Task<JObject> AskAsync(TextWriter to, TextReader from, JObject question)
    {
        await to.WriteLineAsync(question.ToString(Newtonsoft.Json.Formatting.None));
        await to.FlushAsync();
        return JObject.Parse(await from.ReadLineAsync() ?? throw new IOException("The server of the run has ended."));
    }

    private async Task<JObject> AskAsync(string what, params (string Name, JToken Value)[] with)
    {
        var question = new JObject { ["do"] = what };
        foreach (var (name, value) in with)
        {
            question[name] = value;
        }

        await _turn.WaitAsync();
        try
        {
            return await AskAsync(_to, _from, question);
        }
        finally
        {
            _turn.Release();
        }
    }
}
