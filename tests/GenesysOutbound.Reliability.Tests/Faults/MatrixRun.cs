using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Reliability.Tests.Support;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Reliability.Tests.Faults;

/// <summary>Runs one row: all operations meet one fault, each with a record of its own, at the same time in one session.</summary>
internal static class MatrixRun
{
    private const string Probe = "/api/v2/me/devices";

    /// <summary>Runs the row and says what is wrong with each cell; nothing when all is as expected.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Fault fault)
    {
        await using var lab = new Lab(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromSeconds(2) });
        var session = await lab.ConnectAsync(new GwsSessionOptions
        {
            Uri = lab.Simulator.Uri,
            UserName = "agent1",
            Password = Lab.Secret(lab.Password()),
            RequestTimeout = fault.Name.Contains("stalls", StringComparison.Ordinal) ? TimeSpan.FromSeconds(2) : Lab.Patience,
            Timeout = Lab.Patience,
            MaxReplyBytes = 200_000,
            NoProxy = true,
        });
        await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(Lab.Campaign), null, Lab.Stop);
        var records = new Dictionary<string, GwsRecord>();
        foreach (var operation in Matrix.Operations.Where(operation => operation is not (Matrix.Read or "StartPreviewSession" or "GetPreviewRecord")))
        {
            records[operation] = await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(Lab.Campaign), null, Lab.Stop);
        }

        var gaps = session.Counters.Gaps;
        var before = lab.Simulator.Requests.Count == 0 ? 0 : lab.Simulator.Requests[^1].Sequence;
        fault.Strike?.Invoke(lab.Simulator);
        if (fault.LeavesGap)
        {
            await Until.TrueAsync(session, () => session.Counters.Gaps > gaps && session.State == GwsSessionState.Connected);
        }

        if (Matrix.IsOfEvents(fault))
        {
            lab.Simulator.Faults.Add(fault.Make!());
        }

        var cells = Matrix.Operations.Where(operation => fault.For(operation) is not null).ToList();
        if (fault.Make is not null && !Matrix.IsOfEvents(fault))
        {
            foreach (var operation in cells)
            {
                var one = fault.Make();
                one.Operation = operation == Matrix.Read ? null : operation;
                one.Path = operation == Matrix.Read ? Probe : null;
                lab.Simulator.Faults.Add(one);
            }
        }

        var outcomes = await Task.WhenAll(cells.Select(operation => TryAsync(session, operation, records.GetValueOrDefault(operation) ?? records[Matrix.Dial], fault.For(operation)!)));
        var requests = lab.Simulator.Requests.Where(request => request.Sequence > before).ToList();
        return [.. cells.Zip(outcomes, (operation, error) => Judge(fault, operation, error, requests)).OfType<string>()];
    }

    private static async Task<GwsException?> TryAsync(GwsSession session, string operation, GwsRecord record, Expected expected)
    {
        // Only where nothing can come is the wait short.
        var how = new GwsOperationOptions { Force = true, Timeout = expected.Fate == Fate.Unknown ? TimeSpan.FromMilliseconds(700) : Lab.Patience };
        var id = new GwsRecordIdentity(Convert.ToString(record.RecordHandle, CultureInfo.InvariantCulture)!);
        var campaign = new GwsCampaignIdentity(Lab.Campaign);
        var stop = Lab.Stop;
        try
        {
            switch (operation)
            {
                case Matrix.Read:
                    var response = await session.SendAsync(HttpMethod.Get, Probe, null, stop);
                    ThrowUnlessGood(response);
                    break;
                case "StartPreviewSession": await session.Outbound.StartPreviewSessionAsync(campaign, how, stop); break;
                case "GetPreviewRecord": await session.Outbound.GetPreviewRecordAsync(campaign, how, stop); break;
                case "GetChainedRecord": await session.Outbound.GetChainedRecordsAsync(id, how, stop); break;
                case "RejectRecord": await session.Outbound.RejectRecordAsync(id, how, stop); break;
                case "CancelRecord": await session.Outbound.CancelRecordAsync(id, null, how, stop); break;
                case "UpdateRecord": await session.Outbound.SendFieldsAsync(id, new Dictionary<string, object> { ["GSW_PHONE"] = "5551234" }, how, stop); break;
                case "RescheduleRecord": await session.Outbound.SendScheduleAsync(id, new GwsSchedule(DateTimeOffset.Now.AddDays(3), GwsCallbackType.Campaign), how, stop); break;
                case "DoNotCallRecord": await session.Outbound.SendDoNotCallAsync(id, GwsChainScope.RecordOnly, null, how, stop); break;
                case "CompleteRecord": await session.Outbound.CompleteRecordAsync(id, GwsCallResult.Parse("Busy"), null, how, stop); break;
                case "AddRecord":
                    await session.Outbound.AddRecordAsync(
                        new GwsNewRecord { CampaignName = Lab.Campaign, CallingList = record.CallingList!, PhoneNumber = "5559876", TimeZone = record.TimeZone ?? "GMT" }, how, stop);
                    break;
                case Matrix.Dial: await session.Outbound.DialRecordAsync(id, null, how, stop); break;
                default: throw new UnreachableException(operation);
            }

            return null;
        }
        catch (GwsException error)
        {
            return error;
        }
    }

    // The raw way out returns what came; the cell wants to know what a command would have made of it.
    private static void ThrowUnlessGood(GwsResponse response)
    {
        var id = response.HttpStatus switch
        {
            _ when response.StatusCode is > 0 and { } code && response.HttpStatus != 401 => GwsErrors.IdOfStatusCode(code),
            401 => GwsErrorIds.AuthenticationFailed,
            403 => GwsErrorIds.CsrfRefused,
            429 => GwsErrorIds.TooManyRequests,
            < 200 or >= 300 => GwsErrorIds.HttpError,
            _ => response.Data is null ? GwsErrorIds.NotJson : null,
        };
        if (id is not null)
        {
            throw new GwsException(id, "HTTP " + response.HttpStatus);
        }
    }

    private static string? Judge(Fault fault, string operation, GwsException? error, List<SimulatorRequest> requests)
    {
        var expected = fault.For(operation)!;
        var mine = requests.Where(request => operation == Matrix.Read ? request.Path == Probe : request.Operation == operation).ToList();
        var processed = mine.Count(request => request.Processed);
        var got = error?.ErrorId ?? "success";
        var wanted = expected.ErrorId ?? "success";
        var where = $"{fault.Name} x {operation}: expected {expected}, got {got}; sent {mine.Count}, processed {processed}. {error?.Message}";
        if (got != wanted)
        {
            return where;
        }

        if (operation == Matrix.Read)
        {
            return mine.Count > 3 ? where : null;
        }

        var once = expected.Fate switch
        {
            Fate.Done => processed == 1,
            Fate.NotDone => processed == 0,
            _ => processed <= 1,
        };

        // A second sending is allowed only after the server turned the first away at the door.
        var sentTwice = mine.Count > 1 && !mine.Take(mine.Count - 1).All(request => request.StatusCode is 401 or 403 && !request.Processed);
        return once && !sentTwice && mine.Count <= 3 ? null : where;
    }
}
