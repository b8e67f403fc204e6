using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// The e-mail operations of a session. Their requests carry no reference id: the event about the e-mail is the answer.
/// </summary>
public sealed class GwsEmailOperations
{
    private readonly OperationRunner _runner;
    private readonly IMediaRequests _requests;
    private readonly GwsEmailStore _emails;

    // How many operations on e-mails wait at this moment.
    private int _underWay;

    internal GwsEmailOperations(OperationRunner runner, IMediaRequests requests, GwsEmailStore emails)
    {
        _runner = runner;
        _requests = requests;
        _emails = emails;
    }

    /// <summary>Accepts an offered e-mail (Accept).</summary>
    /// <param name="emailId">The e-mail's id.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own. Force sends it whatever is known
    /// of the e-mail.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the e-mail is in it.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> AcceptAsync(string emailId, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RunAsync("Accept", accepts: true, _requests.AcceptEmail, emailId, options, cancellationToken);

    /// <summary>Rejects an offered e-mail (Reject); the server offers it to another agent.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public Task<GwsOperationResult> RejectAsync(string emailId, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RunAsync("Reject", accepts: false, _requests.RejectEmail, emailId, options, cancellationToken);

    private async Task<GwsOperationResult> RunAsync(
        string operation, bool accepts, Func<string, WireRequest> request, string emailId, GwsOperationOptions? options,
            CancellationToken cancellationToken)
    {
        options ??= GwsOperationOptions.Default;
        Check(operation, emailId, options.Force);
        var known = new HashSet<string>(_emails.Snapshot().Select(email => email.EmailId), StringComparer.Ordinal);
        var isWaiting = true;
        bool IsAlone() => Volatile.Read(ref isWaiting) && Volatile.Read(ref _underWay) == 1;
        var pending = new PendingOperation(
            null, (gwsEvent, parsed) => Classify(gwsEvent, parsed, accepts, emailId, IsAlone() ? known : null));
        Interlocked.Increment(ref _underWay);
        try
        {
            var done = await _runner.RunAsync(pending, request(emailId), options, cancellationToken).ConfigureAwait(false);
            return done.ToResult() with
            {
                EmailId = emailId,
                Email = done.Event?.Email ?? _emails.Find(emailId),
            };
        }
        catch (GwsRefusedException error) when (!error.Event.IsError)
        {
            // The event is no error: what it says of the e-mail is the reason.
            throw error.Restate($"{operation}: the e-mail {emailId} was not {(accepts ? "accepted" : "rejected")}; it is "
                + $"{error.Event.Email?.State} now.");
        }
        finally
        {
            Volatile.Write(ref isWaiting, false);
            Interlocked.Decrement(ref _underWay);
        }
    }

    // The e-mails that were known before, or null while it cannot be told which request an event of another e-mail answers.
    private static MatchResult Classify(
        GwsEvent gwsEvent, ParsedNotification parsed, bool accepts, string emailId, HashSet<string>? known)
    {
        if (parsed.Email is null)
        {
            return MatchResult.None;
        }

        if (gwsEvent.IsError)
        {
            return parsed.Email.EmailId == emailId ? MatchResult.Refused : MatchResult.None;
        }

        var isFinished = GwsEmailStore.IsFinished(parsed.Email);
        if (parsed.Email.EmailId != emailId)
        {
            // In the vendor's sample of a rejection the event names another id than the request did. An e-mail that is not known
            // before it is over can be the one that is being rejected, but only while no other is being worked on.
            return !accepts && known is not null && !known.Contains(parsed.Email.EmailId) && parsed.Email.State == "Completed"
                ? MatchResult.Acknowledged : MatchResult.None;
        }

        var isAccepted = Is(parsed.Email, "Processing") || Is(parsed.Email, "Accepted");
        return !isFinished && !isAccepted ? MatchResult.None
            : isAccepted == accepts ? MatchResult.Acknowledged
            : MatchResult.Refused;
    }

    private static bool Is(GwsEmail email, string state) => string.Equals(email.State, state, StringComparison.OrdinalIgnoreCase);

    private void Check(string operation, string emailId, bool force)
    {
        _runner.Gate.EnsureFeature(GwsFeature.Multimedia, operation);
        if (string.IsNullOrWhiteSpace(emailId))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation
                + ": the e-mail's id is empty.") { Operation = operation };
        }

        if (force)
        {
            return;
        }

        var email = _emails.Find(emailId)
            ?? throw new GwsException(GwsErrorIds.EmailUnknown, operation + ": the session knows no e-mail " + emailId
                + "; nothing was sent.") { Operation = operation };
        if (!Is(email, "Invited"))
        {
            throw new GwsException(GwsErrorIds.EmailNotInvited, operation + ": the e-mail " + emailId + " is not on offer ("
                + email.State + "); nothing was sent.") { Operation = operation };
        }
    }
}
