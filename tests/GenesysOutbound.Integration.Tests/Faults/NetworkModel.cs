using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.NetworkFaults;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>The table of expectations for faults that the network makes, by a proxy between client and server.</summary>
internal static class NetworkMatrix
{
    private static readonly Expected Done = Expected.Done;
    private static readonly Expected Broken = Expected.Broken;
    private static readonly Expected ConnectTimeout = Expected.Not(GwsErrorIds.ConnectTimeout);

    public static IReadOnlyList<Fault> Faults { get; } =
    [
        new("connection refused", null, Expected.Refused, Expected.Refused, Done)
        {
            IsOfNetwork = true,
            Strike = stage =>
            {
                stage.Proxy!.GoDown();
                stage.WaitUntilNoticed();
            },
            Relieve = stage => stage.Proxy!.ComeUp(),
        },
        new("connections reset, then the network is back", null, Done, Done, Done)
        {
            IsOfNetwork = true,
            Strike = stage =>
            {
                stage.Proxy!.GoDown();
                stage.Proxy.ComeUp();
            },
        },
        Of("request lost, connection reset", NetworkFault.CutBefore, Broken, Done, reset: true),
        Of("request lost, connection closed in order", NetworkFault.CutBefore, Broken, Done),
        Of("request lost, connection open and silent", NetworkFault.Stall, Expected.NoAcknowledgement, ConnectTimeout)
            with { IsSilent = true },
        Of("reply lost, connection reset", NetworkFault.CutAfter, Done, Done, reset: true),
        Of("reply lost, connection closed in order", NetworkFault.CutAfter, Done, Done),
        Of("reply cut in its head, connection reset", NetworkFault.CutWithin, Done, Done, bytes: 20, reset: true),
        Of("reply cut in its head, connection closed in order", NetworkFault.CutWithin, Done, Done, bytes: 20),
        Of("reply cut in its body, connection reset", NetworkFault.CutWithin, Done, Done, bytes: -1, reset: true),
        Of("reply cut in its body, connection closed in order", NetworkFault.CutWithin, Done, Done, bytes: -1),
        Of("reply cut, connection half closed", NetworkFault.HalfClose, Done, Done),
        Of("reply stalls in its head", NetworkFault.StallWithin, Done, ConnectTimeout, bytes: 20) with { IsSilent = true },
        Of("reply stalls in its body", NetworkFault.StallWithin, Done, ConnectTimeout, bytes: -1) with { IsSilent = true },
        Of("reply late, after the acknowledgement", NetworkFault.Delay, Done, Done, time: TimeSpan.FromMilliseconds(300)),
        Of("reply trickles in", NetworkFault.Trickle, Done, Done, bytes: 7, time: TimeSpan.FromMilliseconds(1)),
        Of("a gateway answers 502 in place of the server", NetworkFault.Answer, Broken, Done),
    ];

    public static Fault Find(string name) => Faults.Single(fault => fault.Name == name);

    // A poll that breaks is made again, and the acknowledgement extension brings again what it carried.
    private static Fault Of(string name, NetworkFault kind, Expected command, Expected read, int bytes = 1, bool reset = false,
        TimeSpan time = default) =>
        new(name, null, command, read, Done)
        {
            IsOfNetwork = true,
            Rule = match =>
                new FaultRule { Fault = kind, Match = match, Bytes = bytes, Reset = reset, Time = time, Status = 502 },
        };
}
