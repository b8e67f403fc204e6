using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Support;

internal static class Tasks
{
    /// <summary>The result of a task that must have completed already; table tests never wait.</summary>
    public static T Now<T>(this Task<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully, "not completed: " + task.Status);
        return task.GetAwaiter().GetResult();
    }
}
