using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;
using Xunit;

namespace GenesysOutbound.Tests.Hosting;

/// <summary>The one place where failures become errors.</summary>
public sealed class CommandErrorsTests
{
    public static TheoryData<string> Ids { get; } = [.. GwsErrors.All.Select(row => row.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_row_of_the_table_keeps_its_id_category_target_and_advice(string id)
    {
        var failure = new GwsException(id, "what happened");
        var target = new object();

        CommandError error = CommandErrors.From(failure, target);

        Assert.Equal(id, error.Id);
        Assert.Equal(failure.Category.ToString(), error.Category.ToString());
        Assert.Same(target, error.Target);
        Assert.Same(failure, error.Exception);
        Assert.Equal(failure.RecommendedAction, error.RecommendedAction);
    }

    [Fact]
    public void An_unknown_outcome_says_how_to_find_a_late_answer()
    {
        CommandError error = CommandErrors.From(new GwsException(GwsErrorIds.AcknowledgementTimeout, "late") { ReferenceId = "42" }, null);

        Assert.Contains("42", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_ours_has_an_id_of_its_own()
    {
        Assert.Equal("UnexpectedFailure", CommandErrors.From(new InvalidOperationException(), null).Id);
        Assert.Equal("OperationCancelled", CommandErrors.From(new OperationCanceledException(), null).Id);
        Assert.Equal("InvalidParameter", CommandErrors.From(new ArgumentException("agent"), null).Id);
    }

    [Fact]
    public void The_engines_own_exceptions_are_never_reported()
    {
        Assert.False(CommandErrors.IsReportable(new PipelineStoppedException(), CancellationToken.None));
        Assert.False(CommandErrors.IsReportable(new OperationCanceledException(), new CancellationToken(true)));
        Assert.True(CommandErrors.IsReportable(new OperationCanceledException(), CancellationToken.None));
        Assert.True(CommandErrors.IsReportable(new InvalidOperationException(), CancellationToken.None));
    }
}
