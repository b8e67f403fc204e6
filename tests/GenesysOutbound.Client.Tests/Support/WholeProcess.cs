using Xunit;

namespace GenesysOutbound.Client.Tests.Support;

/// <summary>Tests that measure the whole process and so run while no other does.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess
{
}
