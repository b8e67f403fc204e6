using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

public class MainJobTests
{
    [Fact]
    public async Task A_record_is_previewed_dialled_given_a_result_and_completed()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.Equal(GwsRecordState.Preview, record.State);

        var call = await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        Assert.Equal(record.RecordHandle, call.RecordHandle);
        Assert.Equal(GwsRecordState.Calling, session.Records.Find(call.CallId)!.State);

        var hungUp = await session.Voice.HangupAsync(call.CallId, null, SimulatorFixture.Stop);
        Assert.Equal("Released", hungUp.Call!.State);
        Assert.Equal(GwsRecordState.Called, session.Records.Find(call.CallId)!.State);

        var pending = session.Outbound.SetCallResult(Id.Of(record), GwsCallResult.Parse("Busy"), force: false);
        Assert.Equal(6, pending.Pending.CallResult!.Number);

        var done = await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        Assert.Equal("RecordProcessedAcknowledge", done.Answer);
        Assert.Equal(GwsOutcome.Acknowledged, done.Outcome);
        Assert.Equal(GwsRecordState.Completed, done.Record!.State);
        Assert.True(done.Record.Pending.IsEmpty);

        var there = fixture.Simulator.Records.Single(item =>
            item.RecordHandle == long.Parse(record.RecordHandle, CultureInfo.InvariantCulture));
        Assert.Equal(6, there.CallResult);
    }

    [Fact]
    public async Task A_chain_is_listed_and_rejected()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var chain = await session.Outbound.GetChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(record.RecordHandle, chain[0].RecordHandle);
        Assert.All(chain, item => Assert.Equal(record.ChainId, item.ChainId));

        var rejected = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal("RecordRejectAcknowledge", rejected.Answer);
        Assert.Equal(GwsRecordState.Rejected, session.Records.Find(rejected.RecordHandle!)!.State);
    }

    [Fact]
    public async Task Disconnecting_ends_the_contact_center_session_last()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await session.DisconnectAsync(SimulatorFixture.Stop);
        Assert.Equal(GwsSessionState.Closed, session.State);
        Assert.Equal("EndContactCenterSession", fixture.Simulator.Requests[^1].Operation);
        var error = Assert.ThrowsAny<GwsException>(() => session.Outbound.SetCallResult(new GwsRecordIdentity("1"), 6, false));
        Assert.Equal(GwsErrorIds.SessionClosed, error.ErrorId);
    }
}
