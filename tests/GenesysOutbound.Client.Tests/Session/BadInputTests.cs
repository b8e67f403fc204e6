using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>Bad input and a misbehaving server: one clear error each, and the session stays usable.</summary>
public class BadInputTests
{
    public static TheoryData<int, string> StatusCodes()
    {
        var rows = new TheoryData<int, string>();
        foreach (var code in Enumerable.Range(1, 20))
        {
            rows.Add(code, GwsErrors.IdOfStatusCode(code));
        }

        rows.Add(21, GwsErrorIds.UnknownStatus);
        rows.Add(-1, GwsErrorIds.UnknownStatus);
        return rows;
    }

    [Fact]
    public async Task Wrong_password()
    {
        await using var fixture = new SimulatorFixture();
        var options = new GwsSessionOptions { Uri = fixture.Simulator.Uri, UserName = "agent1",
            Password = SimulatorFixture.Secret("not it") };
        var error = await Errors.OfAsync(GwsErrorIds.AuthenticationFailed, () =>
            GwsSession.ConnectAsync(options, SimulatorFixture.Stop));
        Assert.Equal(401, error.HttpStatus);

        // Accounts get locked: a refused password is not tried again.
        Assert.Single(fixture.Simulator.Requests);
    }

    [Fact]
    public async Task Unreachable_server()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var options = new GwsSessionOptions { Uri = new Uri("http://127.0.0.1:" + port), UserName = "agent1",
            Password = SimulatorFixture.Secret("x") };
        await Errors.OfAsync(GwsErrorIds.ConnectionFailed, () => GwsSession.ConnectAsync(options, SimulatorFixture.Stop));
    }

    [Fact]
    public async Task Unencrypted_credentials_to_another_machine()
    {
        var options = new GwsSessionOptions { Uri = new Uri("http://gws.example.com"), UserName = "agent1",
            Password = SimulatorFixture.Secret("x") };
        await Errors.OfAsync(GwsErrorIds.UnencryptedAuthentication, () =>
            GwsSession.ConnectAsync(options, SimulatorFixture.Stop));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1", "agent1")]
    [InlineData("http://user:pw@127.0.0.1", "agent1")]
    [InlineData("http://127.0.0.1", "")]
    [InlineData("http://127.0.0.1", "with:colon")]
    [InlineData("http://127.0.0.1//127.0.0.1:9999", "agent1")]
    [InlineData("https://gws.example.com//gws", "agent1")]
    [InlineData("http://127.0.0.1//", "agent1")]
    [InlineData("http://127.0.0.1///gws/", "agent1")]
    public async Task Options_that_cannot_work(string uri, string user)
    {
        var options = new GwsSessionOptions { Uri = new Uri(uri), UserName = user, Password = SimulatorFixture.Secret("x") };
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () => GwsSession.ConnectAsync(options, SimulatorFixture.Stop));
    }

    [Theory]
    [InlineData("//127.0.0.1:9999/api/v2/notifications")]
    [InlineData("http://127.0.0.2/api/v2/notifications")]
    [InlineData("/\\127.0.0.1:9999/api/v2/notifications")]
    [InlineData("/api/v2/../notifications")]
    [InlineData("")]
    public async Task A_notifications_path_that_leads_elsewhere_opens_nothing(string path)
    {
        await using var fixture = new SimulatorFixture();
        var options = new GwsSessionOptions { Uri = fixture.Simulator.Uri, UserName = "agent1",
            Password = SimulatorFixture.Secret("agent1"), NotificationsPath = path };
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () => GwsSession.ConnectAsync(options, SimulatorFixture.Stop));
        Assert.Empty(fixture.Simulator.Requests);
    }

    [Fact]
    public async Task Unknown_campaign()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await Errors.OfAsync(GwsErrorIds.CampaignUnknown, () =>
            session.Outbound.GetPreviewRecordAsync(Id.Campaign("Nowhere"), null, SimulatorFixture.Stop));
        Assert.Equal(0, fixture.CountOf("GetPreviewRecord"));

        // With its identity given the server decides.
        var error = await Errors.OfAsync(GwsErrorIds.OutboundServerError, () => session.Outbound.GetPreviewRecordAsync(
            new GwsCampaignIdentity("Nowhere") { ApplicationId = 134 }, null, SimulatorFixture.Stop));
        Assert.NotNull(error.ReferenceId);
        await StaysUsable(session);
    }

    [Fact]
    public async Task A_handle_that_is_not_held()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await Errors.OfAsync(GwsErrorIds.RecordNotHeld, () =>
            session.Outbound.RejectRecordAsync(new GwsRecordIdentity("4711"), null, SimulatorFixture.Stop));
        Assert.Equal(0, fixture.CountOf("RejectRecord"));
        Errors.Of(GwsErrorIds.RecordNotHeld, () =>
            session.Outbound.SetCallResult(new GwsRecordIdentity("4711"), 6, force: false));

        var identity = new GwsRecordIdentity("4711") { CampaignName = "Campaign1", CallingList = "CallingList1" };
        var error = await Errors.OfAsync(GwsErrorIds.OutboundServerError, () =>
            session.Outbound.RejectRecordAsync(identity, null, SimulatorFixture.Stop));
        Assert.Equal("4711", error.RecordHandle);
        await StaysUsable(session);
    }

    [Fact]
    public async Task A_record_of_another_agent()
    {
        await using var fixture = new SimulatorFixture();
        var (_, record) = await fixture.WithRecordAsync("agent2");
        var session = await fixture.ConnectAsync();
        var identity = new GwsRecordIdentity(record.RecordHandle) { CampaignName = record.CampaignName,
            CallingList = record.CallingList };
        var error = await Errors.OfAsync(GwsErrorIds.OutboundServerError, () =>
            session.Outbound.RejectRecordAsync(identity, null, SimulatorFixture.Stop));
        Assert.Contains("Another Agent", error.Message, StringComparison.Ordinal);
        await StaysUsable(session);
    }

    [Fact]
    public async Task A_record_that_is_done()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.RecordDone, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.OutboundServerError, () => session.Outbound.RejectRecordAsync(
            Id.Of(record), new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        await StaysUsable(session);
    }

    [Fact]
    public async Task A_direct_call_is_not_rejected()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var id = fixture.Simulator.RingCall("agent1", fromQueue: false);
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(id) is { State: "Ringing" });
        await Errors.OfAsync(GwsErrorIds.CallNotRejectable, () => session.Voice.RejectAsync(id, null, SimulatorFixture.Stop));
        Assert.Equal("Ringing", session.Calls.Find(id)!.State);
        await StaysUsable(session);
    }

    [Fact]
    public async Task Calls_and_emails_that_do_not_fit()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await Errors.OfAsync(GwsErrorIds.CallUnknown, () => session.Voice.RejectAsync("nobody", null, SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.EmailUnknown, () => session.Email.RejectAsync("nobody", null, SimulatorFixture.Stop));
        var id = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(id) is not null);
        await session.Voice.AnswerAsync(id, null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.CallNotRinging, () => session.Voice.RejectAsync(id, null, SimulatorFixture.Stop));
        await session.Voice.HangupAsync(id, null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.CallNotActive, () => session.Voice.HangupAsync(id, null, SimulatorFixture.Stop));
        var email = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(email) is not null);
        await session.Email.AcceptAsync(email, null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.EmailNotInvited, () => session.Email.RejectAsync(email, null, SimulatorFixture.Stop));
        await StaysUsable(session);
    }

    [Fact]
    public async Task A_user_without_the_outbound_feature()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync("agent3");
        Assert.DoesNotContain("api-voice-outbound", session.Features);
        var sent = fixture.Simulator.Requests.Count(request => request.Path.Contains("outbound", StringComparison.Ordinal));
        var error = await Errors.OfAsync(GwsErrorIds.FeatureMissing, () =>
            session.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop));
        Assert.Equal("StartPreviewSession", error.Operation);
        Assert.Equal(sent, fixture.Simulator.Requests.Count(request => request.Path.Contains("outbound",
            StringComparison.Ordinal)));
        await StaysUsable(session);
    }

    [Theory]
    [MemberData(nameof(StatusCodes))]
    public async Task A_status_code_of_the_server(int statusCode, string errorId)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status,
            Operation = "RejectRecord",
            StatusCode = 200,
            Count = int.MaxValue,
            Body = "{\"statusCode\":" + statusCode.ToString(CultureInfo.InvariantCulture)
                + ",\"statusMessage\":\"what the server says\"}",
        });
        var error = await Errors.OfAsync(errorId, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop));
        Assert.Equal(statusCode, error.StatusCode);
        Assert.Contains("what the server says", error.Message, StringComparison.Ordinal);
        Assert.Equal(GwsRecordState.Preview, session.Records.Find(record.RecordHandle)!.State);
        fixture.Simulator.Faults.Clear();
        await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        await StaysUsable(session);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Html, 0, GwsErrorIds.NotJson)]
    [InlineData(SimulatorFaultKind.Garbage, 0, GwsErrorIds.OutcomeUnknown)]
    [InlineData(SimulatorFaultKind.DeepJson, 0, GwsErrorIds.OutcomeUnknown)]
    [InlineData(SimulatorFaultKind.Status, 500, GwsErrorIds.OutcomeUnknown)]
    [InlineData(SimulatorFaultKind.Status, 503, GwsErrorIds.OutcomeUnknown)]
    [InlineData(SimulatorFaultKind.Redirect, 302, GwsErrorIds.RedirectRefused)]
    public async Task An_answer_that_is_none(SimulatorFaultKind kind, int status, string errorId)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = kind,
            Operation = "RejectRecord",
            StatusCode = status,
            Body = kind == SimulatorFaultKind.Status ? "<html>down</html>" : null,
            Location = "http://elsewhere.example.com/login",
        });

        // Where the answer leaves it open, an event may still come: it is waited for, here not for long.
        var brief = new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(300) };
        await Errors.OfAsync(errorId, () => session.Outbound.RejectRecordAsync(Id.Of(record), brief, SimulatorFixture.Stop));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        await StaysUsable(session);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit()
    {
        await using var fixture = new SimulatorFixture();
        var options = fixture.Options();
        var session = await fixture.ConnectAsync(new GwsSessionOptions { Uri = options.Uri, UserName = options.UserName,
            Password = options.Password, MaxReplyBytes = 100_000 });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Oversized, Path = "/api/v2/me/devices",
            Size = 200_000 });
        await Errors.OfAsync(GwsErrorIds.ReplyTooLarge, () =>
            session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop));
        await StaysUsable(session);
    }

    [Fact]
    public async Task No_more_records()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var campaign = Id.Campaign("Outbound Campaign Custom");
        await session.Outbound.StartPreviewSessionAsync(campaign, null, SimulatorFixture.Stop);
        var held = new List<GwsRecord>();
        GwsException? error = null;
        while (error is null && held.Count < 10)
        {
            try
            {
                held.Add(await session.Outbound.GetPreviewRecordAsync(campaign, null, SimulatorFixture.Stop));
            }
            catch (GwsException item)
            {
                error = item;
            }
        }

        Assert.Equal(GwsErrorIds.NoRecordsAvailable, error?.ErrorId);
        Assert.NotEmpty(held);
        await StaysUsable(session);
    }

    [Fact]
    public async Task The_raw_way_out_stays_on_the_server()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () =>
            session.SendAsync(HttpMethod.Get, "http://elsewhere.example.com/x", null, SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () =>
            session.SendAsync(HttpMethod.Post, "/api/v2/me", "{ not json", SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () =>
            session.SendAsync(HttpMethod.Get, " ", null, SimulatorFixture.Stop));
        var answer = await session.SendAsync(HttpMethod.Get, "/api/v2/me/nothing", null, SimulatorFixture.Stop);
        Assert.NotEqual(0, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.Contains("CSRF", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
        await StaysUsable(session);
    }

    private static async Task StaysUsable(GwsSession session)
    {
        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.True(await session.ProbeAsync(SimulatorFixture.Stop) >= TimeSpan.Zero);
    }
}
