using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// Marks a record done together with its chain. The server closes the chain with the record, so what is pending on the other
/// records has to be sent before; what cannot be sent for them is refused, by name, before anything is sent. Every step gets the
/// time that the steps before have left, so that a step without an answer ends as such before the method is given up.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="handle">The record to complete.</param>
/// <param name="others">The other records of its chain that have changes to send.</param>
internal sealed class ChainCompletion(GwsSession session, string handle, IReadOnlyList<GwsRecord> others)
{
    /// <summary>A step is not begun with less time: its answer would not be waited for.</summary>
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Sends the fields and callbacks of the other records and of the record itself, then completes it.</summary>
    /// <exception cref="ServiceClientException">
    /// Something that is pending cannot be sent so, and nothing was sent; or the time is over, and the rest was not sent.
    /// </exception>
    /// <exception cref="GwsException">A step failed, or its outcome is unknown. What was not sent stays pending.</exception>
    public async Task RunAsync(GwsOperationOptions options, CancellationToken stop)
    {
        EnsureSendable();
        try
        {
            foreach (var other in others)
            {
                await SendFieldsAsync(other, options, stop).ConfigureAwait(false);
                await SendScheduleAsync(other, options, stop).ConfigureAwait(false);
            }

            if (session.Records.Find(handle) is { } own)
            {
                await SendOwnAsync(own, options, stop).ConfigureAwait(false);
            }
        }
        catch (GwsException error)
        {
            throw new GwsException(error.ErrorId, $"{error.Message} Still pending: {Left()}.", error);
        }

        await session.Outbound.CompleteRecordAsync(new GwsRecordIdentity(handle), null, null, Next(options), stop)
            .ConfigureAwait(false);
    }

    private async Task SendOwnAsync(GwsRecord own, GwsOperationOptions options, CancellationToken stop)
    {
        try
        {
            await SendFieldsAsync(own, options, stop).ConfigureAwait(false);
        }
        catch (GwsException error) when (error.ErrorId == GwsErrorIds.FieldInvalid)
        {
            // The changes were forced at the prompt: the completion sends what was forced without another check.
            return;
        }

        // Do Not Call takes the place of the callback.
        if (own.Pending.DoNotCall is null)
        {
            await SendScheduleAsync(own, options, stop).ConfigureAwait(false);
        }
    }

    private async Task SendFieldsAsync(GwsRecord record, GwsOperationOptions options, CancellationToken stop)
    {
        if (record.Pending.Fields.Count > 0)
        {
            var identity = new GwsRecordIdentity(record.RecordHandle);
            await session.Outbound.SendFieldsAsync(identity, record.Pending.Fields, Next(options), stop).ConfigureAwait(false);
        }
    }

    private async Task SendScheduleAsync(GwsRecord record, GwsOperationOptions options, CancellationToken stop)
    {
        if (record.Pending.Schedule is { } schedule)
        {
            var identity = new GwsRecordIdentity(record.RecordHandle);
            await session.Outbound.SendScheduleAsync(identity, schedule, Next(options), stop).ConfigureAwait(false);
        }
    }

    private GwsOperationOptions Next(GwsOperationOptions options)
    {
        var left = ServiceClientHost.AcknowledgementLimit - _clock.Elapsed;
        if (left < ShortestStep)
        {
            var pending = Left();
            throw new ServiceClientException(
                $"The server was too slow: the time is over before the record {handle} could be completed. "
                    + (pending.Length > 0 ? $"Still pending: {pending}. " : string.Empty)
                    + "What was sent before was acknowledged; call interaction.markdone again for the rest.");
        }

        return options.Timeout > left ? options with { Timeout = left } : options;
    }

    // A result goes out with the completion of its own record, and Do Not Call finishes its own; both would end the chain before
    // this record is completed.
    private void EnsureSendable()
    {
        var unsendable = others.Where(other => other.Pending.CallResult is not null || other.Pending.DoNotCall is not null)
            .ToList();
        if (unsendable.Count > 0)
        {
            throw new ServiceClientException(
                $"Nothing was sent: {Describe(unsendable)}. A call result or Do Not Call goes out only when its own record is "
                    + $"completed, and completing the record {handle} closes the whole chain. Complete that record on the "
                    + "desktop's page in place of this one, or take the change back there (Do Not Call also by "
                    + "outbound.removeDoNotCall).");
        }

        var scheduled = others.Where(other => other.Pending.Schedule is not null).ToList();
        if (scheduled.Count > 0 && session.Records.Find(handle)?.Pending.DoNotCall == GwsChainScope.AllChain)
        {
            throw new ServiceClientException(
                $"Nothing was sent: Do Not Call is set for the whole chain, and a callback is pending on it "
                    + $"({Describe(scheduled)}). Take one of them back: outbound.removeDoNotCall or outbound.cancelReschedule.");
        }
    }

    private string Left() => Describe(others.Select(other => other.RecordHandle).Append(handle)
        .Select(session.Records.Find).OfType<GwsRecord>().Where(record => !record.Pending.IsEmpty));

    private static string Describe(IEnumerable<GwsRecord> records) =>
        string.Join(", ", records.Select(record => $"record {record.RecordHandle} ({record.Pending})"));
}
