namespace GenesysOutbound.Client.Wire;

/// <summary>How the operations on calls, e-mails, the agent and the contact-center session look on the wire.</summary>
internal interface IMediaRequests
{
    /// <summary>Dials a number; for a record, with the record's pairs as user data.</summary>
    WireRequest Dial(string devicePath, string phoneNumber, GwsData? userData);

    /// <summary>The pairs that tie a call to the record that it is for.</summary>
    GwsData UserDataOf(ResolvedRecord record, GwsRecord? known);

    WireRequest AnswerCall(string callId);

    WireRequest RejectCall(string callId);

    WireRequest EndCall(string callId);

    WireRequest AcceptEmail(string emailId);

    WireRequest RejectEmail(string emailId);

    WireRequest SetAgentState(GwsAgentState state);

    WireRequest StartContactCenterSession(GwsSessionOptions options, string[] mediaChannels);

    WireRequest EndContactCenterSession();
}
