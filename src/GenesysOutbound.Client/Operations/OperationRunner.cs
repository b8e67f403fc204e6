using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// Carries out operations: registers for the answer, sends the request once, waits. The answer is the event, not the HTTP reply;
/// it may even overtake the reply. A request whose outcome is unknown is never sent again.
/// </summary>
internal sealed partial class OperationRunner(
    GwsHttp http,
    PendingOperations pending,
    ISessionGate gate,
    RequestJournalAdapter? journal,
    TimeSpan defaultTimeout,
    Func<DateTimeOffset> timeOfDay,
    Func<long> lastSequence,
    Action<string, string> ensureNotDone)
{
    private long _lastReference = StartOfReferences();
    private long _acknowledged;
    private long _unknown;

    /// <summary>The session's state: what may be sent at all.</summary>
    public ISessionGate Gate => gate;

    /// <summary>Keeps requests until they are answered, or null.</summary>
    public RequestJournalAdapter? Journal => journal;

    /// <summary>The time of day, for people. No wait goes by it.</summary>
    public DateTimeOffset Now => timeOfDay();

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long OutcomeUnknown => Interlocked.Read(ref _unknown);

    /// <summary>A reference id that no other request of this session has, and most likely no other of this user.</summary>
    public string NextReference() => Interlocked.Increment(ref _lastReference).ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs one operation to its answer.</summary>
    /// <exception cref="GwsException">The server refused it, or its outcome is unknown.</exception>
    public async Task<Completed> RunAsync(PendingOperation operation, WireRequest request, GwsOperationOptions options,
        CancellationToken cancellationToken)
    {
        var content = new OnceContent(request.Json ?? throw new ArgumentException("A command has a body.", nameof(request)));
        var watch = Stopwatch.StartNew();
        await gate.HoldWhileReconnectingAsync(request.Operation, TimeoutOf(options), cancellationToken).ConfigureAwait(false);
        if (operation.RecordHandle is { } handle && !options.Force)
        {
            // It was not done when the operation began. It may have been withdrawn since: while the session was reconnecting, or
            // while an earlier step of a sequence waited for its answer.
            ensureNotDone(handle, request.Operation);
        }

        var sentAt = timeOfDay();
        operation.Operation = request.Operation;
        var rule = options.NoWait ? operation.RuleAfter(lastSequence()) : null;
        pending.Add(operation);
        var kept = false;
        var unwaited = false;
        CancellationTokenRegistration stopped = default;
        try
        {
            kept = journal?.Sending(operation, request.Operation) ?? false;
            var reply = http.SendCommandAsync(request.Method, request.Path, content, cancellationToken);
            if (options.NoWait)
            {
                await AcceptAsync(reply, operation, request).ConfigureAwait(false);
                unwaited = true;
                return new Completed
                {
                    Operation = request.Operation, ReferenceId = operation.ReferenceId, SentAt = sentAt, Rule = rule,
                };
            }

            // The reply is read beside the wait: the event may overtake it. One time limit for both.
            _ = WatchAsync(reply, operation, request, options);
            http.Deadlines.Add(operation, Waiting.Left(TimeoutOf(options), watch));
            stopped = cancellationToken.Register(static state => ((PendingOperation)state!).Expire(), operation);
            var (answer, result) = await operation.Answer.Task.ConfigureAwait(false);
            if (answer is null)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw content.Abandon() ? NotSent(content, operation, request, options)
                    : operation.Broken ?? TimedOut(operation, request, options);
            }

            if (result == MatchResult.Refused)
            {
                throw Refused(answer, operation, request);
            }

            Interlocked.Increment(ref _acknowledged);
            if (kept)
            {
                journal!.Settle(operation);
            }

            return new Completed
            {
                Operation = request.Operation,
                ReferenceId = operation.ReferenceId,
                Event = answer,
                Parts = operation.Parts,
                SentAt = sentAt,
                Elapsed = watch.Elapsed,
            };
        }
        catch (GwsException error) when (kept && !error.IsOutcomeUnknown)
        {
            // Refused, or never sent: there is nothing to wait for.
            journal!.Settle(operation);
            throw;
        }
        catch (OperationCanceledException)
        {
            if (!content.Abandon())
            {
                options.Stopped?.Invoke(Stopped(operation, request));
            }
            else if (kept)
            {
                journal!.Settle(operation);
            }

            throw;
        }
        catch (GwsException error) when (error.IsOutcomeUnknown && content.Abandon())
        {
            // The session ended while the request waited for its turn to leave.
            if (kept)
            {
                journal!.Settle(operation);
            }

            throw Ended(error, operation, request);
        }
        catch (GwsException error) when (error.IsOutcomeUnknown)
        {
            Interlocked.Increment(ref _unknown);
            throw;
        }
        finally
        {
            // However the wait ended: what has not begun to leave must not leave behind the caller's back.
            content.Abandon();
            stopped.Dispose();
            if (unwaited)
            {
                http.Deadlines.Add(operation, Waiting.Left(TimeoutOf(options), watch));
                pending.GoOnUnwaited(operation);
            }
            else
            {
                http.Deadlines.Remove(operation);
                pending.Remove(operation);
            }
        }
    }

    /// <summary>Whether a request for a record was sent without waiting, and has no answer within its time so far.</summary>
    public bool IsUnderWay(string recordHandle) => pending.IsUnderWay(recordHandle);

    /// <summary>How long an operation may take, all in all.</summary>
    public TimeSpan TimeoutOf(GwsOperationOptions options) => options.Timeout ?? defaultTimeout;

    // Ends the wait with the reply's error, unless the reply leaves open whether the request was carried out: then its event may
    // still come. Never throws.
    private static async Task WatchAsync(
        Task<GwsResponse> reply, PendingOperation operation, WireRequest request, GwsOperationOptions options)
    {
        try
        {
            GwsResponse response;
            try
            {
                response = await reply.ConfigureAwait(false);
            }
            catch (GwsException error) when (error.ReferenceId is null)
            {
                throw Unusable(error, operation, request);
            }

            EnsureAccepted(response, operation, request);
            if (!operation.Answer.Task.IsCompleted)
            {
                options.Accepted?.Invoke();
            }
        }
        catch (GwsException error) when (error.ErrorId == GwsErrorIds.OutcomeUnknown)
        {
            operation.Broken = error;
        }
        catch (Exception error)
        {
            if (operation.Answer.TrySetException(error))
            {
                // It is thrown where the operation waits; nobody may be waiting any more.
                _ = operation.Answer.Task.Exception;
            }
        }
    }

    private static async Task AcceptAsync(Task<GwsResponse> reply, PendingOperation operation, WireRequest request)
    {
        GwsResponse response;
        try
        {
            response = await reply.ConfigureAwait(false);
        }
        catch (GwsException error) when (error.ReferenceId is null)
        {
            throw Unusable(error, operation, request);
        }

        EnsureAccepted(response, operation, request);
    }

    // Decimal digits, as in the vendor's samples, and small enough for any counter behind the server.
    private static long StartOfReferences()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        return 100_000_000 + (BitConverter.ToUInt32(bytes, 0) % 900_000_000);
    }
}
