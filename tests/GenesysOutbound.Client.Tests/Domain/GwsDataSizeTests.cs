using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

/// <summary>Small objects are searched through, large ones have an index: both behave alike.</summary>
public class GwsDataSizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void Members_are_found_replaced_and_missed_alike(int members)
    {
        var data = new GwsData();
        for (var i = 0; i < members; i++)
        {
            data.Set("Name" + i.ToString(CultureInfo.InvariantCulture), i);
        }

        // An exact name wins over the same name in another case, whichever came first.
        data.Set("NAME0", "upper");
        data.Set("Name" + (members - 1).ToString(CultureInfo.InvariantCulture), "last");

        Assert.Equal(members + 1, data.Count);
        Assert.Equal(members == 1 ? "last" : 0, data["Name0"]);
        Assert.Equal("upper", data["NAME0"]);
        Assert.Equal(members == 1 ? "last" : 0, data["nAme0"]);
        Assert.Equal("last", data["name" + (members - 1).ToString(CultureInfo.InvariantCulture)]);
        Assert.Null(data["Name" + members.ToString(CultureInfo.InvariantCulture)]);
        Assert.False(data.ContainsKey("Nam"));
        Assert.Equal("Name0", data.Keys.First());
        Assert.Equal("NAME0", data.Keys.Last());
        Assert.Throws<ArgumentNullException>(() => data.ContainsKey(null!));
    }
}
