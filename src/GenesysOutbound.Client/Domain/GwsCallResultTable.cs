using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>The 54 call results. A row without a service name is not offered by the desktop.</summary>
internal static class GwsCallResultTable
{
    public static readonly GwsCallResult[] Rows =
    [
        Offered(0, "Ok", "OK", "Ok"),
        Reserved(1, "Transferred", "Transferred"),
        Reserved(2, "Conferenced", "Conferenced"),
        Offered(3, "GeneralError", "GENERAL_ERROR", "General Error"),
        Offered(4, "SystemError", "SYSTEM_ERROR", "System Error"),
        new(5, "RemoteRelease", string.Empty, "Remote Release", isOffered: false, isReserved: false),
        Offered(6, "Busy", "BUSY", "Busy"),
        Offered(7, "NoAnswer", "NO_ANSWER", "No Answer"),
        Offered(8, "SitDetected", "SIT_DETECTED", "SIT Detected"),
        Offered(9, "AnsweringMachine", "ANSWERING_MACHINE", "Answering Machine"),
        Offered(10, "AllTrunksBusy", "ALL_TRUNKS_BUSY", "All Trunks Busy"),
        Offered(11, "SitInvalidNum", "SIT_INVALID_NUM", "SIT Invalid Num"),
        Offered(12, "SitVacant", "SIT_VACANT", "SIT Vacant"),
        Offered(13, "SitOperIntercept", "SIT_OPERINTERCEPT", "SIT Oper Intercept"),
        Offered(14, "SitUnknown", "SIT_UNKNOWN", "SIT Unknown"),
        Offered(15, "SitNoCircuit", "SIT_NO_CIRCUIT", "SIT No Circuit"),
        Offered(16, "SitReorder", "SIT_REORDER", "SIT Reorder"),
        Offered(17, "FaxDetected", "FAXDETECTED", "Fax Detected"),
        Reserved(18, "QueueFull", "Queue Full"),
        Reserved(19, "Cleared", "Cleared"),
        Reserved(20, "Overflowed", "Overflowed"),
        Offered(21, "Abandoned", "ABANDONED", "Abandoned"),
        Reserved(22, "Redirected", "Redirected"),
        Reserved(23, "Forwarded", "Forwarded"),
        Reserved(24, "Consult", "Consult"),
        Reserved(25, "Pickedup", "Pickedup"),
        Offered(26, "Dropped", "DROPPED", "Dropped"),
        Offered(27, "DroppedNoAnswer", "DROPPED_NO_ANSWER", "Dropped No Answer"),
        Offered(28, "Unknown", "UNKNOWN", "Unknown"),
        Reserved(29, "Covered", "Covered"),
        Reserved(30, "ConverseOn", "Converse-On"),
        Reserved(31, "Bridged", "Bridged"),
        Offered(32, "Silence", "SILENCE", "Silence"),
        Offered(33, "Answer", "ANSWER", "Answer"),
        Offered(34, "NuTone", "NUTONE", "NuTone"),
        Offered(35, "NoDialTone", "NO_DIAL_TONE", "No Dial Tone"),
        Offered(36, "NoProgress", "NO_PROGRESS", "No Progress"),
        Offered(37, "NoRingBack", "NO_RINGBACK", "No Ring Back"),
        Offered(38, "NoEstablished", "NO_ESTABLISHED", "No Established"),
        Offered(39, "PagerDetected", "PAGER_DETECTED", "Pager Detected"),
        Offered(40, "WrongParty", "WRONG_PARTY", "Wrong Party"),
        Offered(41, "DialError", "DIAL_ERROR", "Dial Error"),
        Offered(42, "CallDropError", "CALL_DROP_ERROR", "Call Drop Error"),
        Offered(43, "SwitchError", "SWITCH_ERROR", "Switch Error"),
        Offered(44, "NoFreePortError", "NO_FREE_PORT_ERROR", "No Free Port Error"),
        Offered(45, "TransferError", "TRANSFER_ERROR", "Transfer Error"),
        Offered(46, "Stale", "STALE", "Stale"),
        Offered(47, "AgentCallBackError", "AGENT_CALLBACK_ERROR", "Agent CallBack Error"),
        Offered(48, "GroupCallBackError", "GROUP_CALLBACK_ERROR", "Group CallBack Error"),
        Reserved(49, "Deafened", "Deafened"),
        Reserved(50, "Held", "Held"),
        Offered(51, "DoNotCall", "DO_NOT_CALL", "Do Not Call"),
        Offered(52, "CancelRecord", "CANCEL_RECORD", "Cancel Record"),
        Offered(53, "WrongNumber", "WRONG_NUMBER", "Wrong Number"),
    ];

    private static readonly Dictionary<string, GwsCallResult> ByName = Index();

    public static GwsCallResult Find(int number)
    {
        if (number < Rows.Length)
        {
            return Rows[number];
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        return new GwsCallResult(number, text, string.Empty, text, isOffered: false, isReserved: false);
    }

    public static GwsCallResult? Find(string name) =>
        ByName.TryGetValue(NameNormalizer.Normalize(name), out var row) ? row : null;

    private static GwsCallResult Offered(int number, string name, string serviceName, string text) =>
        new(number, name, serviceName, text, isOffered: true, isReserved: false);

    private static GwsCallResult Reserved(int number, string name, string text) =>
        new(number, name, string.Empty, text, isOffered: false, isReserved: true);

    // Two spellings of a result never differ by more than case and separators.
    private static Dictionary<string, GwsCallResult> Index() =>
        Rows.ToDictionary(row => NameNormalizer.Normalize(row.Name), StringComparer.Ordinal);
}
