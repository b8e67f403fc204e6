using System;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

/// <summary>Phone types and call results: numbers with names in several spellings.</summary>
public class NamedNumbersTests
{
    [Fact]
    public void The_labels_are_those_of_the_document()
    {
        var options = (GwsData)((GwsData)Samples.Fixture("record-fields.response.json").Items("data")[2]!)["options"]!;

        Assert.Equal(12, options.Count);
        Assert.Equal(12, GwsPhoneType.Known.Count);
        foreach (var option in options)
        {
            Assert.Equal(option.Value, GwsPhoneType.Parse(option.Key).Label);
        }
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("Home Phone", 1)]
    [InlineData("HomePhone", 1)]
    [InlineData("home phone", 1)]
    [InlineData(" HOMEPHONE ", 1)]
    [InlineData("home_phone", 1)]
    [InlineData("BusinessWithExt", 3)]
    [InlineData("business with extension", 3)]
    [InlineData("None", 0)]
    [InlineData("NoContactType", 0)]
    [InlineData("E-Mail", 10)]
    [InlineData("instantMESSAGING", 11)]
    public void A_phone_type_is_known_by_number_label_and_name(string text, int number) =>
        Assert.Equal(number, GwsPhoneType.Parse(text).Number);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-1")]
    [InlineData("Home")]
    [InlineData("Telephone")]
    [InlineData("1.0")]
    public void What_is_no_phone_type_is_refused(string? text) =>
        Assert.Equal(GwsErrorIds.PhoneTypeInvalid, Assert.Throws<GwsException>(() => GwsPhoneType.Parse(text!)).ErrorId);

    [Fact]
    public void Every_spelling_of_a_phone_type_comes_back_to_its_number() => Property.Holds(3000, random =>
    {
        var type = random.Pick([.. GwsPhoneType.Known]);
        var text = Respell(random, random.Pick(type.Name, type.Label, type.Number.ToString()));

        Assert.Equal(type, GwsPhoneType.Parse(text));
        Assert.Equal(type, GwsPhoneType.FromInt32(GwsPhoneType.Parse(text).Number));
    });

    [Fact]
    public void Every_spelling_of_a_call_result_comes_back_to_its_number() => Property.Holds(3000, random =>
    {
        var result = random.Pick([.. GwsCallResult.Known]);
        var spellings = new[] { result.Name, result.ServiceName, result.Text, result.Number.ToString() }.Where(text =>
            text.Length > 0).ToArray();
        var text = Respell(random, random.Pick(spellings));

        Assert.Equal(result, GwsCallResult.Parse(text));
        Assert.Equal(result.Number, GwsCallResult.Parse(text).Number);
    });

    [Fact]
    public void Numbers_beyond_the_table_of_call_results_come_back_as_they_are() => Property.Holds(2000, random =>
    {
        var number = random.Next(GwsCallResult.Known.Count, int.MaxValue);

        var result = GwsCallResult.FromInt32(number);

        Assert.Equal(number, result.Number);
        Assert.Equal(result, GwsCallResult.Parse(result.Name));
        Assert.False(result.IsOffered);
    });

    // Another case, and other separators where there are some.
    private static string Respell(Random random, string text)
    {
        var cased = string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
        var separator = random.Pick(" ", "_", "-", string.Empty);
        return random.Pick(string.Empty, " ") + cased.Replace(" ", separator).Replace("_", separator)
            + random.Pick(string.Empty, " ");
    }
}
