using System;
using GenesysOutbound.Formatting;
using Xunit;

namespace GenesysOutbound.Tests.Formatting;

/// <summary>Data never steers the terminal.</summary>
public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "\uFFFD[2J\uFFFD]0;title\uFFFD")]
    [InlineData("a\r\nb\tc\bd", "a\uFFFD\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("\u009b31mred", "\uFFFD31mred")]
    [InlineData("abc\u202Ecba", "abc\uFFFDcba")]
    [InlineData("line\u2028break", "line\uFFFDbreak")]
    [InlineData("Zo\u00EB \u4E16\u754C \U0001F4DE", "Zo\u00EB \u4E16\u754C \U0001F4DE")]
    [InlineData("tag \U000E0041 end", "tag \uFFFD end")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Control_and_formatting_characters_are_replaced_and_all_else_is_kept(string? text, string shown) =>
        Assert.Equal(shown, DisplayText.Clean(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal("half \uFFFD pair", DisplayText.Clean(string.Concat("half ", ((char)0xD800).ToString(), " pair")));

    [Fact]
    public void Values_are_shown_as_text()
    {
        Assert.Equal("9", DisplayText.Clean(9L));
        Assert.Equal("1500", DisplayText.Milliseconds(TimeSpan.FromSeconds(1.5)));
    }
}
