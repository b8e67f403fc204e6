namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The texts of GSW_ERROR. <see cref="NoRecords"/> is known from public code that compares with it; the others are the
/// simulator's own words.
/// </summary>
internal static class OutboundErrors
{
    public const string NoRecords = "No Records Available";
    public const string CampaignUnknown = "Campaign Not Found";
    public const string CampaignNotLoaded = "Campaign Not Loaded";
    public const string CampaignNotStarted = "Campaign Not Running";
    public const string NoPreviewSession = "Preview Dialing Mode Not Started";
    public const string HandleUnknown = "Invalid Record Handle";
    public const string RecordDone = "Record Already Processed";
    public const string ForeignRecord = "Record Assigned To Another Agent";
    public const string NotHeld = "Record Not Assigned To Agent";
    public const string WrongList = "Calling List Not Found";
    public const string WrongCampaign = "Record Belongs To Another Campaign";
    public const string WrongApplication = "Invalid Application ID";
    public const string InThePast = "Invalid Date Time";
}
