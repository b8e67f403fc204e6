using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The run's server in this process: the simulator with the generated lists, the plan of faults, and what happens beside the
/// agents.
/// </summary>
internal sealed partial class InProcessSoakServer : ISoakServer
{
    private readonly GwsSimulator _simulator;
    private readonly BackgroundActivity _world;
    private readonly FaultPlan _faults;
    private readonly Dictionary<long, LedgerRecord> _before;
    private readonly ConcurrentQueue<LedgerRequest> _requests = new();
    private long _polls;

    public InProcessSoakServer(SoakOptions options)
    {
        var path = Path.Combine(Path.GetTempPath(), "soak-" + Guid.NewGuid().ToString("N") + ".json");
        (var scenario, Chains) = Generator.Scenario(options);
        File.WriteAllText(path, scenario);
        try
        {
            _simulator = GwsSimulator.Start(new GwsSimulatorOptions
            {
                ScenarioPath = path,
                Seed = options.Seed,

                // Note is told of each request, so the log need hold only those that may be unanswered at the end.
                RequestLogCapacity = 200,
                RequestAnswered = Note,
                InteractionCapacity = int.MaxValue,

                // Without advice a client must guess how long a poll may take; that is a matter of its own.
                ResponseVariants = options.Faults
                    ? SimulatorResponseVariants.All & ~SimulatorResponseVariants.NoAdvice : SimulatorResponseVariants.None,
                ResponseVariantRate = 0.2,
            });
        }
        finally
        {
            File.Delete(path);
        }

        _before = _simulator.Records.Select(Plain).ToDictionary(record => record.Handle);
        _world = new BackgroundActivity(_simulator, options, Chains);
        _faults = FaultPlan.Apply(FaultPlan.Draw(options), _simulator);
    }

    public Uri Uri => _simulator.Uri;

    public int Chains { get; }

    public Task<DateTimeOffset> NowAsync() => Task.FromResult(_simulator.Now);

    public Task EndCallAsync(string callId)
    {
        try
        {
            _simulator.EndCall(callId);
        }
        catch (ArgumentException)
        {
            // It was over already.
        }

        return Task.CompletedTask;
    }

    public Task GoOnAsync(int worked)
    {
        _world.GoOn(worked);
        return Task.CompletedTask;
    }

    public Task EndFaultsAsync()
    {
        _simulator.Faults.Clear();
        _world.EndFaults();
        return Task.CompletedTask;
    }

    public Task LetTimePassAsync(TimeSpan by)
    {
        _simulator.AdvanceClock(by);
        return Task.CompletedTask;
    }

    public Task<int> CountOpenAsync() =>
        Task.FromResult(_simulator.Records.Count(record => record.Status is "Ready" or "Retrieved"));

    public async Task<Ledger> ReadLedgerAsync()
    {
        await RequestsAreAnsweredAsync();
        return ReadLedger();
    }

    private Ledger ReadLedger() => new()
    {
        Before = _before,
        Records = [.. _simulator.Records.Select(Plain)],
        Requests = [.. _requests.OrderBy(request => request.Sequence)],
        Interactions = [.. _simulator.Calls.Select(call => new LedgerInteraction(call.Id, false, call.History)),
            .. _simulator.Emails.Select(email => new LedgerInteraction(email.Id, true, email.History))],
        EventsLost = _faults.EventsLost,
        Strikes = _faults.Strikes,
        Polls = Interlocked.Read(ref _polls),
    };

    // An agent can hear the acknowledgement of a request before the simulator has counted the request as answered.
    private async Task RequestsAreAnsweredAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var noted = _requests.Select(request => request.Sequence).ToHashSet();
            var open = _simulator.Requests
                .Where(request => request.Operation != "/meta/connect" && !noted.Contains(request.Sequence)).ToArray();
            if (open.Length == 0)
            {
                return;
            }

            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException("The simulator has not answered: " + string.Join(", ",
                    open.Select(request => $"{request.Method} {request.Path} {request.Operation}")));
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _simulator.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LedgerRecord Plain(SimulatedRecord record) => new(record.RecordHandle, record.CallingList, record.ChainId)
    {
        Status = record.Status,
        CallResult = record.CallResult,
        Attempts = record.Attempts,
        Agent = record.Agent,
        ScheduledFor = record.ScheduledFor,
        Until = record.Until,
        Fields = record.Fields,
        History = [.. record.History.Select(one =>
            new LedgerStep(one.What, one.Agent, one.Detail, one.ReferenceId) { At = one.At })],
    };

    private void Note(SimulatorRequest request)
    {
        if (request.Operation == "/meta/connect")
        {
            Interlocked.Increment(ref _polls);
            return;
        }

        var reference = request.Method == "POST" && Reference().Match(request.Body) is { Success: true } match
            ? match.Groups[1].Value : null;
        _requests.Enqueue(new LedgerRequest(
            request.Sequence, request.Method, request.Path, request.Operation, request.Agent, request.StatusCode,
                request.Processed, reference));
    }

    [GeneratedRegex("\"referenceId\"\\s*:\\s*\"?([^\",}]+)")]
    private static partial Regex Reference();
}
