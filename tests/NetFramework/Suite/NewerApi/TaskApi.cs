using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound;

internal static class TaskApi
{
    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;

        public Task WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, CancellationToken.None);

        public Task WaitAsync(CancellationToken stop) => task.WaitAsync(Timeout.InfiniteTimeSpan, stop);

        public async Task WaitAsync(TimeSpan timeout, CancellationToken stop)
        {
            await FirstAsync(task, timeout, stop).ConfigureAwait(false);
            await task.ConfigureAwait(false);
        }
    }

    extension<T>(Task<T> task)
    {
        public Task<T> WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, CancellationToken.None);

        public Task<T> WaitAsync(CancellationToken stop) => task.WaitAsync(Timeout.InfiniteTimeSpan, stop);

        public async Task<T> WaitAsync(TimeSpan timeout, CancellationToken stop)
        {
            await FirstAsync(task, timeout, stop).ConfigureAwait(false);
            return await task.ConfigureAwait(false);
        }
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync() => Task.Run(source.Cancel);
    }

    extension(ThreadPool)
    {
        /// <summary>Threads at work: idle ones are not counted here.</summary>
        public static int ThreadCount
        {
            get
            {
                ThreadPool.GetMaxThreads(out int most, out _);
                ThreadPool.GetAvailableThreads(out int free, out _);
                return most - free;
            }
        }
    }

    extension(TcpListener listener)
    {
        public async Task<TcpClient> AcceptTcpClientAsync(CancellationToken stop) =>
            await listener.AcceptTcpClientAsync().WaitAsync(stop).ConfigureAwait(false);
    }

    private static async Task FirstAsync(Task task, TimeSpan timeout, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task first = await Task.WhenAny(task, Task.Delay(timeout, ended.Token)).ConfigureAwait(false);
        ended.Cancel();
        if (first != task)
        {
            stop.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
    }
}
