using System;
using System.Collections.Generic;
using GenesysOutbound.Client;

namespace GenesysOutbound.Pipeline;

/// <summary>One input of a bulk run, and what has become of it. Guarded by the gate of the window that it is in.</summary>
internal sealed class BulkItem(GwsRecordIdentity record, object target)
{
    private List<string>? _messages;

    /// <summary>The record to work on.</summary>
    public GwsRecordIdentity Record { get; } = record;

    /// <summary>The input as it came down the pipeline: the target of an error.</summary>
    public object Target { get; } = target;

    /// <summary>The window that it is in.</summary>
    public OrderedWindow? Window { get; set; }

    /// <summary>How the operation is to be carried out.</summary>
    public GwsOperationOptions? Options { get; set; }

    /// <summary>The answer, or null.</summary>
    public GwsOperationResult? Result { get; set; }

    /// <summary>The failure, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How often the request has been sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether it holds a place of the limiter.</summary>
    public bool HoldsPlace { get; set; }

    /// <summary>Whether there is an answer or a failure.</summary>
    public bool IsDone { get; set; }

    /// <summary>Lines for the verbose stream, in order; empty for most.</summary>
    public IReadOnlyList<string> Messages => (IReadOnlyList<string>?)_messages ?? [];

    /// <summary>The server has accepted the request: only the acknowledgement is still to come.</summary>
    public void OnAccepted() => Window!.OnAccepted(this);

    /// <summary>Adds a line for the verbose stream.</summary>
    public void AddMessage(string line) => (_messages ??= []).Add(line);
}
