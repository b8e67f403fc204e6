using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Day.Tests;

/// <summary>An agent's shift in one session: preview campaigns with several hands until nothing is left, then the push campaign; what else arrives is worked too.</summary>
internal sealed class AgentScript
{
    private const int EmptyRounds = 2;
    private static readonly GwsRecordState[] Waiting = [GwsRecordState.Preview, GwsRecordState.Scheduled];

    private readonly World _world;
    private readonly DayOptions _options;
    private readonly int _number;
    private readonly bool _late;
    private readonly CancellationToken _stop;
    private readonly ConcurrentDictionary<string, byte> _desk = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _givenUp = new(StringComparer.Ordinal);
    private int _draws;

    public AgentScript(World world, DayOptions options, int number, GwsSession session, Account account, bool late, CancellationToken stop)
    {
        _world = world;
        _options = options;
        _number = number;
        Session = session;
        Account = account;
        _late = late;
        _stop = stop;
    }

    public GwsSession Session { get; }

    public Account Account { get; }

    public bool IsLost => Session.State is GwsSessionState.Lost or GwsSessionState.Closed;

    public static Task<GwsSession> ConnectAsync(World world, string agent, TimeSpan patience, CancellationToken stop)
    {
        var there = world.Simulator.Agents.Single(one => one.UserName == agent);
        var password = new SecureString();
        foreach (var c in there.Password)
        {
            password.AppendChar(c);
        }

        return GwsSession.ConnectAsync(
            new GwsSessionOptions
            {
                Uri = world.Simulator.Uri,
                UserName = agent,
                Password = password,
                Timeout = patience,
                EventCapacity = 100_000,
                HistoryCapacity = 10_000,
            },
            stop);
    }

    /// <summary>The preview campaigns, and what arrives meanwhile.</summary>
    public async Task PreviewAsync()
    {
        await InSessionsAsync(Generator.PreviewCampaigns, async () =>
        {
            var hands = Task.WhenAll(Enumerable.Range(0, _options.Hands).Select(hand => Task.Run(() => HandAsync(Draw(hand)), _stop)));
            var floor = new FloorWork(_world, Session, Account, Draw(99));
            await floor.WorkAsync(() => hands.IsCompleted || IsLost, _stop);
            await hands;
        });
    }

    /// <summary>The push campaign: a record comes by itself, and the next when it is done with.</summary>
    public Task PushAsync() => InSessionsAsync([Generator.Push], async () =>
    {
        var random = Draw(50);
        var reader = Session.Events.CreateReader();
        var pushed = new GwsEventFilter { Condition = IsDelivery };
        var patience = _options.Patience;
        for (var silent = 0; silent < EmptyRounds && !IsLost;)
        {
            var come = Arrived() ?? (await reader.TakeAsync(pushed, patience, _stop))?.Record;
            silent = come is null ? silent + 1 : 0;
            if (come is not null)
            {
                await WorkAsync(come, random);
            }
        }
    });

    /// <summary>The late shift: whatever a campaign still has is brought to an end.</summary>
    public Task LateAsync() => InSessionsAsync(Generator.Campaigns, async () =>
    {
        var random = Draw(60);
        while ((Arrived() ?? await RequestAsync(Generator.Campaigns, random)) is { } record)
        {
            await WorkAsync(record, random);
        }
    });

    /// <summary>Clears the desk: what the client holds, or has changes for, is completed.</summary>
    public async Task ClearDeskAsync()
    {
        var random = Draw(77);
        foreach (var record in Held())
        {
            await Work(random).FinishAsync(Handle(record));
        }
    }

    /// <summary>Whether an event delivers a record; some servers say so only by the outbound server's own word in the record.</summary>
    public static bool IsDelivery(GwsEvent one) => one.Channel.EndsWith("/outbound", StringComparison.Ordinal) && one.RecordHandle is not null
        && (IsDelivery(one.NotificationType) || (one.NotificationType?.StartsWith("StatusChange", StringComparison.Ordinal) == true && IsDelivery(one.Record?.UserData["GSW_USER_EVENT"] as string)));

    /// <summary>The records that the client believes to be with this agent, or has unsent changes for.</summary>
    public IReadOnlyList<GwsRecord> Held() => Session.Records.Snapshot()
        .Where(record => record.State is GwsRecordState.Preview or GwsRecordState.Scheduled or GwsRecordState.Calling or GwsRecordState.Called || !record.Pending.IsEmpty)
        .ToArray();

    private static bool IsDelivery(string? what) => what is "PreviewRecord" or "ScheduledCall";

    private static string Handle(GwsRecord record) => record.RecordHandle.ToString()!;

    private async Task InSessionsAsync(IReadOnlyList<string> campaigns, Func<Task> work)
    {
        foreach (var campaign in campaigns)
        {
            await Account.NoteAsync("StartPreviewSession", () => Session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(campaign), null, _stop));
        }

        await work();
        foreach (var campaign in campaigns)
        {
            await Account.NoteAsync("EndPreviewSession", () => Session.Outbound.EndPreviewSessionAsync(new GwsCampaignIdentity(campaign), null, _stop));
        }
    }

    private async Task HandAsync(Random random)
    {
        for (var empty = 0; empty < EmptyRounds && !IsLost;)
        {
            var record = (random.Next(8) == 0 ? Arrived() : null) ?? await RequestAsync(Generator.PreviewCampaigns, random) ?? Arrived();
            empty = record is null ? empty + 1 : 0;
            if (record is not null)
            {
                await WorkAsync(record, random);
            }
        }
    }

    private async Task<GwsRecord?> RequestAsync(IReadOnlyList<string> campaigns, Random random)
    {
        var first = random.Next(campaigns.Count);
        for (var round = 0; round < campaigns.Count; round++)
        {
            var campaign = campaigns[(first + round) % campaigns.Count];
            if (!_late)
            {
                await AddAsync(campaign, random);
            }

            var (result, _) = await Account.NoteAsync(
                "GetPreviewRecord", () => Session.Outbound.RequestPreviewRecordAsync(new GwsCampaignIdentity(campaign), null, _stop));
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
            await Account.NoteAsync("AddRecord", () => Session.Outbound.AddRecordAsync(record, null, _stop));
        }
        else if (chance < 4)
        {
            var number = "555" + random.Next(1, _options.Records + 1).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            await Account.NoteAsync(
                "DoNotCallRecord",
                () => Session.Outbound.SendDoNotCallNumberAsync(new GwsCampaignIdentity(campaign), number, null, chance == 2 ? null : GwsChainScope.AllChain, null, _stop));
        }
    }

    // What came without being asked for, or after its request was given up.
    private GwsRecord? Arrived() => Session.Records.Snapshot().FirstOrDefault(record => Waiting.Contains(record.State)
        && !_desk.ContainsKey(Handle(record))
        && !(_givenUp.TryGetValue(Handle(record), out var at) && at == record.ReceivedAt));

    private async Task WorkAsync(GwsRecord record, Random random)
    {
        var handle = Handle(record);
        if (!_desk.TryAdd(handle, 0))
        {
            return;
        }

        // The event may be older than what became of its record.
        if (Session.Records.Find(handle) is { IsDone: true })
        {
            _desk.TryRemove(handle, out _);
            return;
        }

        await (_late ? Work(random).CloseAsync(handle) : Work(random).WorkAsync(record));
        if (Session.Records.Find(handle) is { IsDone: false } left)
        {
            _givenUp[handle] = left.ReceivedAt;
        }

        _desk.TryRemove(handle, out _);
        if (!_late)
        {
            _world.RecordWorked();
        }
    }

    private RecordWork Work(Random random) => new(_world, Session, Account, random, !_late && _number < 2, _stop);

    // Each hand draws by itself, so that the draws do not depend on how the threads interleave.
    private Random Draw(int hand) => new(HashCode(_options.Seed, _number, hand, _late ? 1 : 0, Interlocked.Increment(ref _draws)));

    private static int HashCode(params int[] values) => values.Aggregate(17, static (hash, value) => unchecked((hash * 486_187_739) + value));
}
