using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>Content that the client accepts is not counted as unexpected, whichever operations an agent uses.</summary>
public class AcceptedContentTests
{
    private static readonly GwsOperationOptions Force = new() { Force = true };

    [Theory]
    [InlineData(SimulatorResponseVariants.None)]
    [InlineData(
        SimulatorResponseVariants.All & ~SimulatorResponseVariants.UnknownMembers & ~SimulatorResponseVariants.CustomFields)]
    [InlineData(SimulatorResponseVariants.CustomFields | SimulatorResponseVariants.NullLike)]
    public async Task Every_operation_of_an_agent_brings_expected_content(SimulatorResponseVariants variants)
    {
        await using var fixture = new SimulatorFixture(new GwsSimulatorOptions { ResponseVariants = variants });
        var simulator = fixture.Simulator;
        var (session, record) = await fixture.WithRecordAsync();
        var outbound = session.Outbound;
        var stop = SimulatorFixture.Stop;

        await outbound.GetChainedRecordsAsync(record, null, stop);
        outbound.SetSchedule(record, DateTimeOffset.Now.AddDays(1), GwsCallbackType.Personal, force: true);
        outbound.SetCallResult(record, 6, force: true);
        await outbound.CompleteRecordAsync(record, null, null, Force, stop);
        await outbound.RejectRecordAsync(await NextAsync(), null, stop);
        await outbound.CancelRecordAsync(await NextAsync(), GwsChainScope.AllChain, null, stop);
        await outbound.SendDoNotCallAsync(await NextAsync(), GwsChainScope.RecordOnly, null, Force, stop);
        await outbound.AddRecordAsync(
            new GwsNewRecord
            {
                CampaignName = SimulatorFixture.Campaign, CallingList = "CallingList1", PhoneNumber = "5550001", TimeZone = "GMT",
            },
            null,
            stop);
        simulator.AdvanceClock(TimeSpan.FromDays(2));

        foreach (var change in new Action<string>[]
        {
            simulator.StopCampaign, simulator.UnloadCampaign, simulator.LoadCampaign, simulator.StartCampaign,
            name => simulator.ChangeCampaignMode(name, "PushPreview"),
        })
        {
            change("Outbound Campaign Custom");
        }

        var pushed = simulator.PushRecord("agent1", "Push Campaign");
        simulator.WithdrawRecord(pushed!.Value);
        var call = simulator.RingCall("agent1", fromQueue: true);
        simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Calls.Find(call) is not null && session.Emails.Snapshot().Count > 0);
        await session.Voice.AnswerAsync(call, null, stop);
        await session.Voice.HangupAsync(call, null, stop);
        await session.Email.AcceptAsync(session.Emails.Snapshot()[0].EmailId, null, stop);
        await session.Agent.SetStateAsync(GwsAgentState.Ready, null, stop);
        Assert.True(session.UnexpectedContent.Count == 0, string.Join(Environment.NewLine,
            session.UnexpectedContent.Select(item =>
            item + ": " + item.Sample)));

        Task<GwsRecord> NextAsync() =>
            outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null, stop);
    }
}
