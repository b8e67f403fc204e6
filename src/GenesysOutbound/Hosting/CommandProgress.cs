namespace GenesysOutbound.Hosting;

/// <summary>One state of a progress bar.</summary>
internal sealed class CommandProgress
{
    public CommandProgress(string activity, string status)
    {
        Activity = activity;
        Status = status;
    }

    public string Activity { get; }

    public string Status { get; }

    /// <summary>0 to 100, or -1 when the end is not known.</summary>
    public int PercentComplete { get; init; } = -1;

    /// <summary>Seconds to go, or -1 when not known.</summary>
    public int SecondsRemaining { get; init; } = -1;

    /// <summary>True takes the bar away.</summary>
    public bool Completed { get; init; }
}
