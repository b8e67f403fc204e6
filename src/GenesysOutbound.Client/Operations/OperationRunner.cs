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
internal sealed class OperationRunner(
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
        CancellationTokenRegistration stopped = default;
        try
        {
            kept = journal?.Sending(operation, request.Operation) ?? false;
            var reply = http.SendCommandAsync(request.Method, request.Path, content, cancellationToken);
            if (options.NoWait)
            {
                await AcceptAsync(reply, operation, request).ConfigureAwait(false);
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
            http.Deadlines.Remove(operation);
            pending.Remove(operation);
        }
    }

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

    private GwsException TimedOut(PendingOperation operation, WireRequest request, GwsOperationOptions options) => new(
        GwsErrorIds.AcknowledgementTimeout,
        request.Operation + ": no acknowledgement in "
            + TimeoutOf(options).TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s" + Reference(operation)
            + "; the outcome is unknown and the request is not sent again.")
    {
        Operation = request.Operation,
        ReferenceId = operation.ReferenceId,
        RecordHandle = operation.RecordHandle,
    };

    private static GwsException Stopped(PendingOperation operation, WireRequest request) => new(
        GwsErrorIds.AcknowledgementTimeout,
        request.Operation + ": the wait was stopped before the acknowledgement came"
            + Reference(operation) + "; the outcome is unknown and the request is not sent again.")
    {
        Operation = request.Operation,
        ReferenceId = operation.ReferenceId,
        RecordHandle = operation.RecordHandle,
    };

    private static string Reference(PendingOperation operation) =>
        operation.ReferenceId is null ? string.Empty : " (reference id " + operation.ReferenceId + ")";

    // The time is up, and the request is known to be not carried out.
    private GwsException NotSent(
        OnceContent content, PendingOperation operation, WireRequest request, GwsOperationOptions options) =>
        Unusable(
            content.WaitsForLogin ? http.NotLoggedInInTime() : new GwsException(
                GwsErrorIds.ConnectTimeout,
                "No connection to the server could take the request in "
                    + TimeoutOf(options).TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s; nothing was sent."),
            operation, request);

    // The session is at its end, and the request is known to be not carried out.
    private GwsException Ended(GwsException error, PendingOperation operation, WireRequest request)
    {
        try
        {
            gate.EnsureOpen();
        }
        catch (GwsException ended)
        {
            return Unusable(new GwsException(ended.ErrorId, ended.Message.TrimEnd('.') + "; nothing was carried out.", error),
                operation, request);
        }

        return error;
    }

    private static void EnsureAccepted(GwsResponse response, PendingOperation operation, WireRequest request) =>
        response.EnsureCarriedOut(request.Operation, operation.ReferenceId, operation.RecordHandle);

    // The error of a request that has no usable reply, as the operation's own.
    private static GwsException Unusable(GwsException error, PendingOperation operation, WireRequest request)
    {
        // The request was accepted by somebody; only what came back cannot be used.
        var id = error.ErrorId == GwsErrorIds.ReplyTooLarge ? GwsErrorIds.OutcomeUnknown : error.ErrorId;
        return new GwsException(id, request.Operation + ": " + error.Message, error)
        {
            Operation = request.Operation,
            ReferenceId = operation.ReferenceId,
            RecordHandle = operation.RecordHandle,
        };
    }

    private static GwsRefusedException Refused(GwsEvent answer, PendingOperation operation, WireRequest request)
    {
        var id = answer.Kind == NotificationKind.NoRecords ? GwsErrorIds.NoRecordsAvailable
            : answer.CallId is null && answer.EmailId is null ? GwsErrorIds.OutboundServerError
            : GwsErrorIds.OperationFailed;
        var subject = operation.RecordHandle is not null ? " of record " + operation.RecordHandle
            : operation.CampaignName is not null ? " of campaign " + operation.CampaignName
            : string.Empty;
        return new GwsRefusedException(id,
            $"{request.Operation}{subject}: {answer.Error ?? answer.NotificationType ?? "refused"}.", answer)
        {
            Operation = request.Operation,
            ReferenceId = operation.ReferenceId,
            RecordHandle = operation.RecordHandle,
        };
    }

    // Decimal digits, as in the vendor's samples, and small enough for any counter behind the server.
    private static long StartOfReferences()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        return 100_000_000 + (BitConverter.ToUInt32(bytes, 0) % 900_000_000);
    }
}
