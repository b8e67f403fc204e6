using System;
using System.Globalization;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>
/// What the simulator reads and writes does not depend on the culture of the process. The cultures are made by hand, with the
/// signs and separators of Swedish, German and a culture that differs in everything, because test machines have no culture data.
/// </summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("\u2212", ",", "\u00a0")]
    [InlineData("-", ",", ".")]
    [InlineData("~", ";", "_")]
    public async Task It_starts_and_works_in_any_culture(string minus, string point, string group)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = minus;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.DateTimeFormat.DateSeparator = "'";
        culture.DateTimeFormat.TimeSeparator = ".";
        var before = CultureInfo.CurrentCulture;
        try
        {
            // The listening socket and its connections take the culture over from here.
            CultureInfo.CurrentCulture = culture;
            using var csv = new TemporaryFile(".csv", "Phone,tz_offset,Ratio:float,Balance\n5,-25200,-1.5,-7\n");
            using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path,
                EnableControl = true });
            Assert.Equal(-25200, simulator.Records[0].TimeZoneOffset);
            using var agent = await TestAgent.LogInAsync(simulator, "agent1");
            var record = (await agent.PreviewAsync())!;
            Assert.Equal(-25200, (int)record["GSW_TZ_OFFSET"]!);
            Assert.Equal(-1.5, (double)record["Ratio"]!);
            Assert.Equal(-7, (int)record["Balance"]!);
            var handle = (long)record["GSW_RECORD_HANDLE"]!;
            var at = simulator.Now.AddDays(1).ToUnixTimeSeconds();
            await agent.RecordAsync("RescheduleRecord", handle,
                new JObject { ["callbackType"] = "Campaign", ["timestamp"] = at });
            await agent.EventAsync("ScheduledRecordRescheduleAcknowledge");
            var expected = DateTimeOffset.FromUnixTimeSeconds(at).ToString("u", CultureInfo.InvariantCulture);
            Assert.EndsWith(expected, simulator.Records[0].History[^1].Detail, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
