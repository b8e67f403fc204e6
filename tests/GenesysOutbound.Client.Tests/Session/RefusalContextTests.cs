using System;
using System.Net.Http;
using System.Reflection;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>What a refusal says reaches the caller whole, whichever operation met it and however often it was wrapped.</summary>
public class RefusalContextTests
{
    [Theory]
    [InlineData(503, false)]
    [InlineData(503, true)]
    [InlineData(429, false)]
    [InlineData(429, true)]
    public async Task Completing_a_record_keeps_what_the_server_asks_to_wait(int status, bool pending)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        if (pending)
        {
            session.Outbound.SetCallResult(record, GwsCallResult.Parse("Busy"), force: true);
        }

        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, Operation = "CompleteRecord", StatusCode = status, RetryAfter = "7", Body = "{}",
        });
        var error = await Assert.ThrowsAnyAsync<GwsException>(() =>
            session.Outbound.CompleteRecordAsync(record, cancellationToken: SimulatorFixture.Stop));
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.Equal(status, error.HttpStatus);
        Assert.Equal("CompleteRecord", error.Operation);
        Assert.Equal(record.RecordHandle, error.RecordHandle);
        Assert.Equal(pending, error.Message.Contains("Still pending", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_cannot_be_rejected_keeps_the_event_that_says_so()
    {
        var wrapped = new GwsRefusedException(GwsErrorIds.OperationFailed, "no", new GwsEvent { NotificationType = "Error" })
        {
            ReferenceId = "1",
        }.Restate("It is no.", GwsErrorIds.CallNotRejectable);
        Assert.Equal("Error", Assert.IsType<GwsRefusedException>(wrapped).Event.NotificationType);
        Assert.Equal((GwsErrorIds.CallNotRejectable, "It is no.", "1"), (wrapped.ErrorId, wrapped.Message, wrapped.ReferenceId));
        await Task.CompletedTask;
    }

    [Fact]
    public void An_error_that_wraps_another_knows_everything_that_the_other_knew()
    {
        var inner = new GwsException(GwsErrorIds.HttpError, "inner")
        {
            StatusCode = 1, HttpStatus = 2, RetryAfter = TimeSpan.FromSeconds(3), ReferenceId = "4", RecordHandle = "5",
                Operation = "6",
        };
        var outer = new GwsException(GwsErrorIds.OutcomeUnknown, "outer", inner);
        foreach (var property in typeof(GwsException)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            if (property.SetMethod is not null)
            {
                Assert.NotNull(property.GetValue(inner));
                Assert.Equal(property.GetValue(inner), property.GetValue(outer));
            }
        }

        Assert.True(outer.IsOutcomeUnknown);
        Assert.False(inner.IsOutcomeUnknown);
        Assert.True(new GwsException(GwsErrorIds.AcknowledgementTimeout, "late").IsOutcomeUnknown);
    }

    [Fact]
    public async Task Acceptance_is_told_also_by_operations_that_wait_in_any_case()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await session.Outbound.StartPreviewSessionAsync(Id.Campaign(), cancellationToken: SimulatorFixture.Stop);
        var accepted = 0;
        var options = new GwsOperationOptions { NoWait = true, Accepted = () => accepted++ };

        // Late events: the reply comes first, so that there is something to be told of.
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayEvent, Path = "/v2/me/*", Delay = TimeSpan.FromMilliseconds(300), Count = int.MaxValue,
        });
        var record = await session.Outbound.GetPreviewRecordAsync(Id.Campaign(), options, SimulatorFixture.Stop);
        Assert.Equal(1, accepted);
        await session.Outbound.GetChainedRecordsAsync(record, options, SimulatorFixture.Stop);
        Assert.Equal(2, accepted);
        await session.Outbound.StartCallAsync(record, options: options, cancellationToken: SimulatorFixture.Stop);
        Assert.Equal(3, accepted);
    }

    [Theory]
    [InlineData("Get", 429, "{}", null, GwsErrorIds.TooManyRequests)]
    [InlineData("Post", 429, "{}", null, GwsErrorIds.TooManyRequests)]
    [InlineData("Post", 407, "", null, GwsErrorIds.ProxyRefused)]
    [InlineData("Get", 200, "not JSON", "text/plain", GwsErrorIds.NotJson)]
    [InlineData("Get", 200, "<html>Log in</html>", "text/html", GwsErrorIds.NotJson)]
    [InlineData("Post", 200, "<html>Log in</html>", "text/html", GwsErrorIds.NotJson)]
    [InlineData("Post", 200, "not JSON", "text/plain", GwsErrorIds.OutcomeUnknown)]
    [InlineData("Post", 502, "", null, GwsErrorIds.OutcomeUnknown)]
    [InlineData("Get", 404, "", null, GwsErrorIds.HttpError)]
    [InlineData("Get", 200, "{\"statusCode\":6}", null, GwsErrorIds.ResourceNotFound)]
    [InlineData("Get", 200, "", null, null)]
    public async Task A_raw_request_fails_as_every_operation_does(string method, int status, string body, string? type,
        string? errorId)
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, Path = "/api/v2/me/raw", StatusCode = status, Body = body, ContentType = type,
                Count = int.MaxValue,
        });
        var verb = new HttpMethod(method.ToUpperInvariant());
        var response = await session.SendAsync(verb, "/api/v2/me/raw", verb == HttpMethod.Get
            ? null : "{}", SimulatorFixture.Stop);
        var error = Record.Exception(() => response.EnsureSuccess(verb, "/api/v2/me/raw")) as GwsException;
        Assert.Equal(errorId, error?.ErrorId);
        if (error is not null)
        {
            Assert.Equal(status, error.HttpStatus);
            Assert.Contains("/api/v2/me/raw", error.Message, StringComparison.Ordinal);
        }
    }
}
