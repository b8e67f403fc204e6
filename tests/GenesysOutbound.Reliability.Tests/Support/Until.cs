using System;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Reliability.Tests.Support;

internal static class Until
{
    /// <summary>Waits for a condition of a session; looks again at every event, and now and then without one.</summary>
    public static async Task TrueAsync(GwsSession session, Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Lab.Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "The condition did not come true.");
            await session.Events.WaitForMoreAsync(session.Events.LastSequence, TimeSpan.FromMilliseconds(20), Lab.Stop);
        }
    }
}
