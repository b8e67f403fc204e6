using System;
using System.Text;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator;

/// <summary>What a fault answers in place of the server, or does to the server's answer.</summary>
internal static class FaultReplies
{
    /// <summary>The answer of a fault that keeps the request from being processed; null for a fault that does not.</summary>
    public static HttpReply? Replace(SimulatorFault fault) => fault.Kind switch
    {
        SimulatorFaultKind.Status => Status(fault),
        SimulatorFaultKind.DropBefore => new HttpReply(0, [], HttpReply.Json) { Delivery = ReplyDelivery.Reset },
        SimulatorFaultKind.Garbage => HttpReply.FromJson(200, fault.Body ?? "{\"statusCode\":0,]"),
        SimulatorFaultKind.Html => HttpReply.FromText(
            200, fault.Body ?? "<!DOCTYPE html><html><body><form>Please log in</form></body></html>", "text/html;charset=UTF-8"),
        SimulatorFaultKind.Redirect => new HttpReply(fault.StatusCode == 0 ? 302 : fault.StatusCode, [], HttpReply.Json)
            .With("Location", fault.Location ?? "http://127.0.0.1:9/"),
        SimulatorFaultKind.DeepJson => HttpReply.FromJson(200, new string('[', 10_000) + new string(']', 10_000)),
        SimulatorFaultKind.Oversized => Oversized(fault.Size),
        _ => null,
    };

    /// <summary>What a fault makes of the server's answer.</summary>
    public static HttpReply Change(SimulatorFault fault, HttpReply reply)
    {
        switch (fault.Kind)
        {
            case SimulatorFaultKind.StatusAfter:
                return Status(fault);
            case SimulatorFaultKind.DropAfter:
                reply.Delivery = ReplyDelivery.Reset;
                break;
            case SimulatorFaultKind.CloseAfter:
                reply.Delivery = ReplyDelivery.Close;
                break;
            case SimulatorFaultKind.CutReply:
                reply.Delivery = ReplyDelivery.Cut;
                break;
            case SimulatorFaultKind.StallReply:
                reply.Delivery = ReplyDelivery.Stall;
                break;
            case SimulatorFaultKind.SlowReply:
                reply.Delivery = ReplyDelivery.Slow;
                reply.Pace = fault.Delay > TimeSpan.Zero ? fault.Delay : TimeSpan.FromMilliseconds(1);
                break;
            case SimulatorFaultKind.WrongContentType:
                reply.ContentType = fault.ContentType ?? "text/plain;charset=UTF-8";
                break;
        }

        return reply;
    }

    private static HttpReply Status(SimulatorFault fault)
    {
        var body = fault.Body ?? string.Empty;
        var type = fault.ContentType ?? (body.StartsWith("{", StringComparison.Ordinal)
            || body.StartsWith("[", StringComparison.Ordinal)
            ? HttpReply.Json
            : "text/plain;charset=UTF-8");
        var reply = new HttpReply(fault.StatusCode == 0 ? 500 : fault.StatusCode, Encoding.UTF8.GetBytes(body), type);
        return fault.RetryAfter is null ? reply : reply.With("Retry-After", fault.RetryAfter);
    }

    private static HttpReply Oversized(int size)
    {
        var body = new byte[Math.Max(2, size)];
        for (var i = 1; i < body.Length - 1; i++)
        {
            body[i] = (byte)'x';
        }

        body[0] = body[body.Length - 1] = (byte)'"';
        return new HttpReply(200, body, HttpReply.Json);
    }
}
