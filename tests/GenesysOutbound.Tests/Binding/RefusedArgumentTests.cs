using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Tests.Contract;
using Xunit;

namespace GenesysOutbound.Tests.Binding;

/// <summary>
/// What is said of an argument that cannot be used never steers the terminal: a script may have it from a record.
/// </summary>
public sealed class RefusedArgumentTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly Type[] LeftOut = [typeof(string), typeof(string[]), typeof(PSCredential), typeof(Uri)];

    /// <summary>
    /// Every parameter that a row has a column for and that is not text. A credential is left out: the engine asks for the
    /// password of any name. So is the address of a server: no record has it.
    /// </summary>
    public static TheoryData<string> Parameters { get; } = ReadParameters();

    [Theory]
    [MemberData(nameof(Parameters))]
    [InlineData("Set-GwsCallResult -RecordHandle 1 -CallResult")]
    [InlineData("New-GwsRecord Campaign1 CallingList1 5551 -TimeZone PST -PhoneType")]
    [InlineData("New-GwsRecord Campaign1 CallingList1 5551 -TimeZone PST -From")]
    [InlineData("New-GwsRecord Campaign1 CallingList1 5551 -TimeZone PST -OtherFields")]
    [InlineData("Invoke-GwsCancelRecord -RecordHandle 1 -Scope")]
    [InlineData("Update-GwsRecordField -RecordHandle 1 -Field")]
    [InlineData("Get-GwsRecord -Session")]
    [InlineData("Connect-Gws http://127.0.0.1:1 -RootCertificate")]
    public void A_refused_argument_is_quoted_in_a_text_that_is_safe_to_show(string command)
    {
        ErrorRecord error = engine.ErrorOf(command + " \"a`e[31mb`u{9b}c\"");

        Assert.DoesNotContain(error.Exception.Message, letter => char.IsControl(letter));
        Assert.Contains("a\uFFFD[31mb\uFFFDc", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ RecordHandle = 1; ApplicationId = \"134`n\" } | Get-GwsRecordField -Name none")]
    [InlineData("Set-GwsRecordSchedule -RecordHandle none -At \"2031-05-27 14:30`n\" -CallbackType \"`tPersonal`n\"")]
    public void A_line_break_at_the_end_of_an_argument_that_the_engine_reads_is_no_error_of_its_own(string script)
    {
        ErrorRecord error = engine.ErrorOf(script);

        Assert.DoesNotContain("is not a valid value", error.Exception.Message, StringComparison.Ordinal);
    }

    private static TheoryData<string> ReadParameters() =>
    [
        .. from command in CommandModel.All
           from parameter in command.Parameters
           where parameter.ByPropertyName && !LeftOut.Contains(parameter.Property.PropertyType)
           select $"{command.Name} -{parameter.Name}",
    ];
}
