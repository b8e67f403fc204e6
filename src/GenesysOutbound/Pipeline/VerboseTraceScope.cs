using System;
using System.Threading;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// Brings a session's trace lines to the verbose stream of the command that caused them. The session knows a function only; which
/// command is meant follows the flow of the asynchronous call, so commands that run side by side do not get each other's lines.
/// </summary>
internal static class VerboseTraceScope
{
    private static readonly AsyncLocal<Scope?> Current = new();

    /// <summary>Whether a line written now would reach a command.</summary>
    public static bool IsWanted => Current.Value is { Write: not null };

    /// <summary>The function to give to a session. It holds no reference to a command.</summary>
    public static void Write(string line) => Current.Value?.Write?.Invoke(line);

    /// <summary>Until it is disposed, the lines that the current asynchronous flow causes go to this function.</summary>
    public static IDisposable Begin(Action<string> write)
    {
        var scope = new Scope(write);
        Current.Value = scope;
        return scope;
    }

    /// <summary>
    /// Emptied at the end: a loop that was started by a command carries its scope along for as long as it runs.
    /// </summary>
    private sealed class Scope(Action<string> write) : IDisposable
    {
        private Action<string>? _write = write;

        public Action<string>? Write => Volatile.Read(ref _write);

        public void Dispose() => Volatile.Write(ref _write, null);
    }
}
