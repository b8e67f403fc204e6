using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// Marks a record done together with its chain. The server closes the chain with the record, so what is pending on the other
/// records has to be sent before; what cannot be sent for them is refused, by name, before anything is sent.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="handle">The record to complete.</param>
/// <param name="others">The other records of its chain that have changes to send.</param>
internal sealed class ChainCompletion(GwsSession session, string handle, IReadOnlyList<GwsRecord> others)
{
    /// <summary>Sends the fields and callbacks of the other records, then completes the record.</summary>
    /// <exception cref="ServiceClientException">Something that is pending cannot be sent so; nothing was sent.</exception>
    /// <exception cref="GwsException">A step failed, or its outcome is unknown. What was not sent stays pending.</exception>
    public async Task RunAsync(GwsOperationOptions options, CancellationToken stop)
    {
        EnsureSendable();
        foreach (var other in others)
        {
            try
            {
                await SendAsync(other, options, stop).ConfigureAwait(false);
            }
            catch (GwsException error)
            {
                throw new GwsException(error.ErrorId, $"{error.Message} Still pending: {Left()}.", error);
            }
        }

        await session.Outbound.CompleteRecordAsync(new GwsRecordIdentity(handle), null, null, options, stop)
            .ConfigureAwait(false);
    }

    private async Task SendAsync(GwsRecord other, GwsOperationOptions options, CancellationToken stop)
    {
        var record = new GwsRecordIdentity(other.RecordHandle);
        if (other.Pending.Fields.Count > 0)
        {
            await session.Outbound.SendFieldsAsync(record, other.Pending.Fields, options, stop).ConfigureAwait(false);
        }

        if (other.Pending.Schedule is { } schedule)
        {
            await session.Outbound.SendScheduleAsync(record, schedule, options, stop).ConfigureAwait(false);
        }
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
