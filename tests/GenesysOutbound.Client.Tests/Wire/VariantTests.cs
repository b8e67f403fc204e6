using System;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>What really varies on the wire: each variant is accepted.</summary>
public class VariantTests
{
    [Theory]
    [InlineData("\"123\"", "123")]
    [InlineData("123", "123")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    public void Reference_id_as_text_number_or_nothing(string json, string? expected)
    {
        var (gwsEvent, _) = Fixture.Read("/v2/me/outbound",
            Message("{\"messageType\":\"OutboundRecordMessage\",\"referenceId\":" + json + "}"));
        Assert.Equal(expected, gwsEvent.ReferenceId);
    }

    [Fact]
    public void Reference_id_absent()
    {
        var (gwsEvent, _) = Fixture.Read("/v2/me/outbound", Message("{\"messageType\":\"OutboundRecordMessage\"}"));
        Assert.Null(gwsEvent.ReferenceId);
    }

    [Theory]
    [InlineData("\"recordHandle\":9", "9")]
    [InlineData("\"recordHandle\":\"9\"", "9")]
    [InlineData("\"id\":9", "9")]
    [InlineData("\"id\":\"d17d0be3-f15f-439f-8464-6d5e55063f67\"", "d17d0be3-f15f-439f-8464-6d5e55063f67")]
    [InlineData("\"recordHandle\":\"009\"", "009")]
    public void Record_handle_as_number_text_or_guid(string member, string expected)
    {
        var (_, facts) = Fixture.Read("/v2/me/outbound", Record(member));
        var record = new GwsRecordStore(10).Apply(facts.Kind, facts.Record, DateTimeOffset.UnixEpoch)!;
        Assert.Equal(expected, record.RecordHandle);
    }

    [Theory]
    [InlineData("134")]
    [InlineData("\"134\"")]
    public void Application_id_as_number_or_text(string json)
    {
        var (_, facts) = Fixture.Read("/v2/me/outbound", Record("\"recordHandle\":9,\"applicationId\":" + json));
        Assert.Equal(134, facts.Record!.ApplicationId);
    }

    [Theory]
    [InlineData("\"5\"", 5.0)]
    [InlineData("5", 5.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("null", null)]
    public void Duration_as_text_or_number(string json, double? seconds)
    {
        var (_, facts) = Fixture.Read("/v2/me/calls", Call("\"duration\":" + json));
        Assert.Equal(seconds, facts.Call!.Duration?.TotalSeconds);
    }

    [Theory]
    [InlineData("\"participants\":[{\"e164Number\":\"\",\"formattedPhoneNumber\":\"5005\",\"phoneNumber\":\"5005\"," +
        "\"digits\":\"5005\"}]")]
    [InlineData("\"participants\":[\"5005\"],\"participantsInfo\":[{\"digits\":\"5005\",\"e164Number\":\"\"," +
        "\"formattedPhoneNumber\":\"5005\"}]")]
    [InlineData("\"participants\":[5005]")]
    [InlineData("\"participantsInfo\":[{\"digits\":\"5005\"}]")]
    public void Participants_as_objects_or_texts(string members)
    {
        var (_, facts) = Fixture.Read("/v2/me/calls", Call(members));
        Assert.Equal(["5005"], facts.Call!.Participants);
    }

    [Theory]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\"," +
        "\"record\":{\"userData\":{\"GSW_RECORD_HANDLE\":9,\"GSW_PHONE\":\"1\",\"x\":\"y\"}}}")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\"," +
        "\"record\":{\"customFields\":{\"GSW_RECORD_HANDLE\":9,\"GSW_PHONE\":\"1\",\"x\":\"y\"}}}")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\"," +
        "\"userData\":{\"GSW_RECORD_HANDLE\":9,\"GSW_PHONE\":\"1\",\"x\":\"y\"}}")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\"," +
        "\"record\":{\"recordHandle\":9,\"userData\":{\"x\":\"y\"},\"customFields\":{\"GSW_PHONE\":\"1\"}}}")]
    public void User_data_in_any_of_its_places(string data)
    {
        var (_, facts) = Fixture.Read("/v2/me/outbound", Message(data));
        Assert.Equal(NotificationKind.RecordOffered, facts.Kind);
        Assert.Equal("9", facts.Record!.Handle);
        Assert.Equal("1", facts.Record.Phone);
        Assert.Equal("y", facts.Record.UserData["x"]);
    }

    [Theory]
    [InlineData("StatusChange")]
    [InlineData("StatusChanged")]
    public void The_older_record_shape(string spelling)
    {
        var (gwsEvent, facts) = Fixture.Read("/v2/me/outbound", Message(
            "{\"notificationType\":\"" + spelling
                + "\",\"messageType\":\"OutboundRecordMessage\",\"record\":{\"id\":\"d17d0be3-f15f-439f-8464-6d5e55063f67\","
            + "\"state\":\"ReadyToCall\",\"phone\":\"4105550951\",\"customFields\":{\"GSW_CAMPAIGN_GROUP_DESCRIPTION\":\"\"," +
                "\"daily_till\":86399,\"chain_n\":0}}}"));
        Assert.Equal(NotificationKind.RecordOffered, facts.Kind);
        Assert.Equal("d17d0be3-f15f-439f-8464-6d5e55063f67", gwsEvent.RecordHandle);
        Assert.Equal("4105550951", facts.Record!.Phone);
        Assert.Equal(86399, facts.Record.UntilSeconds);
        Assert.Equal(0L, facts.Record.UserData["chain_n"]);
    }

    [Theory]
    [InlineData("StatusChange")]
    [InlineData("StatusChanged")]
    [InlineData("PropertiesUpdated")]
    public void A_call_is_news_under_any_notification_type(string spelling)
    {
        var (gwsEvent, facts) = Fixture.Read("/v2/me/calls",
            Message("{\"notificationType\":\"" + spelling
            + "\",\"messageType\":\"CallStateChangeMessage\",\"call\":{\"id\":\"c1\",\"state\":\"Ringing\"}}"));
        Assert.Equal(NotificationKind.CallChanged, facts.Kind);
        Assert.Equal(spelling, gwsEvent.NotificationType);
    }

    [Theory]
    [InlineData("{\"notificationType\":\"Error\",\"messageType\":\"OutboundRecordMessage\",\"record\":{\"recordHandle\":9," +
        "\"userData\":{\"GSW_ERROR\":\"Invalid Record Handle\"}}}")]
    [InlineData("{\"notificationType\":\"Error\",\"messageType\":\"OutboundRecordMessage\",\"record\":{\"recordHandle\":9}," +
        "\"errorMessage\":\"Invalid Record Handle\"}")]
    [InlineData("{\"messageType\":\"DeviceUserEventMessage\",\"userData\":{\"GSW_RECORD_HANDLE\":9,\"GSW_ERROR\":\"Invalid " +
        "Record Handle\"}}")]
    [InlineData("{\"notificationType\":\"RecordChanged\",\"messageType\":\"OutboundRecordMessage\"," +
        "\"record\":{\"recordHandle\":9,\"customFields\":{\"GSW_ERROR\":\"Invalid Record Handle\"}}}")]
    public void An_error_is_seen_wherever_its_text_stands(string data)
    {
        var (gwsEvent, facts) = Fixture.Read("/v2/me/outbound", Message(data));
        Assert.Equal(NotificationKind.OutboundError, facts.Kind);
        Assert.Equal("Invalid Record Handle", gwsEvent.Error);
        Assert.True(gwsEvent.IsError);
        Assert.Equal("9", gwsEvent.RecordHandle);
    }

    [Theory]
    [InlineData("{\"notificationType\":\"Error\",\"messageType\":\"OutboundRecordMessage\"," +
        "\"record\":{\"userData\":{\"GSW_ERROR\":\"No Records Available\"}}}")]
    [InlineData("{\"notificationType\":\"PreviewRecordEmpty\",\"messageType\":\"OutboundRecordMessage\",\"record\":{}}")]
    public void No_more_records_in_both_forms(string data)
    {
        var (_, facts) = Fixture.Read("/v2/me/outbound", Message(data));
        Assert.Equal(NotificationKind.NoRecords, facts.Kind);
    }

    [Theory]
    [InlineData("{\"channel\":\"/v2/me/emails\",\"data\":{\"messageType\":\"EmailStateChangeMessage\"," +
        "\"email\":{\"id\":\"e1\",\"state\":\"Invited\"}}}")]
    [InlineData("{\"channel\":\"/v2/me/emails\",\"messageType\":\"EmailStateChangeMessage\",\"email\":{\"id\":\"e1\"," +
        "\"state\":\"Invited\"}}")]
    [InlineData("{\"channel\":\"/v2/me/emails\",\"data\":\"{\\\"messageType\\\":\\\"EmailStateChangeMessage\\\"," +
        "\\\"email\\\":{\\\"id\\\":\\\"e1\\\",\\\"state\\\":\\\"Invited\\\"}}\"}")]
    public void With_the_wrapper_without_it_or_as_text(string message)
    {
        var (gwsEvent, facts) = Fixture.Read("/v2/me/emails", message);
        Assert.Equal("e1", gwsEvent.EmailId);
        Assert.Equal("Invited", facts.Email!.State);
    }

    [Theory]
    [InlineData("/v2/me/calls")]
    [InlineData("/me/calls")]
    [InlineData("/somewhere/else")]
    public void The_channel_does_not_matter(string channel)
    {
        var (gwsEvent, facts) = Fixture.Read(channel, Call("\"state\":\"Ringing\""));
        Assert.Equal(channel, gwsEvent.Channel);
        Assert.Equal("c1", facts.Call!.CallId);
    }

    [Theory]
    [InlineData("\"campaignName\":null,\"callingList\":null")]
    [InlineData("\"campaignName\":\"\",\"callingList\":\"\"")]
    [InlineData("\"x\":1")]
    public void Null_absent_and_empty_are_the_same(string members)
    {
        var (gwsEvent, facts) = Fixture.Read("/v2/me/outbound", Record("\"recordHandle\":9," + members));
        Assert.Null(gwsEvent.CampaignName);
        Assert.Null(facts.Record!.CallingList);
    }

    [Fact]
    public void Unknown_members_are_kept()
    {
        var (gwsEvent, _) = Fixture.Read("/v2/me/calls",
            Message("{\"call\":{\"id\":\"c1\",\"case\":[{\"a\":1}]},\"chone\":{\"WrapUpTime\":0}," +
            "\"metrics\":{\"deep\":{\"er\":[1,2.5,null]}}}"));
        Assert.Equal(0L, ((GwsData)gwsEvent.Data["chone"]!)["WrapUpTime"]);
        var deep = (object?[])((GwsData)((GwsData)gwsEvent.Data["metrics"]!)["deep"]!)["er"]!;
        Assert.Equal([1L, 2.5, null], deep);
        Assert.Equal(1L, ((GwsData)((object?[])gwsEvent.Call?.Data["case"]!
            ?? (object?[])((GwsData)gwsEvent.Data["call"]!)["case"]!)[0]!)["a"]);
    }

    [Theory]
    [InlineData("{\"channel\":\"/x\",\"data\":[1,2]}")]
    [InlineData("{\"channel\":\"/x\",\"data\":null}")]
    [InlineData("{\"channel\":\"/x\",\"data\":\"plain text\"}")]
    [InlineData("{\"channel\":\"/x\"}")]
    [InlineData("{\"channel\":\"/x\",\"data\":{\"call\":[],\"record\":5,\"email\":\"\",\"devices\":{}}}")]
    public void A_message_of_any_other_kind_is_kept_as_it_is(string message)
    {
        var (gwsEvent, _) = Fixture.Read("/x", message);
        Assert.Equal(message, gwsEvent.Json);
        Assert.False(gwsEvent.IsError);
    }

    private static string Message(string data) => "{\"channel\":\"/c\",\"data\":" + data + "}";

    private static string Record(string members) =>
        Message("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"RecordRejectAcknowledge\",\"record\":{"
            + members + "}}");

    private static string Call(string members) =>
        Message("{\"messageType\":\"CallStateChangeMessage\",\"notificationType\":\"StatusChange\",\"call\":{\"id\":\"c1\","
        + members + "}}");
}
