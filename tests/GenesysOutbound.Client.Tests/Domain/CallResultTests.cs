using System.Linq;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Domain;

public class CallResultTests
{
    [Fact]
    public void The_offered_results_are_those_of_the_document()
    {
        var printed = ((JObject)Fixture.Json("list-of-call-results.response.json")["data"]!).Properties()
            .ToDictionary(item => item.Name, item => (int)item.Value);
        Assert.Equal(39, printed.Count);
        Assert.Equal(printed, GwsCallResult.Known.Where(item => item.IsOffered)
            .ToDictionary(item => item.ServiceName, item => item.Number));
        Assert.All(printed, item => Assert.Equal(item.Value, GwsCallResult.Parse(item.Key).Number));
    }

    [Fact]
    public void All_54_are_known_by_number_and_14_are_the_telephony_servers_own()
    {
        Assert.Equal(Enumerable.Range(0, 54), GwsCallResult.Known.Select(item => item.Number));
        Assert.Equal(14, GwsCallResult.Known.Count(item => item.IsReserved));
        Assert.Equal(5, Assert.Single(GwsCallResult.Known, item => !item.IsReserved && !item.IsOffered).Number);
        Assert.Equal(54, GwsCallResult.Known.Select(item => item.Name).Distinct().Count());
    }

    [Fact]
    public void The_result_of_the_document_is_busy()
    {
        var result = GwsCallResult.FromInt32((int)Fixture.Json("get-call-result.response.json")["data"]!);
        Assert.Equal("Busy", result.Name);
        Assert.Equal("BUSY", result.ServiceName);
    }

    [Fact]
    public void Larger_numbers_are_accepted_and_others_refused()
    {
        Assert.Equal("1000", GwsCallResult.Parse("1000").Name);
        Assert.False(GwsCallResult.FromInt32(54).IsOffered);
        foreach (var bad in new[] { "", " ", "-1", "Bussy", "6.5", "99999999999" })
        {
            Errors.Of(GwsErrorIds.CallResultInvalid, () => GwsCallResult.Parse(bad));
        }

        Errors.Of(GwsErrorIds.CallResultInvalid, () => GwsCallResult.FromInt32(-1));
    }
}
