using System.Collections.Generic;

namespace GenesysOutbound.Pester.Tests;

/// <summary>What Invoke-Suite.ps1 writes.</summary>
internal sealed record SuiteReport
{
    public IReadOnlyList<CaseReport> Cases { get; init; } = [];

    /// <summary>
    /// What failed outside of a case: a file that cannot be read, a block that could not be set up or taken down.
    /// </summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>The PowerShell that it ran in.</summary>
    public string Version { get; init; } = string.Empty;
}

/// <summary>A case: one <c>It</c>, or one row of its <c>-ForEach</c>.</summary>
/// <param name="Suite">Its file.</param>
/// <param name="Key">Which case of the file it is, the same when it is listed and when it is run.</param>
/// <param name="Name">What a reader is shown: its blocks and its own name, filled in.</param>
/// <param name="Result">Pester's word: Passed, Failed, Skipped, Inconclusive or NotRun.</param>
/// <param name="Message">Pester's message about a case that did not pass.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record CaseReport(string Suite, string Key, string Name, string Result, string Message, double Seconds);
