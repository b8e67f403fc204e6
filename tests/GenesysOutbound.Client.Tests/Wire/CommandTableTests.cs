using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>
/// docs/commands.md tells the truth: every row of its tables is carried out and compared with what reached the server.
/// </summary>
public class CommandTableTests
{
    private static readonly string[] Methods =
    [
        "getCampaigns", "getPreviewRecord", "callPreviewRecord", "rejectPreviewRecord", "cancelPreviewRecord",
            "startDirectPushPreview",
        "stopDirectPushPreview", "getListOfCallResults", "setCallResult", "getCallResult", "setDoNotCall", "removeDoNotCall",
            "rescheduleRecord",
        "cancelReschedule", "getChainedRecords", "getRecordFields", "updateRecordFields",
    ];

    public static TheoryData<string, string, string, string, string> Operations()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (var cells in Rows("operations"))
        {
            rows.Add(Code(cells[0]), Code(cells[1]), cells[2], Code(cells[3]), cells[4]);
        }

        return rows;
    }

    [Fact]
    public void The_17_methods_have_a_row_each_and_their_commands_are_exported()
    {
        var manifest = Repository.Read("GenesysOutbound.psd1");
        var rows = Rows("methods").ToArray();
        Assert.Equal(Methods, rows.Select(cells => Code(cells[0])));
        Assert.All(rows, cells => Assert.Contains("'" + Code(cells[1]) + "'", manifest, StringComparison.Ordinal));
        var operations = Rows("operations").Select(cells => Code(cells[0])).ToHashSet();
        Assert.All(rows.SelectMany(cells => Regex.Matches(cells[2], "`([A-Z][A-Za-z]+)`").Select(match => match.Groups[1].Value)),
            name => Assert.Contains(name, operations));
    }

    [Fact]
    public void Every_operation_that_a_command_can_send_has_a_row()
    {
        var documented = Rows("operations").Select(cells => Code(cells[0])).ToHashSet();
        var ofRecords = typeof(Client.Wire.IOutboundRequests).GetMethods()
            .Select(method => method.Name == "DoNotCallNumber" ? "DoNotCallRecord" : method.Name);
        Assert.All(ofRecords.Concat(Enum.GetNames<GwsAgentState>()), name => Assert.Contains(name, documented));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_row_is_what_reaches_the_server(string operation, string path, string members, string answer,
        string errors)
    {
        await using var fixture = new SimulatorFixture();
        var result = await RunAsync(fixture, operation, path);
        var sent = fixture.Last(operation);
        Assert.Equal("POST", sent.Method);
        Assert.Matches("^" + Regex.Replace(Regex.Escape(path), "\\\\\\{[a-z]+}", "[^/]+") + "$", sent.Path);

        var expected = Members(members);
        var body = JObject.Parse(sent.Body);
        foreach (var member in body.Properties())
        {
            Assert.True(expected.ContainsKey(member.Name), "Not in the table: " + member.Name);
            Assert.Equal(expected[member.Name].Type, TypeOf(member.Value));
        }

        Assert.All(expected.Where(member => !member.Value.Optional), member =>
            Assert.True(body.ContainsKey(member.Key), "Not sent: " + member.Key));

        // The call below gives everything that can be given, so the table promises nothing that is never sent (but the zone's
        // name).
        Assert.All(expected.Keys.Except(["timeZone"]), name => Assert.True(body.ContainsKey(name), "Never sent: " + name));
        Assert.Equal(answer, result.Answer);
        Assert.All(Regex.Matches(errors, "`([A-Za-z]+)`").Select(match => match.Groups[1].Value), id =>
            Assert.NotNull(GwsErrors.Find(id)));
    }

    private static async Task<GwsOperationResult> RunAsync(SimulatorFixture fixture, string operation, string path)
    {
        var force = new GwsOperationOptions { Force = true };
        if (Enum.TryParse<GwsAgentState>(operation, out var state))
        {
            // A state that is there already brings no event.
            var agent = (await fixture.ConnectAsync()).Agent;
            await agent.SetStateAsync(state == GwsAgentState.Ready
                ? GwsAgentState.AuxWork : GwsAgentState.Ready, null, SimulatorFixture.Stop);
            return await agent.SetStateAsync(state, null, SimulatorFixture.Stop);
        }

        if (path.Contains("/calls/", StringComparison.Ordinal))
        {
            var phone = await fixture.ConnectAsync();
            var call = fixture.Simulator.RingCall("agent1");
            await SimulatorFixture.WaitForAsync(phone, () => phone.Calls.Find(call) is not null);
            if (operation == "Hangup")
            {
                await phone.Voice.AnswerAsync(call, null, SimulatorFixture.Stop);
            }

            return operation switch
            {
                "Answer" => await phone.Voice.AnswerAsync(call, null, SimulatorFixture.Stop),
                "Reject" => await phone.Voice.RejectAsync(call, null, SimulatorFixture.Stop),
                _ => await phone.Voice.HangupAsync(call, null, SimulatorFixture.Stop),
            };
        }

        if (path.Contains("/emails/", StringComparison.Ordinal))
        {
            var reader = await fixture.ConnectAsync();
            var email = fixture.Simulator.OfferEmail("agent1");
            await SimulatorFixture.WaitForAsync(reader, () => reader.Emails.Find(email) is not null);
            return operation == "Accept"
                ? await reader.Email.AcceptAsync(email, null, SimulatorFixture.Stop)
                : await reader.Email.RejectAsync(email, null, SimulatorFixture.Stop);
        }

        if (path.EndsWith("{campaign}", StringComparison.Ordinal))
        {
            var puller = await fixture.ConnectAsync();
            var started = await puller.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
            return operation switch
            {
                "StartPreviewSession" => started,
                "EndPreviewSession" => await puller.Outbound.EndPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop),
                _ => await puller.Outbound.RequestPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop),
            };
        }

        var (session, record) = await fixture.WithRecordAsync();
        var outbound = session.Outbound;
        if (path.EndsWith("/outbound-records", StringComparison.Ordinal))
        {
            return operation == "AddRecord"
                ? await outbound.AddRecordAsync(
                    new GwsNewRecord
                    {
                        CampaignName = "Campaign1", CallingList = "CallingList1", PhoneNumber = "1", TimeZone = "PST",
                            ChainId = 1,
                        OtherFields = new GwsData(new Hashtable { ["custom1"] = "x" }),
                    },
                    null,
                    SimulatorFixture.Stop)
                : await outbound.SendDoNotCallNumberAsync(Id.Campaign(), "647010", "CallingList1", GwsChainScope.AllChain, null,
                    SimulatorFixture.Stop);
        }

        var fields = new Hashtable { ["GSW_PHONE"] = "1", ["GSW_PHONE_TYPE"] = 4, ["GSW_FROM"] = "08:00", ["GSW_UNTIL"] = "20:00",
            ["custom1"] = "x" };
        return operation switch
        {
            "RejectRecord" => await outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop),
            "CancelRecord" =>
                await outbound.CancelRecordAsync(Id.Of(record), GwsChainScope.AllChain, null, SimulatorFixture.Stop),
            "GetChainedRecord" => await outbound.RequestChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop),
            "UpdateRecord" => await outbound.SendFieldsAsync(Id.Of(record), fields, null, SimulatorFixture.Stop),
            "RescheduleRecord" => await outbound.SendScheduleAsync(
                Id.Of(record), new GwsSchedule(DateTimeOffset.UtcNow.AddDays(1), GwsCallbackType.Personal), null,
                    SimulatorFixture.Stop),
            "DoNotCallRecord" =>
                await outbound.SendDoNotCallAsync(Id.Of(record), GwsChainScope.AllChain, "1", force, SimulatorFixture.Stop),
            "CompleteRecord" => await outbound.CompleteRecordAsync(Id.Of(record), 6, "1", force, SimulatorFixture.Stop),
            "Dial" => await outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop),
            _ => throw new InvalidOperationException("The table names an operation that nothing sends: " + operation),
        };
    }

    private static Dictionary<string, (string Type, bool Optional)> Members(string cell)
    {
        var text = cell.Replace("outbound,",
            "`operationName` string, `applicationId` integer, `devicePath` string, `referenceId` string,",
            StringComparison.Ordinal);
        text = text == "outbound"
            ? "`operationName` string, `applicationId` integer, `devicePath` string, `referenceId` string" : text;
        return Regex.Matches(text, "(\\[?)`([A-Za-z]+)` ([a-z]+)").ToDictionary(
            match => match.Groups[2].Value, match => (match.Groups[3].Value, match.Groups[1].Length > 0));
    }

    private static string TypeOf(JToken value) => value.Type switch
    {
        JTokenType.Integer => "integer",
        JTokenType.String => "string",
        JTokenType.Object => "object",
        _ => value.Type.ToString(),
    };

    private static IEnumerable<string[]> Rows(string table)
    {
        var page = Repository.Read("docs", "commands.md");
        var part = page.Split("<!-- " + table + ": begin -->")[1].Split("<!-- " + table + ": end -->")[0];
        return part.Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());
    }

    private static string Code(string cell) => cell.Trim('`');
}
