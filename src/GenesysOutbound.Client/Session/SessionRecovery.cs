using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads the session's state again after events may have been lost, or where an event must be confirmed: one reading at a time,
/// and one after the last request, however many there were.
/// </summary>
internal sealed class SessionRecovery(Func<CancellationToken, Task> readAnew, Action<Exception> failed,
    CancellationToken closing) : IDisposable
{
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
                await readAnew(closing).ConfigureAwait(false);
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
}
