using System;
using System.Collections;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

/// <summary>
/// A record's generated text prints every member. No public record of the client has that text: a member may be a secret or a
/// customer's data.
/// </summary>
public class RecordTextTests
{
    private const string Secret = "hunter2-secret";

    public static TheoryData<string> Records() => new(typeof(GwsSession).Assembly.GetExportedTypes()
        .Where(type => type.GetMethod("<Clone>$") is not null)
        .Select(type => type.FullName!));

    [Fact]
    public void The_data_of_the_client_are_records() => Assert.True(Records().Count >= 15, "Too few public records were found.");

    [Theory]
    [MemberData(nameof(Records))]
    public void The_text_of_a_record_is_written_by_hand(string name)
    {
        var type = typeof(GwsSession).Assembly.GetType(name)!;
        var text = type.GetMethod(nameof(ToString), Type.EmptyTypes)!;
        Assert.Equal(type, text.DeclaringType);
        Assert.Null(text.GetCustomAttribute<CompilerGeneratedAttribute>());
    }

    [Fact]
    public void Neither_options_nor_answers_print_a_secret()
    {
        var options = new GwsSessionOptions
        {
            UserName = "agent1",
            Password = SimulatorFixture.Secret(Secret),
            ProxyCredential = new NetworkCredential("proxy", Secret),
        };
        Assert.DoesNotContain(Secret, options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new GwsResponse { HttpStatus = 200, Body = Secret, StatusMessage = Secret }.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_record_differs_in_nothing_but_what_was_changed()
    {
        var data = new GwsData(new Hashtable { ["a"] = 1 });
        var record = new GwsRecord { RecordHandle = "9", CampaignName = "C", Attempts = 3, UserData = data };
        Assert.Equal(record, record with { });
        Assert.Equal("C", (record with { CallingList = "L" }).CampaignName);
        GwsRecordIdentity identity = record with { CallingList = "L", ApplicationId = 7, DevicePath = "/devices/1" };
        Assert.Equal(new GwsRecordIdentity("9") { CampaignName = "C", CallingList = "L", ApplicationId = 7,
            DevicePath = "/devices/1" }, identity);
        GwsCampaignIdentity campaign = new GwsCampaign { CampaignName = "C", ApplicationId = 7 };
        Assert.Equal(new GwsCampaignIdentity("C") { ApplicationId = 7 }, campaign);
    }
}
