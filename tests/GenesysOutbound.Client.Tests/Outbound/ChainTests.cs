using System;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>
/// A chain is worked as a whole: when one of its records ends, the session does not believe that it still holds the others.
/// </summary>
public class ChainTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(NotificationKind.RecordCompleted, GwsRecordState.Completed)]
    [InlineData(NotificationKind.RecordRejected, GwsRecordState.Rejected)]
    internal void The_end_of_one_record_is_that_of_its_chain(NotificationKind kind, GwsRecordState end)
    {
        var book = Book();
        book.Apply(kind, new RecordUpdate { Handle = "2" }, At);
        Assert.Equal(end, book.Find("2")!.State);
        Assert.Equal(end, book.Find("1")!.State);
        Assert.Equal(GwsRecordState.Preview, book.Find("3")!.State);
    }

    [Theory]
    [InlineData(NotificationKind.RecordCancelled)]
    [InlineData(NotificationKind.RecordDoNotCall)]
    internal void What_may_be_for_the_record_alone_ends_nothing_else(NotificationKind kind)
    {
        var book = Book();
        book.Apply(kind, new RecordUpdate { Handle = "2" }, At);
        Assert.Equal(GwsRecordState.Preview, book.Find("1")!.State);
        book.EndChain("2", GwsRecordState.Cancelled);
        Assert.Equal(GwsRecordState.Cancelled, book.Find("1")!.State);
        Assert.Equal(GwsRecordState.Preview, book.Find("3")!.State);
    }

    [Fact]
    public void Changes_that_nobody_has_sent_stay_visible()
    {
        var book = Book();
        book.Change("1", At, entry => entry.SetPending(new GwsPendingChanges { CallResult = 6 }));
        book.Apply(NotificationKind.RecordCompleted, new RecordUpdate { Handle = "2" }, At);
        Assert.False(book.Find("1")!.IsDone);
        Assert.Equal(6, book.Find("1")!.Pending.CallResult!.Number);
    }

    [Fact]
    public async Task Do_Not_Call_for_a_chain_leaves_the_chain_with_its_number_of_another_list_alone()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Records.Apply(NotificationKind.RecordOffered, Facts("4711", "Another List", record.ChainId!.Value), At, "r");
        await session.Outbound.SendDoNotCallAsync(Id.Of(record), GwsChainScope.AllChain, null,
            new GwsOperationOptions { Force = true }, SimulatorFixture.Stop);
        Assert.Equal(GwsRecordState.Preview, session.Records.Find("4711")!.State);
        Assert.Single(session.Records.FindChain(record.ChainId.Value, "Another List"));
    }

    // Two records of one chain, and one of the chain with the same number of another list.
    private static GwsRecordStore Book()
    {
        var book = new GwsRecordStore(10);
        book.Apply(NotificationKind.RecordOffered, Facts("1", "List A", 7), At, "r1");
        book.Apply(NotificationKind.RecordChained, Facts("2", "List A", 7), At, "r2");
        book.Apply(NotificationKind.RecordOffered, Facts("3", "List B", 7), At, "r3");
        return book;
    }

    private static RecordUpdate Facts(string handle, string list, long chain) =>
        new() { Handle = handle, CampaignName = "C", CallingList = list, ChainId = chain };
}
