using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// An agent's work in one session: preview campaigns with several workers until nothing is left or the session has had its share,
/// or the push campaign; what else arrives is worked too.
/// </summary>
internal sealed class AgentScript
{
    private const int EmptyRounds = 2;

    // Two of this many agents reject records: a record that all agents may reject would be rejected by all in the end.
    private const int RejectingAgents = 50;
    private static readonly GwsRecordState[] Waiting = [GwsRecordState.Preview, GwsRecordState.Scheduled];

    private readonly SoakContext _context;
    private readonly SoakOptions _options;
    private readonly int _number;
    private readonly int _sessionNumber;
    private readonly CancellationToken _stop;
    private readonly ConcurrentDictionary<string, byte> _inWork = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _givenUp = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ObservedRecord> _believed = new(StringComparer.Ordinal);
    private readonly int _share = int.MaxValue;
    private readonly int _vanishesAfter;
    private int _draws;
    private int _worked;

    /// <param name="context">What the agents of the run share.</param>
    /// <param name="number">The agent.</param>
    /// <param name="sessionNumber">Which session of the agent's it is.</param>
    /// <param name="session">The session.</param>
    /// <param name="account">The agent's account.</param>
    public AgentScript(SoakContext context, int number, int sessionNumber, GwsSession session, OperationLog account)
    {
        _context = context;
        _options = context.Options;
        _number = number;
        _sessionNumber = sessionNumber;
        _stop = context.Stop;
        Session = session;
        OperationLog = account;
        if (_options.RecordsPerSession > 0 && !account.IsLate)
        {
            var random = Draw(1);
            _share = (_options.RecordsPerSession / 2) + random.Next(_options.RecordsPerSession);
            _vanishesAfter = random.Next(100) < _options.VanishPercent ? 1 + random.Next(_share) : 0;
        }
    }

    public GwsSession Session { get; }

    public OperationLog OperationLog { get; }

    /// <summary>Whether the client was gone in the middle of its work.</summary>
    public bool IsVanished { get; private set; }

    public bool IsLost => Session.State is GwsSessionState.Lost or GwsSessionState.Closed;

    /// <summary>Whether the session was lost before it was closed.</summary>
    public bool WasLost { get; set; }

    /// <summary>Whether the session has had its share of the work: another follows.</summary>
    public bool HadItsShare => Volatile.Read(ref _worked) >= _share;

    /// <summary>The records as the client knew them when it was done with each, and as it knows them now.</summary>
    public IReadOnlyList<ObservedRecord> Observed =>
        [.. SessionObservation.Of(Session.Records.Snapshot()).Concat(_believed.Values)];

    private bool IsOver => IsLost || HadItsShare;

    /// <summary>The preview campaigns, and what arrives meanwhile.</summary>
    public Task PreviewAsync() => InSessionsAsync(Generator.PreviewCampaigns, async () =>
    {
        _context.CheckpointBarrier.Leave();
        var workers = Task.WhenAll(Enumerable.Range(0, _options.Workers)
            .Select(worker => Task.Run(() => WorkerAsync(Draw(worker)), _stop)));
        var interactions = new InteractionWork(_context, Session, OperationLog, Draw(99));
        await interactions.WorkAsync(() => workers.IsCompleted || IsLost, _stop);
        await workers;
        await _context.CheckpointBarrier.EnterAsync();
    });

    /// <summary>The push campaign: a record comes by itself, and the next when it is done with.</summary>
    public Task PushAsync() => InSessionsAsync([Generator.Push], async () =>
    {
        var random = Draw(50);
        var reader = Session.Events.CreateReader();
        var pushed = new GwsEventFilter { Condition = EventMonitor.IsDelivery };
        var patience = _options.Patience;
        for (var silent = 0; silent < EmptyRounds && !IsOver;)
        {
            var come = Arrived() ?? (await reader.TakeAsync(pushed, patience, cancellationToken: _stop))?.Record;
            silent = come is null ? silent + 1 : 0;
            if (come is not null)
            {
                await WorkAsync(come, random);
            }

            await _context.CheckpointBarrier.PassAsync();
        }
    });

    /// <summary>The part without faults: whatever a campaign still has is brought to an end.</summary>
    public Task LateAsync() => InSessionsAsync(Generator.Campaigns, async () =>
    {
        var random = Draw(60);
        while ((Arrived() ?? await RequestAsync(Generator.Campaigns, random)) is { } record)
        {
            await WorkAsync(record, random);
        }
    });

    /// <summary>Completes what the client holds or has changes for.</summary>
    public async Task CompleteHeldAsync()
    {
        var random = Draw(77);
        foreach (var record in Held())
        {
            await Work(random).FinishAsync(Handle(record));
        }
    }

    /// <summary>The records that the client believes to be with this agent, or has unsent changes for.</summary>
    public IReadOnlyList<GwsRecord> Held() => Session.Records.Snapshot()
        .Where(record => record.State is GwsRecordState.Preview or GwsRecordState.Scheduled or GwsRecordState.Calling
            or GwsRecordState.Called || !record.Pending.IsEmpty)
        .ToArray();

    private static string Handle(GwsRecord record) => record.RecordHandle;

    private async Task InSessionsAsync(IReadOnlyList<string> campaigns, Func<Task> work)
    {
        foreach (var campaign in campaigns)
        {
            await OperationLog.NoteAsync("StartPreviewSession", () =>
                Session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(campaign), null, _stop));
        }

        await work();
        foreach (var campaign in campaigns)
        {
            await OperationLog.NoteAsync("EndPreviewSession", () =>
                Session.Outbound.EndPreviewSessionAsync(new GwsCampaignIdentity(campaign), null, _stop));
        }
    }

    private async Task WorkerAsync(Random random)
    {
        await _context.CheckpointBarrier.EnterAsync();
        try
        {
            for (var empty = 0; empty < EmptyRounds && !IsOver;)
            {
                var record = (random.Next(8) == 0 ? Arrived() : null) ?? await RequestAsync(Generator.PreviewCampaigns, random)
                    ?? Arrived();
                empty = record is null ? empty + 1 : 0;
                if (record is not null)
                {
                    await WorkAsync(record, random);
                }

                await _context.CheckpointBarrier.PassAsync();
            }
        }
        finally
        {
            _context.CheckpointBarrier.Leave();
        }
    }

    private async Task<GwsRecord?> RequestAsync(IReadOnlyList<string> campaigns, Random random)
    {
        var first = random.Next(campaigns.Count);
        for (var round = 0; round < campaigns.Count; round++)
        {
            var campaign = campaigns[(first + round) % campaigns.Count];
            if (!OperationLog.IsLate)
            {
                await AddAsync(campaign, random);
            }

            var (result, _) = await OperationLog.NoteAsync(
                "GetPreviewRecord", () =>
                    Session.Outbound.RequestPreviewRecordAsync(new GwsCampaignIdentity(campaign), null, _stop));
            if (result?.Record is { } record)
            {
                return record;
            }
        }

        return null;
    }

    // Beside the records that are there: new ones, and numbers that must not be called.
    private async Task AddAsync(string campaign, Random random)
    {
        var chance = random.Next(100);
        if (chance < 2)
        {
            var record = new GwsNewRecord
            {
                CampaignName = campaign,
                CallingList = Generator.ListOf(campaign),
                PhoneNumber = "777" + random.Next(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture),
                PhoneType = GwsPhoneType.FromInt32(random.Next(12)),
                TimeZone = "GMT",
                OtherFields = new GwsData(new Hashtable { ["city"] = "New", ["visits"] = 0L }),
            };
            await OperationLog.NoteAsync("AddRecord", () => Session.Outbound.AddRecordAsync(record, null, _stop));
        }
        else if (chance < 4)
        {
            var number = "555" + random.Next(1, _options.Records + 1)
                .ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            await OperationLog.NoteAsync(
                "DoNotCallRecord",
                () => Session.Outbound.SendDoNotCallNumberAsync(new GwsCampaignIdentity(campaign), number, null, chance == 2
                    ? null : GwsChainScope.AllChain, null, _stop));
        }
    }

    // What came without being asked for, or after its request was given up.
    private GwsRecord? Arrived() => Session.Records.Snapshot().FirstOrDefault(record => Waiting.Contains(record.State)
        && !_inWork.ContainsKey(Handle(record))
        && !(_givenUp.TryGetValue(Handle(record), out var at) && at == record.ReceivedAt));

    private async Task WorkAsync(GwsRecord record, Random random)
    {
        var handle = Handle(record);
        if (!_inWork.TryAdd(handle, 0))
        {
            return;
        }

        // The event may be older than what became of its record.
        if (Session.Records.Find(handle) is { IsDone: true })
        {
            _inWork.TryRemove(handle, out _);
            return;
        }

        await (OperationLog.IsLate ? Work(random).CloseAsync(handle) : Work(random).WorkAsync(record));
        if (Session.Records.Find(handle) is { } now)
        {
            _believed[handle] = ObservedRecord.Of(now);
            if (!now.IsDone)
            {
                _givenUp[handle] = now.ReceivedAt;
            }
        }

        _inWork.TryRemove(handle, out _);
        if (!OperationLog.IsLate)
        {
            await _context.RecordWorkedAsync();
            if (Interlocked.Increment(ref _worked) == _vanishesAfter)
            {
                _context.Use("Vanished");
                IsVanished = true;
                Session.Dispose();
            }
        }
    }

    private RecordWork Work(Random random) =>
        new(_context, Session, OperationLog, random, !OperationLog.IsLate && _number % RejectingAgents < 2);

    // Each worker draws by itself, so that the draws do not depend on how the threads interleave.
    private Random Draw(int worker) =>
        new(HashCode(_options.Seed, _number, worker, _sessionNumber, OperationLog.IsLate
        ? 1 : 0, Interlocked.Increment(ref _draws)));

    private static int HashCode(params int[] values) =>
        values.Aggregate(17, static (hash, value) => unchecked((hash * 486_187_739) + value));
}
