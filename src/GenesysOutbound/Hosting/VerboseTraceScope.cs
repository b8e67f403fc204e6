using System;
using System.Threading;

namespace GenesysOutbound.Hosting;

/// <summary>
/// Brings a session's trace lines to the verbose stream of the command that caused them. The session knows only a function; which command
/// is meant follows the flow of the asynchronous call, so commands that run side by side do not get each other's lines.
/// </summary>
internal static class VerboseTraceScope
{
    private static readonly AsyncLocal<Target?> Here = new();

    /// <summary>Whether a line written now would reach a command.</summary>
    public static bool IsWanted => Here.Value is { IsRead: true, Pipeline: not null };

    /// <summary>The function to give to a session. It keeps no command alive.</summary>
    public static void Write(string line) => Here.Value?.Pipeline?.WriteVerbose(line);

    /// <summary>Until disposed, lines caused by this flow go to a pipeline.</summary>
    /// <param name="pipeline">The command's pipeline.</param>
    /// <param name="isRead">Whether the command's verbose stream is shown or recorded; else no line is made.</param>
    public static IDisposable To(ICommandPipeline pipeline, bool isRead)
    {
        var target = new Target { Pipeline = pipeline, IsRead = isRead };
        Here.Value = target;
        return target;
    }

    /// <summary>Emptied at the end: a loop that was started by a command carries this along for as long as it runs.</summary>
    private sealed class Target : IDisposable
    {
        private ICommandPipeline? _pipeline;

        public bool IsRead { get; init; }

        public ICommandPipeline? Pipeline
        {
            get => Volatile.Read(ref _pipeline);
            init => _pipeline = value;
        }

        public void Dispose() => Volatile.Write(ref _pipeline, null);
    }
}
