namespace System.Threading.Tasks;

internal sealed class TaskCompletionSource(TaskCreationOptions options)
{
    private readonly TaskCompletionSource<bool> _source = new(options);

    public TaskCompletionSource()
        : this(TaskCreationOptions.None)
    {
    }

    public Task Task => _source.Task;

    public void SetResult() => _source.SetResult(true);

    public bool TrySetResult() => _source.TrySetResult(true);

    public bool TrySetCanceled() => _source.TrySetCanceled();

    public bool TrySetException(Exception exception) => _source.TrySetException(exception);
}
