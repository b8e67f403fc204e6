using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client.Facts;

/// <summary>One command of the walk with a record.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="ReferenceId">The reference id that was sent with it.</param>
/// <param name="IsAcknowledged">Whether its acknowledgement came.</param>
/// <param name="Took">From sending it to its acknowledgement.</param>
internal sealed record RecordStep(string Operation, string ReferenceId, bool IsAcknowledged, TimeSpan Took);

/// <summary>What was observed of a server: all that probes judge by. An immutable snapshot.</summary>
internal sealed record ServerEvidence
{
    /// <summary>The exchanges since observation began, oldest first.</summary>
    public IReadOnlyList<ObservedExchange> Exchanges { get; init; } = [];

    /// <summary>The notifications in the session's log, oldest first.</summary>
    public IReadOnlyList<ObservedMessage> Messages { get; init; } = [];

    /// <summary>The answers to the requests that a binding asks for (<see cref="FactRequest.Key"/>).</summary>
    public IReadOnlyDictionary<string, ObservedAnswer> Answers { get; init; } = new Dictionary<string, ObservedAnswer>();

    /// <summary>The names of the cookies that the session has.</summary>
    public IReadOnlyCollection<string> Cookies { get; init; } = [];

    /// <summary>The channels that are subscribed.</summary>
    public IReadOnlyCollection<string> Subscribed { get; init; } = [];

    /// <summary>The channels whose subscription was refused.</summary>
    public IReadOnlyCollection<string> Refused { get; init; } = [];

    /// <summary>Whether the server acknowledges notifications; null when there is no session.</summary>
    public bool? Acknowledges { get; init; }

    /// <summary>The commands of the walk with a record.</summary>
    public IReadOnlyList<RecordStep> Steps { get; init; } = [];

    /// <summary>What the session did not understand.</summary>
    public IReadOnlyList<GwsUnexpectedContent> Unexpected { get; init; } = [];

    /// <summary>The messages of one type.</summary>
    public IEnumerable<ObservedMessage> Of(string messageType) => Messages.Where(message =>
        string.Equals(message.MessageType, messageType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The step of an operation, or null when it was not sent.</summary>
    public RecordStep? Step(string operation) => Steps.FirstOrDefault(step => step.Operation == operation);
}
