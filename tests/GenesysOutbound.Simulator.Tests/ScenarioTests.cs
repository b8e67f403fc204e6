using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Scenario files, CSV lists, and the control resources.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public async Task A_csv_list_takes_the_place_of_the_first_list()
    {
        using var csv = new TemporaryFile(".csv",
            "\uFEFFchain_id,chain_n,Phone,PhoneType,TimeZone,tz_offset,From,Until,Name,Customer:text,Score:float,Age\r\n"
            + "1,1,111,Mobile,CET,3600,08:30,17:00,\"Smith, \"\"Jo\"\"\nesq.\",0042,1.5,33\r\n"
            + "1,0,112,1,CET,3600,,,Zoë,7,,\r\n"
            + "2,0,113,,,,,,,,,\r\n");
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path });
        var records = simulator.Records.Where(r => r.CallingList == "CallingList1").ToArray();
        Assert.Equal(["111", "112", "113"], records.Select(r => r.Phone));
        Assert.Equal((4, 3600, 30600, 61200),
            (records[0].PhoneType, records[0].TimeZoneOffset, records[0].From, records[0].Until));
        Assert.Equal((0, 86399), (records[1].From, records[1].Until));
        Assert.Equal("Smith, \"Jo\"\nesq.", records[0].Fields["Name"]);
        Assert.Equal(["0042", 1.5, 33L], new[] { records[0].Fields["Customer"], records[0].Fields["Score"],
            records[0].Fields["Age"] });

        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var first = await agent.PreviewAsync();
        Assert.Equal("112", (string?)first!["GSW_PHONE"]);
        Assert.Equal("Zoë", (string?)first["Name"]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_on_any_system(string end)
    {
        using var csv = new TemporaryFile(".csv", string.Join(end, "Phone;Note", "5;a", "6;b", string.Empty));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path });
        Assert.Equal(["5 a", "6 b"], simulator.Records.Where(r => r.CallingList == "CallingList1")
            .Select(r => $"{r.Phone} {r.Fields["Note"]}"));
    }

    [Fact]
    public void Comments_may_stand_anywhere_in_a_scenario()
    {
        using var file = new TemporaryFile(".json", """
            // The agents of the test.
            { "agents": [ /* one */ { "userName": "a" } ] } // End.
            """);
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path });
        Assert.Equal("a", Assert.Single(simulator.Agents).UserName);
    }

    [Fact]
    public void Semicolons_separate_when_the_head_line_has_them()
    {
        using var csv = new TemporaryFile(".csv", "Phone;Note\n5;a,b\n");
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path });
        Assert.Equal("a,b", simulator.Records.Single(r => r.CallingList == "CallingList1").Fields["Note"]);
    }

    [Theory]
    [InlineData("Phone,PhoneType\n5,Fax\n", "record 2: 'Fax' is not a valid phone type")]
    [InlineData("Phone,chain_id\n5,x\n", "'x' in column chain_id is not a whole number")]
    [InlineData("Phone,From\n5,25:00\n", "25:00")]
    [InlineData("Phone,record_handle\n5,-3\n", "'-3' in column record_handle is not a whole number from 1 to 2147483647")]
    [InlineData("Phone,record_handle\n5,1\n6,4294967297\n", "record 3: '4294967297' in column record_handle")]
    [InlineData("Phone,record_handle\n5,9223372036854775807\n6,\n7,\n", "'9223372036854775807' in column record_handle")]
    [InlineData("Phone,RecordHandle\n5,7\n6,7\n", "record 3: another record of the list has the handle 7")]
    [InlineData("Phone,attempt\n5,4294967297\n", "'4294967297' in column attempt")]
    [InlineData("Phone,chain_n\n5,4294967296\n", "'4294967296' in column chain_n")]
    [InlineData("Phone,tz_offset\n5,34200000\n", "'34200000' in column tz_offset is not a whole number from -86400 to 86400")]
    [InlineData("Phone\n5,6\n", "more values than columns")]
    [InlineData("Note\nx\n", "there is no phone number")]
    [InlineData("Phone\n\"5\n", "A quote in line 2 is not closed")]
    [InlineData("", "no header line")]
    public void A_list_that_cannot_be_read_says_where(string text, string message)
    {
        using var csv = new TemporaryFile(".csv", text);
        var error = Assert.Throws<FormatException>(() =>
            GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"agents\":[{}]}", "userName")]
    [InlineData("{\"agents\":[{\"userName\":\"a\"},{\"userName\":\"a\"}]}", "two agents named a")]
    [InlineData("{\"campaigns\":[{\"name\":\"c\",\"callingLists\":[\"l\"]}]}", "unknown calling list l")]
    [InlineData("{\"campaigns\":[{\"name\":\"c\",\"state\":\"Flying\"}]}", "Flying")]
    [InlineData("{\"campaigns\":[{\"name\":\"c\",\"state\":2}]}", "state")]
    [InlineData("{\"agents\":[{\"userName\":\"a\",\"pasword\":\"x\"}]}", "pasword")]
    [InlineData("{\"settings\":{\"maxHeldRecords\":\"many\"}}", "maxHeldRecords")]
    [InlineData("{\"agents\":[null]}", "null")]
    [InlineData("{\"agents\":{}}", "agents")]
    public void A_scenario_that_cannot_be_read_says_why(string text, string message)
    {
        using var file = new TemporaryFile(".json", text);
        var error = Assert.Throws<FormatException>(() =>
            GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_io_error()
        => Assert.ThrowsAny<IOException>(() =>
            GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = "/no/such/file.json" }));

    [Fact]
    public async Task A_scenario_names_agents_campaigns_lists_and_rules()
    {
        using var file = new TemporaryFile(".json", """
            {
              "settings": { "requirePreviewSession": true, "maxHeldRecords": 1, "offerCampaignCollection": true },
              "agents": [ { "userName": "x y", "password": "p:w", "features": [ "api-voice", "api-voice-outbound" ] } ],
              "callingLists": [ { "name": "L/1", "records": [ { "contact_info": "1" }, { "contact_info": "2" } ] } ],
              "campaigns": [ { "name": "C %/?# ü", "applicationId": 134, "callingLists": [ "L/1" ] } ]
            }
            """);
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path });
        using var agent = new TestAgent(simulator, "x y", "p:w");
        await agent.GetAsync("/api/v2/me");
        await agent.HandshakeAsync();
        await agent.SubscribeAsync("/v2/me/*");
        await agent.PollAsync();
        await agent.PostAsync("/api/v2/me", new JObject { ["operationName"] = "StartContactCenterSession" });
        Assert.Null(await agent.PreviewAsync("C %/?# ü"));
        await agent.CampaignAsync("StartPreviewSession", "C %/?# ü");
        await agent.EventAsync("PreviewSessionStarted");
        Assert.NotNull(await agent.PreviewAsync("C %/?# ü"));
        Assert.Null(await agent.PreviewAsync("C %/?# ü"));
        Assert.Equal("C %/?# ü",
            (string?)(await agent.GetAsync("/api/v2/me/outbound-campaigns?fields=*"))["campaigns"]![0]!["name"]);
    }

    [Fact]
    public async Task Calling_hours_are_kept_when_the_scenario_says_so()
    {
        using var file = new TemporaryFile(".json", """
            {
              "settings": { "enforceCallingHours": true },
              "agents": [ { "userName": "agent1" } ],
              "callingLists": [ { "name": "CallingList1", "records": [
                { "contact_info": "early", "daily_from": "08:00", "daily_till": "09:00", "tz_offset": 3600 },
                { "contact_info": "late", "daily_from": "20:00", "daily_till": "21:00" } ] } ],
              "campaigns": [ { "name": "Campaign1", "callingLists": [ "CallingList1" ] } ]
            }
            """);
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path,
            StartTime = new DateTimeOffset(2026, 1, 1, 20, 30, 0, TimeSpan.Zero) });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        Assert.Equal("late", (string?)(await agent.PreviewAsync())!["GSW_PHONE"]);
        Assert.Null(await agent.PreviewAsync());
        simulator.AdvanceClock(TimeSpan.FromHours(11));
        Assert.Equal("early", (string?)(await agent.PreviewAsync())!["GSW_PHONE"]);
    }

    [Fact]
    public async Task The_control_resources_want_their_token_and_are_off_by_default()
    {
        using var closed = GwsSimulator.Start();
        Assert.Equal(HttpStatusCode.NotFound, await ControlAsync(closed, "ring-call", closed.ControlToken));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableControl = true });
        Assert.Equal(HttpStatusCode.Forbidden, await ControlAsync(simulator, "ring-call", null));
        Assert.Equal(HttpStatusCode.Forbidden, await ControlAsync(simulator, "ring-call", closed.ControlToken));
        Assert.Equal(HttpStatusCode.NotFound, await ControlAsync(simulator, "dance", simulator.ControlToken));
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "ring-call", simulator.ControlToken));
        Assert.Single(simulator.Calls);
    }

    [Fact]
    public async Task Faults_are_added_and_records_listed_through_the_control_resources()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableControl = true });
        Assert.Equal(HttpStatusCode.BadRequest,
            await ControlAsync(simulator, "add-fault", simulator.ControlToken, "{\"kind\":\"Nonsense\"}"));
        Assert.Equal(HttpStatusCode.BadRequest,
            await ControlAsync(simulator, "add-fault", simulator.ControlToken, "{\"knid\":\"Status\"}"));
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "add-fault", simulator.ControlToken,
            "{\"kind\":\"Status\",\"statusCode\":503,\"operation\":\"Ready\",\"delay\":\"00:00:01\"}"));
        var fault = Assert.Single(simulator.Faults.ToList());
        Assert.Equal((SimulatorFaultKind.Status, 503, "Ready", TimeSpan.FromSeconds(1)),
            (fault.Kind, fault.StatusCode, fault.Operation, fault.Delay));
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "clear-faults", simulator.ControlToken, "{}"));
        Assert.Empty(simulator.Faults.ToList());
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "list-records", simulator.ControlToken, "{}"));
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "list-requests", simulator.ControlToken, "{}"));
    }

    [Theory]
    [InlineData("{\"seconds\":1}", HttpStatusCode.OK)]
    [InlineData("{\"seconds\":0.5}", HttpStatusCode.OK)]
    [InlineData("{\"seconds\":-1}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\":1e300}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\":922337203685}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\":999999999999999999999}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\":\"soon\"}", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task The_clock_moves_within_its_range(string body, HttpStatusCode status)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableControl = true });
        Assert.Equal(status, await ControlAsync(simulator, "advance-clock", simulator.ControlToken, body));
        Assert.Equal(HttpStatusCode.OK, await ControlAsync(simulator, "advance-clock", simulator.ControlToken,
            "{\"seconds\":1}"));
    }

    [Fact]
    public void A_start_beyond_the_range_of_the_clock_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() =>
            GwsSimulator.Start(new GwsSimulatorOptions { StartTime = DateTimeOffset.MaxValue }));

    [Fact]
    public void Names_that_do_not_exist_are_refused()
    {
        using var simulator = GwsSimulator.Start();
        Assert.Throws<ArgumentException>(() => simulator.RingCall("nobody"));
        Assert.Throws<ArgumentException>(() => simulator.OfferEmail("nobody"));
        Assert.Throws<ArgumentException>(() => simulator.StartCampaign("nothing"));
        Assert.Throws<ArgumentException>(() => simulator.Publish("agent1", "/x", "no json"));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulator.AdvanceClock(TimeSpan.FromSeconds(-1)));
    }

    private static async Task<HttpStatusCode> ControlAsync(GwsSimulator simulator, string operation, string? token,
        string body = "{\"agent\":\"agent1\"}")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Uri, "simulator/" + operation))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Add("X-Simulator-Token", token);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
