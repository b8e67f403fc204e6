using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// A callback at a time of the record's zone is computed with the record's present offset: where that may be wrong at that time,
/// the prompt names both times. A moment with an offset is certain, and so is a time on the clock of this computer, whose rules
/// are known.
/// </summary>
public sealed class ClockWarningTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Theory]
    [InlineData("")]
    [InlineData("-Immediate -TimeoutSec 5")]
    public void A_time_of_the_record_beyond_a_change_of_clocks_names_both_times(string way)
    {
        Assert.SkipUnless(TimeZoneInfo.GetSystemTimeZones().Any(zone => zone.Id == "America/Denver"),
            "This machine has no time zone data.");

        // The record's offset, UTC-7, is the winter of Denver and the summer of Los Angeles: one of the two times is certain now.
        string[] winter = Warnings($"-RecordTime '01/15/2035 10:00' {way}");
        string[] summer = Warnings($"-RecordTime '07/15/2035 10:00' {way}");

        string warning = Assert.Single(winter.Concat(summer));
        string date = winter.Length > 0 ? "01/15/2035" : "07/15/2035";
        string other = winter.Length > 0 ? "09:00 (UTC-08:00)" : "11:00 (UTC-06:00)";
        Assert.Contains($"{date} 10:00 (UTC-07:00)", warning, StringComparison.Ordinal);
        Assert.Contains($"{date} {other}", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-At ([DateTimeOffset]'2035-{0}-15 10:00 -05:00')")]
    [InlineData("-At ([datetime]'2035-{0}-15 10:00')")]
    [InlineData("-At '2035-{0}-15 10:00'")]
    public void A_moment_is_certain(string when)
    {
        Assert.Empty(Warnings(when.Replace("{0}", "01", StringComparison.Ordinal)));
        Assert.Empty(Warnings(when.Replace("{0}", "07", StringComparison.Ordinal)));
    }

    private string[] Warnings(string arguments)
    {
        engine.Run("if (-not $record) { $record = Get-GwsPreviewRecord Campaign1 }");
        IReadOnlyList<object?> output = engine.Run($"$record | Set-GwsRecordSchedule {arguments} -Force");
        Assert.Contains(output, item => item is GwsRecord or GwsOperationResult);
        Assert.DoesNotContain(output, item => item is ErrorRecord);
        return [.. output.OfType<WarningRecord>().Select(warning => warning.Message)];
    }
}
