using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// A run of all agents: a part with faults, then a part without faults, in which the lists are worked to their ends.
/// </summary>
internal sealed class SoakRun
{
    private const int LateRounds = 200;

    private static readonly TimeSpan LatePatience = TimeSpan.FromSeconds(60);

    private readonly SoakContext _context;
    private readonly OperationLog[] _accounts;
    private readonly int[] _sessionNumbers;
    private int _sessions;
    private int _open;
    private Task _break = Task.CompletedTask;

    public SoakRun(SoakOptions options, ISoakServer server, ObservationLog notes, CancellationToken stop)
    {
        Options = options;
        _context = new SoakContext(options, server, notes, stop);
        _accounts = [.. Enumerable.Range(0, options.Agents)
            .Select(number => new OperationLog(Generator.AgentName(number), _context))];
        _sessionNumbers = new int[options.Agents];
        _context.Worked = Worked;
    }

    public SoakOptions Options { get; }

    public SoakContext Context => _context;

    /// <summary>
    /// Called at each checkpoint, while no worker is active and every session is connected; with the number of records worked.
    /// </summary>
    public Func<int, Task> AtCheckpoint { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How many sessions were opened.</summary>
    public int Sessions => Volatile.Read(ref _sessions);

    /// <summary>How many sessions are open now.</summary>
    public int OpenSessions => Volatile.Read(ref _open);

    public TimeSpan FaultsTook { get; private set; }

    public TimeSpan WithoutFaultsTook { get; private set; }

    /// <summary>How many rounds the part without faults took.</summary>
    public int FaultlessRounds { get; private set; }

    public async Task RunAsync()
    {
        await RunWithFaultsAsync();
        await RunWithoutFaultsAsync();
    }

    public async Task RunWithFaultsAsync()
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(_accounts.Select((_, number) => Task.Run(() => AgentWithFaultsAsync(number), _context.Stop)));
        await _break;
        await _context.Server.EndFaultsAsync();
        FaultsTook = watch.Elapsed;
    }

    /// <summary>Round after round, and an afternoon later, until every record has come to its end.</summary>
    public async Task RunWithoutFaultsAsync()
    {
        var watch = Stopwatch.StartNew();
        foreach (var account in _accounts)
        {
            account.IsLate = true;
        }

        for (; FaultlessRounds < LateRounds && await _context.Server.CountOpenAsync() > 0; FaultlessRounds++)
        {
            await _context.Server.LetTimePassAsync(TimeSpan.FromHours(3));
            await Task.WhenAll(_accounts.Select((_, number) =>
                Task.Run(() => WorkAsync(number, LatePatience, static script => script.LateAsync()), _context.Stop)));
        }

        WithoutFaultsTook = watch.Elapsed;
    }

    // Sessions for the preview campaigns and for the push campaign; one agent in four begins with the other.
    private async Task AgentWithFaultsAsync(int number)
    {
        var patience = Options.Faults ? Options.Patience : LatePatience;
        Func<AgentScript, Task>[] works = [static script => script.PreviewAsync(), static script => script.PushAsync()];
        foreach (var work in number % 4 == 3 ? works.Reverse() : works)
        {
            // A session that is lost is followed by a new one, in which the work goes on.
            const int lostAtMost = 5;
            for (var lost = 0; lost < lostAtMost;)
            {
                var script = await WorkAsync(number, patience, work);
                if (!script.HadItsShare && !script.IsVanished)
                {
                    if (!script.WasLost)
                    {
                        break;
                    }

                    _context.Use("Session lost");
                    lost++;
                }
            }
        }
    }

    private async Task<AgentScript> WorkAsync(int number, TimeSpan patience, Func<AgentScript, Task> work)
    {
        await _context.CheckpointBarrier.EnterAsync();
        try
        {
            return await InSessionAsync(number, patience, work);
        }
        finally
        {
            _context.CheckpointBarrier.Leave();
        }
    }

    private async Task<AgentScript> InSessionAsync(int number, TimeSpan patience, Func<AgentScript, Task> work)
    {
        var account = _accounts[number];
        using var session = await ConnectAsync(number, patience);
        Interlocked.Increment(ref _sessions);
        Interlocked.Increment(ref _open);
        using var monitor = new EventMonitor(session, Generator.LoginCode(number));
        var script = new AgentScript(_context, number, ++_sessionNumbers[number], session, account);
        await work(script);
        var leftAt = await _context.Server.NowAsync();
        if (!script.IsVanished)
        {
            await script.CompleteHeldAsync();
        }

        script.WasLost = script.IsLost;
        _context.Notes.Add(await monitor.EndAsync(new SessionObservation(account.Agent, account.IsLate)
        {
            Records = script.Observed,
            Held = SessionObservation.Of(script.Held()),
            LeftAt = leftAt,
            Gaps = session.Counters.Gaps,
            Lost = script.WasLost,
            Vanished = script.IsVanished,
        }));
        await session.DisconnectAsync(_context.Stop);
        Interlocked.Decrement(ref _open);
        account.BeginSession();
        return script;
    }

    private async Task<GwsSession> ConnectAsync(int number, TimeSpan patience)
    {
        const int attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await GwsSession.ConnectAsync(
                    new GwsSessionOptions
                    {
                        Uri = _context.Server.Uri,
                        UserName = Generator.AgentName(number),
                        Password = new System.Net.NetworkCredential(string.Empty, Generator.Password(number)).SecurePassword,
                        Timeout = patience,
                        EventCapacity = Options.EventCapacity,
                        HistoryCapacity = Options.HistoryCapacity,
                    },
                    _context.Stop);
            }
            catch (GwsException) when (attempt < attempts)
            {
                // The server may be down for a moment.
                _context.Use("Connect failed");
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), _context.Stop);
            }
        }
    }

    private void Worked(int done)
    {
        var every = Options.Checkpoints == 0
            ? 0 : (int)(_context.Server.Chains * Generator.WorkOfAChain / (Options.Checkpoints + 1));
        if (every > 0 && done % every == 0 && done / every <= Options.Checkpoints)
        {
            // Who comes here is at work: the break begins without them.
            _break = Task.Run(() => _context.CheckpointBarrier.HoldAsync(() => AtCheckpoint(done)));
        }
    }
}
