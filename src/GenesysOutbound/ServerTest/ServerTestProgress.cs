using System.Management.Automation;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.ServerTest;

/// <summary>The progress bar of a test of a server. Safe to call from any thread.</summary>
internal sealed class ServerTestProgress(AsyncPipeline pipeline)
{
    private const int ActivityId = 1;
    private const string Activity = "Testing the server";

    /// <summary>Shows what the test does now.</summary>
    public void Show(string status, int percent) =>
        pipeline.WriteProgress(new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = percent,
        });

    /// <summary>Takes the bar away.</summary>
    public void End() => pipeline.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done")
    {
        RecordType = ProgressRecordType.Completed,
    });
}
