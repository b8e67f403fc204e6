using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>The one place where failures become error records.</summary>
public sealed class ErrorRecordsTests
{
    public static TheoryData<string> Ids { get; } = [.. GwsErrors.All.Select(row => row.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_row_of_the_table_keeps_its_id_category_target_and_advice(string id)
    {
        var failure = new GwsException(id, "what happened");
        var target = new object();

        ErrorRecord error = ErrorRecords.From(failure, target);

        Assert.Equal(id, error.FullyQualifiedErrorId);
        Assert.Equal(failure.Category.ToString(), error.CategoryInfo.Category.ToString());
        Assert.Same(target, error.TargetObject);
        Assert.Same(failure, error.Exception);
        Assert.Equal("what happened", error.ErrorDetails.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void An_unknown_outcome_says_how_to_find_a_late_answer()
    {
        ErrorRecord error = ErrorRecords.From(new GwsException(GwsErrorIds.AcknowledgementTimeout, "late") { ReferenceId = "42" },
            null);

        Assert.Contains("42", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_ours_has_an_id_of_its_own()
    {
        Assert.Equal("UnexpectedFailure", ErrorRecords.IdOf(new InvalidOperationException()));
        Assert.Equal("OperationCancelled", ErrorRecords.IdOf(new OperationCanceledException()));
        Assert.Equal("InvalidParameter", ErrorRecords.IdOf(new ArgumentException("agent")));
    }

    [Fact]
    public void A_refused_argument_does_not_name_a_parameter_of_the_library()
    {
        var failure = new ArgumentException("The address (of the options) must be absolute; it is 'x'.", "options");

        ErrorRecord error = ErrorRecords.From(failure, null);

        Assert.Equal("The address (of the options) must be absolute; it is 'x'.", error.ErrorDetails.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_message_of_several_lines_is_shown_on_one_and_its_other_controls_are_not()
    {
        var failure = new InvalidOperationException("No such command.\r\n  Check the name.\nOr \u001b[2J the path.\n");

        ErrorRecord error = ErrorRecords.From(failure, null);

        Assert.Equal("No such command. Check the name. Or \uFFFD[2J the path.", error.ErrorDetails.Message);
    }

    [Fact]
    public void Texts_that_a_host_shows_are_cleaned_and_the_exception_and_the_target_stay_as_they_are()
    {
        var failure = new GwsException(GwsErrorIds.HttpError, "bad\u001b[2J");

        ErrorRecord error = ErrorRecords.From(failure, "+1555\u001b]0;x\u0007");

        Assert.Equal("bad\uFFFD[2J", error.ErrorDetails.Message);
        Assert.Equal("+1555\uFFFD]0;x\uFFFD", error.CategoryInfo.TargetName);
        Assert.Equal("+1555\u001b]0;x\u0007", error.TargetObject);
        Assert.DoesNotContain('\u001b', error.CategoryInfo.ToString());
    }

    [Fact]
    public void The_engines_own_exceptions_are_never_reported()
    {
        Assert.False(ErrorRecords.IsReportable(new PipelineStoppedException(), CancellationToken.None));
        Assert.False(ErrorRecords.IsReportable(new OperationCanceledException(), new CancellationToken(true)));
        Assert.True(ErrorRecords.IsReportable(new OperationCanceledException(), CancellationToken.None));
        Assert.True(ErrorRecords.IsReportable(new InvalidOperationException(), CancellationToken.None));
    }
}
