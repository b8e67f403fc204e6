using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// Fetches records for an agent from this process, as the agent's desktop would, and writes them to a CSV file. The pwsh under
/// test then begins as a runbook does: it has not asked for a single record, so nothing of its way through the code is compiled
/// yet.
/// </summary>
internal static class HeldRecords
{
    private const int AtOnce = 16;

    public static async Task<string> WriteAsync(Uri url, int count)
    {
        var options = new GwsSessionOptions
        {
            Uri = url,
            UserName = "agent1",
            Password = new NetworkCredential(string.Empty, "secret").SecurePassword,
            StartContactCenterSession = false,
            EventCapacity = 100,
        };
        using GwsSession session = await GwsSession.ConnectAsync(options, CancellationToken.None);

        // Started by hand, so that leaving does not end it: the agent stays logged in and keeps the records.
        const string Start = """{"operationName":"StartContactCenterSession","channels":["voice"]}""";
        GwsResponse started = await session.SendAsync(HttpMethod.Post, "/api/v2/me", Start);
        started.EnsureSuccess(HttpMethod.Post, "/api/v2/me");

        var campaign = new GwsCampaignIdentity("Campaign1") { ApplicationId = 134, DevicePath = session.Devices[0].DevicePath };
        int left = count;
        var held = new List<GwsRecord>(count);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                GwsRecord record = await session.Outbound.GetPreviewRecordAsync(campaign);
                lock (held)
                {
                    held.Add(record);
                }
            }
        }));

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        await File.WriteAllLinesAsync(path, held
            .Select(record => string.Create(
                CultureInfo.InvariantCulture,
                $"{record.RecordHandle},{record.CampaignName},{record.CallingList},{record.ApplicationId},{campaign.DevicePath}"))
            .Prepend("RecordHandle,CampaignName,CallingList,ApplicationId,DevicePath"));
        await session.DisconnectAsync(CancellationToken.None);
        return path;
    }
}
