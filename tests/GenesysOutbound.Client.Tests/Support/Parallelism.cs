using Xunit;

// The tests wait far more than they compute; more of them at once than there are cores does no harm.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
