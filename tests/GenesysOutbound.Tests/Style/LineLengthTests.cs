using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Tests.Style;

/// <summary>
/// No line of C# is longer than .editorconfig says, which no analyser checks. Raw string literals are data: their lines are as
/// long as they are.
/// </summary>
public sealed class LineLengthTests
{
    private const int Limit = 130;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    [InlineData("tools")]
    public void No_line_is_longer_than_the_limit(string folder)
    {
        var separator = Path.DirectorySeparatorChar;
        var files = Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(LongLines));
    }

    private static IEnumerable<string> LongLines(string file)
    {
        var isRaw = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var quotes = line.Split("\"\"\"").Length - 1;
            if (line.Length > Limit && !isRaw && quotes == 0)
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}({number}): {line.Length} columns";
            }

            isRaw ^= quotes % 2 == 1;
        }
    }
}
