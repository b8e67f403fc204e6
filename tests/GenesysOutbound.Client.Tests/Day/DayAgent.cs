using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Client.Tests.Day;

/// <summary>One line of an agent's account: what was asked for a record, and what is known of it.</summary>
internal sealed record Entry(string Operation, string Handle, string ReferenceId, GwsOutcome Outcome);

/// <summary>An agent who works through the day with everything that there is, and keeps an account. When the fate of a request is unknown, looks first.</summary>
internal sealed class DayAgent(GwsSimulator simulator, GwsSession session, string name, int seed, int campaigns)
{
    private readonly Random _random = new(seed);
    private readonly HashSet<int> _exhausted = [];
    private int _reference;

    public List<Entry> Account { get; } = [];

    public GwsSession Session => session;

    public string Name => name;

    /// <summary>Requests for a record whose answer never came: the server may have handed one out that this agent does not know of.</summary>
    public int UnknownRequests { get; private set; }

    /// <summary>Records that could not be brought to an end, for example because they were withdrawn.</summary>
    public List<string> Abandoned { get; } = [];

    public async Task WorkAsync()
    {
        for (var i = 1; i <= campaigns; i++)
        {
            var campaign = new GwsCampaignIdentity("Campaign " + i);
            await TryAsync("StartPreviewSession", "-", reference => session.Outbound.StartPreviewSessionAsync(campaign, reference, Lab.Stop));
        }

        while (_exhausted.Count < campaigns)
        {
            await BetweenRecordsAsync();
            var number = 1 + _random.Next(campaigns);
            if (await NextAsync(number) is { } record)
            {
                _exhausted.Remove(number);
                await WorkRecordAsync(record);
            }
        }
    }

    private async Task<GwsRecord?> NextAsync(int number)
    {
        try
        {
            return await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity("Campaign " + number), null, Lab.Stop);
        }
        catch (GwsException error) when (error.ErrorId == GwsErrorIds.NoRecordsAvailable)
        {
            _exhausted.Add(number);
        }
        catch (GwsException error) when (error.ErrorId is GwsErrorIds.AcknowledgementTimeout or GwsErrorIds.OutcomeUnknown)
        {
            UnknownRequests++;
        }
        catch (GwsException error) when (error.ErrorId is GwsErrorIds.HttpError or GwsErrorIds.InternalError)
        {
            // The server said no; the next turn asks again.
        }

        return null;
    }

    private async Task WorkRecordAsync(GwsRecord record)
    {
        var id = Id.Of(record);
        var handle = id.RecordHandle;
        if (_random.Next(6) == 0)
        {
            await TryAsync("GetChainedRecord", handle, options => session.Outbound.RequestChainedRecordsAsync(id, options, Lab.Stop));
        }

        switch (_random.Next(10))
        {
            case 0:
                await UntilDoneAsync("RejectRecord", handle, options => session.Outbound.RejectRecordAsync(id, options, Lab.Stop));
                return;
            case 1:
                await UntilDoneAsync("CancelRecord", handle, options => session.Outbound.CancelRecordAsync(id, GwsChainScope.AllChain, options, Lab.Stop));
                return;
        }

        if (_random.Next(3) == 0 && await TryDialAsync(id) is { } call)
        {
            await TryAsync("Hangup", handle, options => session.Voice.HangupAsync(call.CallId, options, Lab.Stop), counted: false);
        }

        if (_random.Next(4) == 0)
        {
            session.Outbound.UpdateFields(id, new Hashtable { ["note"] = "by " + name, ["GSW_FROM"] = "08:30" }, force: true);
        }

        if (_random.Next(8) == 0)
        {
            session.Outbound.SetDoNotCall(id, _random.Next(2) == 0 ? GwsChainScope.AllChain : GwsChainScope.RecordOnly, force: true);
        }
        else
        {
            session.Outbound.SetCallResult(id, _random.Next(54), force: true);
            if (_random.Next(8) == 0)
            {
                session.Outbound.SetSchedule(id, DateTimeOffset.Now.AddDays(2), _random.Next(2) == 0 ? GwsCallbackType.Personal : GwsCallbackType.Campaign, force: false);
            }
        }

        await UntilDoneAsync("CompleteRecord", handle, options => session.Outbound.CompleteRecordAsync(id, null, null, options, Lab.Stop));
    }

    private async Task<GwsCall?> TryDialAsync(GwsRecordIdentity id)
    {
        try
        {
            return await session.Outbound.StartCallAsync(id, null, new GwsOperationOptions { Force = true }, Lab.Stop);
        }
        catch (GwsException)
        {
            return null;
        }
    }

    // Repeats only what the server is known not to have done.
    private async Task UntilDoneAsync(string operation, string handle, Func<GwsOperationOptions, Task<GwsOperationResult>> action)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var outcome = await TryAsync(operation, handle, action);
            if (outcome == GwsOutcome.Acknowledged || session.Records.Find(handle) is { IsDone: true } || (outcome == GwsOutcome.Unknown && !await IsStillHeldAsync(handle)))
            {
                return;
            }
        }

        Abandoned.Add(handle);
    }

    // The chain of a record is given only to the agent who holds it.
    private async Task<bool> IsStillHeldAsync(string handle)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                await session.Outbound.RequestChainedRecordsAsync(new GwsRecordIdentity(handle), new GwsOperationOptions { Force = true }, Lab.Stop);
                return true;
            }
            catch (GwsException error) when (error.ErrorId == GwsErrorIds.OutboundServerError)
            {
                return false;
            }
            catch (GwsException)
            {
                // A fault; look again.
            }
        }

        return true;
    }

    private async Task<GwsOutcome> TryAsync(string operation, string handle, Func<GwsOperationOptions, Task<GwsOperationResult>> action, bool counted = true)
    {
        var options = new GwsOperationOptions { ReferenceId = name + "-" + (++_reference).ToString(CultureInfo.InvariantCulture), Force = true };
        var outcome = GwsOutcome.Refused;
        try
        {
            var result = await action(options);
            outcome = result.Outcome;
            Add(result);
            return outcome;
        }
        catch (GwsException error)
        {
            outcome = error.ErrorId is GwsErrorIds.AcknowledgementTimeout or GwsErrorIds.OutcomeUnknown ? GwsOutcome.Unknown : GwsOutcome.Refused;
            if (counted && error.ReferenceId is not null)
            {
                Account.Add(new Entry(error.Operation ?? operation, handle, error.ReferenceId, outcome));
            }

            return outcome;
        }
    }

    private void Add(GwsOperationResult result)
    {
        if (result.Steps.Count > 0)
        {
            foreach (var step in result.Steps)
            {
                Add(step);
            }
        }
        else if (result.ReferenceId.Length > 0)
        {
            Account.Add(new Entry(result.Operation, result.RecordHandle is null ? "-" : Convert.ToString(result.RecordHandle, CultureInfo.InvariantCulture)!, result.ReferenceId, result.Outcome));
        }
    }

    private async Task BetweenRecordsAsync()
    {
        switch (_random.Next(150))
        {
            case 0:
                await TryAsync("AuxWork", "-", options => session.Agent.SetStateAsync(GwsAgentState.AuxWork, options, Lab.Stop), counted: false);
                await TryAsync("Ready", "-", options => session.Agent.SetStateAsync(GwsAgentState.Ready, options, Lab.Stop), counted: false);
                break;
            case 1:
                var call = simulator.RingCall(name);
                await TryAsync("Reject", "-", options => session.Voice.RejectAsync(call, options, Lab.Stop), counted: false);
                break;
            case 2:
                var email = simulator.OfferEmail(name);
                await TryAsync("Reject", "-", options => session.Email.RejectAsync(email, options, Lab.Stop), counted: false);
                break;
            case 3:
                simulator.ExpireHttp(name);
                break;
            case 4:
                simulator.ExpireBayeux(name);
                break;
            case 5:
                var added = new GwsNewRecord { CampaignName = "Campaign 1", CallingList = "List 1", PhoneNumber = "7" + _random.Next(100000), TimeZone = "GMT" };
                await TryAsync("AddRecord", "-", options => session.Outbound.AddRecordAsync(added, options, Lab.Stop), counted: false);
                break;
            case 6:
                await TryAsync("DoNotCallRecord", "-", options => session.Outbound.SendDoNotCallNumberAsync(
                    new GwsCampaignIdentity("Campaign 2"), "62" + _random.Next(1000).ToString("D5", CultureInfo.InvariantCulture), null, null, options, Lab.Stop), counted: false);
                break;
            default:
                break;
        }
    }
}
