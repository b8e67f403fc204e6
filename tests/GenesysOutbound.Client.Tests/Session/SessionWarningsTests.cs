using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>The warnings that a session keeps.</summary>
public sealed class SessionWarningsTests
{
    [Fact]
    public void The_newest_are_kept_in_order()
    {
        var warnings = new SessionWarnings();
        for (var i = 1; i <= SessionWarnings.Most + 20; i++)
        {
            warnings.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(Enumerable.Range(21, SessionWarnings.Most).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            warnings.Snapshot());
    }

    [Fact]
    public void Those_of_several_threads_at_once_are_all_kept()
    {
        var warnings = new SessionWarnings();
        Parallel.For(0, SessionWarnings.Most, i => warnings.Add(i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(SessionWarnings.Most, warnings.Snapshot().Distinct().Count());
    }
}
