using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>One test of a server: observes, sends what only reads, judges, and tells each fact once.</summary>
internal sealed class ServerTestRun(GwsServerTestOptions options, IServerFacts facts, EvidenceRecorder recorder, TestNotes notes)
{
    private const int RoundTrips = 5;
    private const int MostMessages = 2000;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, ObservedAnswer> _answers = [];
    private readonly List<TimeSpan> _roundTrips = [];
    private readonly List<GwsServerFact> _found = [];
    private RecordWalk? _walk;

    /// <summary>Tests the server of an open session, and leaves the session as it was.</summary>
    public async Task RunAsync(GwsSession session, bool isOwn, CancellationToken cancellationToken)
    {
        await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        await JudgeAsync(Observe(session), FactNeed.Login, FactNeed.Read).ConfigureAwait(false);
        await WalkAsync(session, isOwn, cancellationToken).ConfigureAwait(false);
        await SettleAsync(session, cancellationToken).ConfigureAwait(false);
        await JudgeAsync(Observe(session), FactNeed.Record).ConfigureAwait(false);
        await WaitForPollAsync(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges what is left, and says what was found.</summary>
    /// <param name="session">The session; null when none could be opened.</param>
    /// <param name="uri">The server.</param>
    /// <param name="privateTexts">What must not be in a report.</param>
    public async Task<GwsServerTestResult> EndAsync(GwsSession? session, Uri uri, IReadOnlyList<string> privateTexts)
    {
        var evidence = Observe(session);
        await JudgeAsync(evidence, FactNeed.Login, FactNeed.Read, FactNeed.Record, FactNeed.Wait, FactNeed.Occasion)
            .ConfigureAwait(false);
        var transport = facts.ReadTransport(evidence);
        return new GwsServerTestResult
        {
            Uri = uri,
            Facts = _found,
            UnexpectedContent = evidence.Unexpected,
            ServerVersion = transport.Version,
            ServerHeaders = SoftwareHeaders.Of(evidence.Exchanges),
            Remarks = notes.Shown,
            RemarksMasked = notes.Masked,
            PrivateTexts = privateTexts,
            Performance = new GwsServerPerformance
            {
                RoundTrip = Median(_roundTrips),
                Acknowledgement = Median(evidence.Steps.Where(step => step.IsAcknowledged).Select(step => step.Took)),
                PollHeld = transport.Held,
                PollAnnounced = transport.Announced,
                SessionLifetime = transport.MaxInterval,
                Compresses = transport.Compresses,
            },
        };
    }

    private static TimeSpan? Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.OrderBy(time => time).ToList();
        return sorted.Count == 0 ? null : sorted[sorted.Count / 2];
    }

    private async Task ReadAsync(GwsSession session, CancellationToken cancellationToken)
    {
        for (var i = 0; i < facts.Requests.Count; i++)
        {
            var request = facts.Requests[i];
            options.Progress?.Invoke($"Reading ({i + 1} of {facts.Requests.Count})", 10 + (20 * i / facts.Requests.Count));
            await AnswerAsync(request.Key, () => request.Identity == RequestIdentity.Session
                ? session.Http.SendAsync(HttpMethod.Get, request.Path, null, cancellationToken)
                : session.Http.GetBareAsync(request.Path, request.Identity, cancellationToken)).ConfigureAwait(false);
        }

        options.Progress?.Invoke("Polling as an unknown client", 30);
        var poll = facts.UnknownClientPoll;
        await AnswerAsync(poll.Key, () =>
            session.Http.SendAsync(HttpMethod.Post, poll.Path, poll.Json, cancellationToken)).ConfigureAwait(false);
        options.Progress?.Invoke("Measuring round trips", 35);
        for (var i = 0; i < RoundTrips; i++)
        {
            try
            {
                _roundTrips.Add(await session.ProbeAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (GwsException)
            {
                // What the server answered is a finding of its own.
            }
        }
    }

    // A request that fails has no answer; the probes that want it have seen nothing.
    private async Task AnswerAsync(string key, Func<Task<GwsResponse>> send)
    {
        try
        {
            var answer = await send().ConfigureAwait(false);
            _answers[key] = new ObservedAnswer(answer.HttpStatus, answer.StatusCode, answer.Data);
        }
        catch (GwsException error)
        {
            notes.Add($"The request '{key}' has no answer that can be read ({error.ErrorId}): {new WireText(error.Message)}");
        }
    }

    private async Task WalkAsync(GwsSession session, bool isOwn, CancellationToken cancellationToken)
    {
        if (options.CampaignName is not { } name)
        {
            return;
        }

        try
        {
            if (isOwn && !await session.LogInToContactCenterAsync(cancellationToken).ConfigureAwait(false))
            {
                notes.Add($"The agent is logged in to the contact center already; that login is used and left as it is.");
            }

            _walk = new RecordWalk(session, new GwsCampaignIdentity(name) { ApplicationId = options.ApplicationId }, notes);
            await _walk.RunAsync(options.Progress, cancellationToken).ConfigureAwait(false);
        }
        catch (GwsException error)
        {
            notes.Add($"The agent could not be logged in to the contact center ({error.ErrorId}): {new WireText(error.Message)}");
        }
    }

    /// <summary>
    /// What belongs to an answer may come after it (its raw twin does): a difference is believed when nothing has come for a
    /// moment.
    /// </summary>
    private async Task SettleAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (_walk is not null && watch.Elapsed < LongestSettling)
        {
            var seen = session.Events.LastSequence;
            var evidence = Observe(session);
            if (!facts.Probes.Any(probe =>
                    probe.Need is FactNeed.Record or FactNeed.Occasion
                        && probe.Examine(evidence, true).Verdict == GwsFactVerdict.Differs)
                || !await session.Events.WaitForMoreAsync(seen, Quiet, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task WaitForPollAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var next = recorder.Next;
            var left = options.PollWait - watch.Elapsed;
            if (left <= TimeSpan.Zero || session.State is GwsSessionState.Lost or GwsSessionState.Closed
                || facts.ReadTransport(Observe(session)).Held is not null)
            {
                return;
            }

            var part = watch.Elapsed.TotalSeconds / options.PollWait.TotalSeconds;
            options.Progress?.Invoke("Waiting for the end of a held poll", 70 + (int)(29 * part));
            await Waiting.WaitAsync(next, left < OneSecond ? left : OneSecond, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(ServerEvidence evidence, params FactNeed[] needs)
    {
        foreach (var probe in facts.Probes.Where(probe => needs.Contains(probe.Need)))
        {
            if (_found.All(fact => fact.Id != probe.Id))
            {
                var fact = probe.Examine(evidence, options.CampaignName is not null);
                fact = fact with { Found = notes.Redact(fact.Found), FoundMasked = notes.Redact(fact.FoundMasked) };
                _found.Add(fact);
                await (options.Found?.Invoke(fact) ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    private ServerEvidence Observe(GwsSession? session) => new()
    {
        Exchanges = recorder.Snapshot(),
        Answers = _answers,
        Steps = _walk?.Steps.ToList() ?? [],
        Messages = session is null ? [] : Messages(session),
        Cookies = session?.Http.CookieNames(session.Binding.NotificationsPath) ?? [],
        Subscribed = session?.SubscribedChannels.ToList() ?? [],
        Refused = session?.RefusedChannels.Keys.ToList() ?? [],
        Acknowledges = session?.AcknowledgementsActive,
        Unexpected = session?.UnexpectedContent ?? [],
    };

    private static List<ObservedMessage> Messages(GwsSession session)
    {
        var messages = new List<ObservedMessage>();
        foreach (var gwsEvent in session.Events.Snapshot(last: MostMessages))
        {
            if (gwsEvent.Channel.Length > 0 && WireJson.TryParse(gwsEvent.Json, out var value))
            {
                messages.Add(new ObservedMessage(
                    gwsEvent.Channel, value as GwsData ?? GwsData.Empty, gwsEvent.Data, gwsEvent.ReceivedAt));
            }
        }

        return messages;
    }
}
