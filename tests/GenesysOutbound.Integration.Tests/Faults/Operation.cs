using System;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>By what an operation is answered; operations of one kind meet a fault alike.</summary>
internal enum OperationKind
{
    /// <summary>A request that only reads: the HTTP reply is the answer.</summary>
    Read,

    /// <summary>The event with the request's reference id is the answer.</summary>
    ByReference,

    /// <summary>The request carries no reference id; the event about the call, the e-mail or the device is the answer.</summary>
    ByEvent,

    /// <summary>Several requests, each acknowledged before the next.</summary>
    Steps,

    /// <summary>No request: an event of the server is waited for. The fault strikes the poll.</summary>
    Wait,
}

/// <summary>An operation of the matrix that is one request.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Kind">By what it is answered.</param>
/// <param name="WireName">The request's <c>operationName</c>; null for a GET.</param>
/// <param name="Run">Carries it out.</param>
internal sealed record Operation(string Name, OperationKind Kind, string? WireName, Func<Stage, GwsOperationOptions, Task> Run)
{
    /// <summary>Gets what it works on, before the fault: a record, a call that rings.</summary>
    public Func<Stage, Task>? Prepare { get; init; }

    /// <summary>The path of its request, where the name alone does not tell it from another's.</summary>
    public Func<Stage, string>? Path { get; init; }

    public bool IsMine(Stage stage, SimulatorRequest request) =>
        (WireName is null || request.Operation == WireName) && (Path is null || request.Path == Path(stage));

    public override string ToString() => Name;
}
