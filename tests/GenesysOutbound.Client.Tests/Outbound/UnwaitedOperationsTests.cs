using System.Globalization;
using System.Linq;
using GenesysOutbound.Client.Operations;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>The requests that nobody waits for.</summary>
public sealed class UnwaitedOperationsTests
{
    [Fact]
    public void One_is_found_by_its_record_and_its_reference_id_until_it_is_answered()
    {
        var unwaited = new UnwaitedOperations();
        var named = Add(unwaited, "7", "r1");
        var dial = Add(unwaited, "8", null);
        Assert.True(unwaited.IsUnderWay("7"));
        Assert.Equal([named, dial], unwaited.Candidates("r1"));
        Assert.Equal([dial], unwaited.Candidates(null));

        named.Expire();
        dial.Expire();
        Assert.False(unwaited.IsUnderWay("7"));
        Assert.Empty(unwaited.Candidates("r1"));
    }

    [Fact]
    public void One_of_two_for_a_record_that_is_open_keeps_it_busy()
    {
        var unwaited = new UnwaitedOperations();
        var first = Add(unwaited, "7", "r1");
        Add(unwaited, "7", "r2").Expire();
        Assert.True(unwaited.IsUnderWay("7"));
        first.Expire();
        Assert.False(unwaited.IsUnderWay("7"));
    }

    [Fact]
    public void Those_that_are_open_outlive_the_forgetting_of_the_others()
    {
        var unwaited = new UnwaitedOperations();
        var open = Enumerable.Range(0, 1000).Where(i =>
        {
            var operation = Add(unwaited, Text(i), "r" + Text(i));
            if (i % 3 != 0)
            {
                operation.Expire();
            }

            return i % 3 == 0;
        }).ToHashSet();
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(open.Contains(i), unwaited.IsUnderWay(Text(i))));
        Assert.All(Enumerable.Range(0, 1000),
            i => Assert.Equal(open.Contains(i) ? 1 : 0, unwaited.Candidates("r" + Text(i)).Count()));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static PendingOperation Add(UnwaitedOperations unwaited, string handle, string? reference)
    {
        var operation = new PendingOperation(reference, (_, _) => MatchResult.None) { RecordHandle = handle, IsExclusive = true };
        unwaited.Add(operation);
        return operation;
    }
}
