using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>
/// Takes one record of a campaign through request, chain and reject. Each command is sent once. Once a record is taken it is
/// given back, also when the test is stopped; where it is when that fails is a remark.
/// </summary>
internal sealed class RecordWalk(GwsSession session, GwsCampaignIdentity campaign, TestNotes notes)
{
    /// <summary>How long a record that was taken is cared for when the test is stopped.</summary>
    private static readonly TimeSpan CareTime = TimeSpan.FromSeconds(5);

    private const string Request = "GetPreviewRecord";

    private const string HeldUnknown = "A record of the campaign may be held by this agent. When its event comes, "
        + "Get-GwsRecord shows it in a session of this agent, and Invoke-GwsRejectRecord gives it back.";

    private const string StillHeld = "It may still be held by this agent: look at it with Get-GwsRecord, or on the server, "
        + "before it is rejected again.";

    private static long s_lastReference = BitConverter.ToUInt32(Guid.NewGuid().ToByteArray(), 0) % 900_000_000;

    private readonly List<RecordStep> _steps = [];
    private GwsRecordIdentity? _taken;
    private bool _isUnknown;

    public IReadOnlyList<RecordStep> Steps => _steps;

    public async Task RunAsync(Action<string, int>? progress, CancellationToken cancellationToken)
    {
        try
        {
            progress?.Invoke("Requesting a record", 40);
            await RequestAsync(cancellationToken).ConfigureAwait(false);
            if (_taken is { } record)
            {
                progress?.Invoke($"Requesting the chain of record {record.RecordHandle}", 50);
                await StepAsync("GetChainedRecord", options =>
                    session.Outbound.RequestChainedRecordsAsync(record, options, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke($"Rejecting record {record.RecordHandle}", 60);
            }
        }
        finally
        {
            await GiveBackAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RequestAsync(CancellationToken cancellationToken)
    {
        var reference = NextReference();
        try
        {
            var result = await StepAsync(
                Request,
                options => session.Outbound.RequestPreviewRecordAsync(campaign, options, cancellationToken),
                reference).ConfigureAwait(false);
            if (result?.Record is { } record)
            {
                _taken = record;
            }
            else if (result is not null)
            {
                notes.Add($"{Request} was answered without a record handle. {HeldUnknown}");
            }
        }
        catch (OperationCanceledException)
        {
            // The request may be on its way: the record that it brings would be held by an agent who does not know of it.
            _taken = await LateRecordAsync(reference).ConfigureAwait(false);
            throw;
        }

        if (_taken is null && _steps.Any(step => step.ReferenceId == reference))
        {
            _taken = Received(reference);
        }

        if (_taken is null && _isUnknown)
        {
            notes.Add($"{HeldUnknown}");
        }
    }

    /// <summary>One command. A refusal is a finding, and a remark; only being stopped ends the walk.</summary>
    private async Task<GwsOperationResult?> StepAsync(
        string operation, Func<GwsOperationOptions, Task<GwsOperationResult>> send, string? reference = null)
    {
        reference ??= NextReference();
        var watch = Stopwatch.StartNew();
        try
        {
            var result = await send(new GwsOperationOptions { ReferenceId = reference }).ConfigureAwait(false);
            _steps.Add(new RecordStep(operation, reference, true, watch.Elapsed));
            return result;
        }
        catch (GwsException error)
        {
            // What was refused before it was sent is not evidence of the server.
            if (error.ReferenceId is not null)
            {
                _steps.Add(new RecordStep(operation, reference, false, watch.Elapsed));
            }

            notes.Add($"{operation} was not acknowledged ({error.ErrorId}): {new WireText(error.Message)}");
            if (error.IsOutcomeUnknown && operation == Request)
            {
                // A record that comes late is given back as well.
                _isUnknown = true;
                _taken = await LateRecordAsync(reference).ConfigureAwait(false);
            }

            return null;
        }
    }

    private async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (_taken is not { } record)
        {
            return;
        }

        // A test that is stopped still gives its record back, so its own token does not count here.
        using var care = new CancellationTokenSource();
        using var stopped = cancellationToken.Register(() => care.CancelAfter(CareTime));
        GwsOperationResult? result = null;
        try
        {
            result = await StepAsync("RejectRecord", options =>
                session.Outbound.RejectRecordAsync(record, options, care.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        if (result is null)
        {
            var (handle, name) = (new WireValue(record.RecordHandle), new WireValue(campaign.CampaignName));
            notes.Add($"Record {handle} of campaign {name} was taken and its rejection was not acknowledged. {StillHeld}");
        }
    }

    private async Task<GwsRecordIdentity?> LateRecordAsync(string reference)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = session.Events.LastSequence;
            var left = CareTime - watch.Elapsed;
            if (Received(reference) is { } record)
            {
                return record;
            }

            if (left <= TimeSpan.Zero
                || !await session.Events.WaitForMoreAsync(seen, left, CancellationToken.None).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private GwsRecordIdentity? Received(string reference) => session.Events.FindByReference(reference)
        .Where(gwsEvent => !gwsEvent.IsError)
        .Select(gwsEvent => gwsEvent.Record)
        .OfType<GwsRecord>()
        .Select(GwsRecordIdentity.FromGwsRecord)
        .FirstOrDefault();

    // Decimal digits: a server that turns them into numbers shows it.
    private static string NextReference() =>
        (100_000_000 + Interlocked.Increment(ref s_lastReference)).ToString(CultureInfo.InvariantCulture);
}
