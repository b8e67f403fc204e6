using Xunit;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>Tests that look at the whole process and so run while no other does.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel
{
}
