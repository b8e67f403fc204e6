using System;
using System.Diagnostics.CodeAnalysis;

namespace GenesysOutbound.Simulator;

/// <summary>The ways in which real servers differ from the documents' samples. Each can be turned on separately.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "These are flags.")]
public enum SimulatorResponseVariants
{
    /// <summary>The shapes of the documents' samples, always.</summary>
    None = 0,

    /// <summary><c>referenceId</c> as a JSON number where the request's text allows.</summary>
    ReferenceIdAsNumber = 1,

    /// <summary><c>recordHandle</c> and <c>GSW_RECORD_HANDLE</c> as text.</summary>
    RecordHandleAsText = 2,

    /// <summary><c>applicationId</c> and <c>GSW_APPLICATION_ID</c> as text.</summary>
    ApplicationIdAsText = 4,

    /// <summary><c>duration</c> of a call as a number.</summary>
    DurationAsNumber = 8,

    /// <summary>
    /// <c>participants</c> of a call as texts, with <c>participantsInfo</c> beside it (older revisions of the call resource).
    /// </summary>
    ParticipantsAsText = 16,

    /// <summary>
    /// Records as <c>{id: GUID, state, phone, customFields}</c> with <c>StatusChanged</c> (seen in public code that reads a live
    /// server).
    /// </summary>
    CustomFields = 32,

    /// <summary><c>StatusChanged</c> for <c>StatusChange</c>.</summary>
    StatusChangedSpelling = 64,

    /// <summary>Channels without <c>/v2</c>; delivered to clients that subscribed to the channel with <c>/v2</c>.</summary>
    ChannelWithoutVersion = 128,

    /// <summary>Empty texts become null or are left out.</summary>
    NullLike = 256,

    /// <summary>Members that no document names.</summary>
    UnknownMembers = 512,

    /// <summary>Errors as <c>errorMessage</c> in place of <c>GSW_ERROR</c>.</summary>
    ErrorMessage = 1024,

    /// <summary>"No records" as the event <c>PreviewRecordEmpty</c> in place of an error.</summary>
    PreviewRecordEmpty = 2048,

    /// <summary>The <c>/meta/connect</c> reply without advice.</summary>
    NoAdvice = 4096,

    /// <summary>
    /// Records with <c>devicePath</c>, <c>callingList</c>, <c>applicationId</c>, <c>recordHandle</c> and <c>campaignName</c>
    /// beside <c>userData</c>.
    /// </summary>
    RecordMembers = 8192,

    /// <summary>Everything above.</summary>
    All = 16383,
}
