using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace GenesysOutbound.Hosting;

/// <content>How a command ends early: its work is told to stop, and waited for, but not for long.</content>
internal sealed partial class CommandPump
{
    /// <summary>Ends everything: nothing more is written, the work is cancelled and waited for. Only the first call does anything.</summary>
    private void Abort()
    {
        var abandoned = new List<PipelineItem>();
        lock (Gate)
        {
            if (Aborted)
            {
                return;
            }

            Aborted = true;
            _waiting.Clear();
            foreach (CommandRun run in _order)
            {
                abandoned.AddRange(run.Items);
                run.Items.Clear();
            }

            _order.Clear();
            Monitor.PulseAll(Gate);
        }

        foreach (PipelineItem item in abandoned)
        {
            item.Abandon(Cancelled);
        }

        Cancel();
        if (!Join())
        {
            WarnOfLateWork();
        }
    }

    /// <summary>Cancels from a pool thread: what is registered on the token runs there, and can hold up neither the user's stop nor us.</summary>
    private void Cancel() => ThreadPool.QueueUserWorkItem(_ =>
    {
        try
        {
            _cancel.Cancel();
        }
        catch (AggregateException)
        {
            // A callback of the work's own failed. The work reports its own failures; here nobody could read them.
        }
    });

    private bool Join()
    {
        var waited = Stopwatch.StartNew();
        lock (Gate)
        {
            while (_unfinished > 0)
            {
                TimeSpan left = _joinLimit - waited.Elapsed;
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                _ = Monitor.Wait(Gate, left);
            }
        }

        return true;
    }

    private void WarnOfLateWork()
    {
        try
        {
            _sink.WriteWarning("The command ended before its work did. The work was told to stop; what it still writes is dropped.");
        }
        catch (Exception)
        {
            // A pipeline that is stopping takes no warning. The reason why the command ends is on its way already and matters more.
        }
    }
}
