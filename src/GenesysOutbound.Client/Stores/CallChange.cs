namespace GenesysOutbound.Client;

/// <summary>What an event or a reply has changed of a call.</summary>
/// <param name="Before">The call as it was known, or null.</param>
/// <param name="After">The call as it is known now.</param>
internal readonly record struct CallChange(GwsCall? Before, GwsCall After)
{
    /// <summary>Whether the call was known to be over already.</summary>
    public bool WasOver => Before is { IsActive: false };

    /// <summary>
    /// The pairs of user data that are new, or have another value than before. Messages repeat the data that the call began with;
    /// the record may have been changed since.
    /// </summary>
    public GwsData NewUserData()
    {
        if (Before is not { } before || Before.RecordHandle != After.RecordHandle)
        {
            return After.UserData;
        }

        if (ReferenceEquals(before.UserData, After.UserData))
        {
            return GwsData.Empty;
        }

        GwsData? changed = null;
        for (var i = 0; i < After.UserData.Count; i++)
        {
            var member = After.UserData.MemberAt(i);
            if (!before.UserData.TryGetExactly(member.Key, out var known) || !Equals(known, member.Value))
            {
                (changed ??= new GwsData()).Set(member.Key, member.Value);
            }
        }

        return changed?.Freeze() ?? GwsData.Empty;
    }
}
