using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads the session's state again after events may have been lost, or where an event must be confirmed: one reading at a time,
/// and one after the last request, however many there were. A reading that meets a failure which may pass (the server is just
/// starting again) is made again with growing pauses, because nothing else would tell what was missed.
/// </summary>
internal sealed class SessionRecovery(Func<CancellationToken, Task> readAnew, Action<Exception> failed,
    CancellationToken closing) : IDisposable
{
    /// <summary>With these pauses a little more than two minutes; a server that fails for longer may never answer.</summary>
    private const int Attempts = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private int _wanted;

    /// <summary>Asks for a reading. Returns at once and never fails.</summary>
    public void Request()
    {
        if (!closing.IsCancellationRequested && Interlocked.Exchange(ref _wanted, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await _oneAtATime.WaitAsync(closing).ConfigureAwait(false);
            try
            {
                // A gap from here on needs a reading of its own.
                Interlocked.Exchange(ref _wanted, 0);
                await ReadAsync().ConfigureAwait(false);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The session is being closed.
        }
        catch (Exception error)
        {
            failed(error);
        }
    }

    private async Task ReadAsync()
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await readAnew(closing).ConfigureAwait(false);
                return;
            }
            catch (GwsException error) when (attempt < Attempts && error.MayPass)
            {
                await Task.Delay(pause, closing).ConfigureAwait(false);
            }

            if (Volatile.Read(ref _wanted) == 1)
            {
                // The reading that waits for this one tells as much.
                return;
            }

            pause = pause + pause > LongestPause ? LongestPause : pause + pause;
        }
    }
}
