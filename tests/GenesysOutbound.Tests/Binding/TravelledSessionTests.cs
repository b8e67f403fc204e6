using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Tests.Contract;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// A session that came from a file, a job or another machine is a copy of its properties, and says so where it is used.
/// </summary>
public sealed class TravelledSessionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Copy =
        "$of = [System.Management.Automation.PSSerializer]; "
        + "$copy = $of::Deserialize($of::Serialize((Get-GwsSession -Current))); ";

    /// <summary>Every command that takes a session.</summary>
    public static TheoryData<string> Commands { get; } =
        [.. CommandModel.All.Where(c => c.Parameters.Any(p => p.Name == "Session")).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_session_does_not_travel_and_the_error_says_so(string command)
    {
        ErrorRecord error = engine.ErrorOf($"{Copy}$simulator.ClearRequests(); {command} -Session $copy");

        Assert.Contains("A session does not travel", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-Gws", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-GwsSimulatorRequest -Method Post"));
        Assert.Single(engine.Run("Get-GwsSession -Current"));
    }

    [Theory]
    [InlineData("$copy | Disconnect-Gws")]
    [InlineData("$copy | Select-GwsSession")]
    [InlineData("$copy | Test-GwsSession")]
    [InlineData("Get-GwsSession -Current | Select-Object * | Disconnect-Gws")]
    public void Nor_does_it_down_the_pipeline(string script)
    {
        ErrorRecord error = engine.ErrorOf(Copy + script);

        Assert.Contains("A session does not travel", error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(engine.Run("Get-GwsSession -Current"));
    }
}
