using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Demo;

/// <summary>The job of Demo.ps1 through the client library, step for step, for machines without PowerShell.</summary>
internal static class ClientRun
{
    private const string Campaign = "Campaign1";

    private static readonly string[] Results = ["Answer", "Busy", "No Answer", "Answering Machine", "Wrong Number"];

    public static async Task<int> StartAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = DemoFiles.CallingList });
        var agent = simulator.Agents[0];
        Console.WriteLine($"simulator      {simulator.Uri} with {simulator.Records.Count} records, agents {string.Join(", ", simulator.Agents)}");

        using var password = Secure(agent.Password);
        using var session = await GwsSession.ConnectAsync(
            new GwsSessionOptions { Uri = simulator.Uri, UserName = agent.UserName, Password = password }, limit.Token);
        Console.WriteLine($"connected      as {session.UserName}, device {session.Devices[0].DevicePath}, features {string.Join(", ", session.Features)}");

        await StartPreviewAsync(session, limit.Token);
        for (var i = 0; i < 10; i++)
        {
            await DialAndCompleteAsync(session, Results[i % Results.Length], limit.Token);
        }

        await LookAtChainAsync(session, limit.Token);
        await RejectAsync(session, limit.Token);
        await CancelAsync(session, limit.Token);
        await RejectCallAsync(simulator, session, agent.UserName, limit.Token);
        await RejectEmailAsync(simulator, session, agent.UserName, limit.Token);

        Console.WriteLine($"events         {session.Events.LastSequence} heard, {session.Counters.Gaps} gaps");
        await session.DisconnectAsync(limit.Token);
        Account.Write(simulator, Console.Out);
        return 0;
    }

    private static async Task StartPreviewAsync(GwsSession session, CancellationToken cancellationToken)
    {
        // The campaigns are announced once the agent is logged in; the announcement may still be under way.
        var reader = session.Events.CreateReader();
        var announced = await reader.TakeAsync(new GwsEventFilter { CampaignName = Campaign }, TimeSpan.FromSeconds(10), cancellationToken: cancellationToken);
        var campaign = announced?.Campaign;
        Console.WriteLine($"campaign       {Campaign}, {campaign?.DialingMode}, {campaign?.State}");
        var started = await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(Campaign), null, cancellationToken);
        Console.WriteLine($"preview        {started.Answer} after {started.Elapsed.TotalMilliseconds:0} ms");
    }

    private static async Task<GwsRecordIdentity> NextAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var record = await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(Campaign), null, cancellationToken);
        Console.WriteLine($"record {record.RecordHandle,-7} {record.Phone} {record.PhoneType}, chain {record.ChainId}, {record.UserData["Customer_Name"]}");
        return new GwsRecordIdentity(record.RecordHandle);
    }

    private static async Task DialAndCompleteAsync(GwsSession session, string result, CancellationToken cancellationToken)
    {
        var record = await NextAsync(session, cancellationToken);
        var call = await session.Outbound.StartCallAsync(record, null, null, cancellationToken);
        session.Outbound.SetCallResult(record, GwsCallResult.Parse(result), force: false);
        if (call.IsActive)
        {
            await session.Voice.HangupAsync(call.CallId, null, cancellationToken);
        }

        var completed = await session.Outbound.CompleteRecordAsync(record, null, null, null, cancellationToken);
        Console.WriteLine($"               dialled as call {call.CallId}, result {result}: {completed.Answer}");
    }

    private static async Task LookAtChainAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var record = await NextAsync(session, cancellationToken);
        var chain = await session.Outbound.GetChainedRecordsAsync(record, null, cancellationToken);
        foreach (var link in chain)
        {
            Console.WriteLine($"               chain: record {link.RecordHandle}, {link.Phone} {link.PhoneType}");
        }

        var last = chain[^1];
        var call = await session.Outbound.StartCallAsync(last, null, null, cancellationToken);
        session.Outbound.SetCallResult(last, GwsCallResult.Parse("Answer"), force: false);
        await session.Voice.HangupAsync(call.CallId, null, cancellationToken);
        var completed = await session.Outbound.CompleteRecordAsync(last, null, null, null, cancellationToken);
        Console.WriteLine($"               the last of the chain dialled: {completed.Answer}");
    }

    private static async Task RejectAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var record = await NextAsync(session, cancellationToken);
        var rejected = await session.Outbound.RejectRecordAsync(record, null, cancellationToken);
        Console.WriteLine($"               rejected, back to the pool: {rejected.Answer}");
    }

    private static async Task CancelAsync(GwsSession session, CancellationToken cancellationToken)
    {
        var record = await NextAsync(session, cancellationToken);
        var cancelled = await session.Outbound.CancelRecordAsync(record, null, null, cancellationToken);
        Console.WriteLine($"               cancelled, not processed any more: {cancelled.Answer}");
    }

    private static async Task RejectCallAsync(GwsSimulator simulator, GwsSession session, string agent, CancellationToken cancellationToken)
    {
        var id = simulator.RingCall(agent);
        var reader = session.Events.CreateReader();
        await reader.TakeAsync(new GwsEventFilter { CallId = id }, TimeSpan.FromSeconds(10), cancellationToken: cancellationToken);
        var rejected = await session.Voice.RejectAsync(id, null, cancellationToken);
        Console.WriteLine($"call           {id} rang and was rejected: {rejected.Call?.State}, back to queue {rejected.Call?.Dnis}");
    }

    private static async Task RejectEmailAsync(GwsSimulator simulator, GwsSession session, string agent, CancellationToken cancellationToken)
    {
        var id = simulator.OfferEmail(agent, "Spring offer: a question");
        var reader = session.Events.CreateReader();
        await reader.TakeAsync(new GwsEventFilter { EmailId = id }, TimeSpan.FromSeconds(10), cancellationToken: cancellationToken);
        var rejected = await session.Email.RejectAsync(id, null, cancellationToken);
        Console.WriteLine($"e-mail         {id} was offered and rejected: {rejected.Email?.State}");
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }
}
