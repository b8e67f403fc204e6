using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>
/// Our client as a contestant: this program again, in a process of its own. It ends when its standard input does.
/// </summary>
internal sealed class OurContestant : IBayeuxListener
{
    private Measurement? _current;

    public static async Task<int> RunAsync(string[] arguments)
    {
        string Value(string name) => arguments[Array.IndexOf(arguments, name) + 1];
        Measurement.Prepare();
        var contestant = new OurContestant();
        var options = new BayeuxClientOptions(new Uri(Value("--url")));
        using var client = new BayeuxClient(options, contestant);
        await client.ConnectAsync([Value("--channel")], CancellationToken.None);
        Report(new { @event = "ready", runtime = RuntimeInformation.FrameworkDescription });
        while (Console.In.ReadLine() is string line)
        {
            using var command = JsonDocument.Parse(line);
            if (command.RootElement.GetProperty("command").GetString() == "measure")
            {
                int round = command.RootElement.GetProperty("round").GetInt32();
                Volatile.Write(ref contestant._current, new Measurement(command.RootElement.GetProperty("n").GetInt32(), round));
                Report(new { @event = "armed", round });
            }
            else if (Interlocked.Exchange(ref contestant._current, null) is Measurement unfinished)
            {
                Report(unfinished.Report());
            }
        }

        await client.DisconnectAsync(CancellationToken.None);
        return 0;
    }

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        if (Volatile.Read(ref _current) is Measurement current && current.Take(batch) is object report)
        {
            Volatile.Write(ref _current, null);
            Report(report);
        }
    }

    public void OnStateChanged(BayeuxStateChange change)
    {
        if (change.Current is not (BayeuxState.Handshaking or BayeuxState.Subscribing or BayeuxState.Connecting
            or BayeuxState.Connected))
        {
            Console.Error.WriteLine($"{change.Current}: {change.Reason}");
        }
    }

    public void OnGap(BayeuxGap gap) => Console.Error.WriteLine(gap);

    private static void Report(object report)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(report));
        Console.Out.Flush();
    }
}
