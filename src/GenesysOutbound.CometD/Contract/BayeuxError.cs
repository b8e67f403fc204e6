namespace GenesysOutbound.CometD;

/// <summary>
/// The <c>error</c> member: <c>code:args:text</c>. Only the code is ever decided by; servers word the same thing in many ways
/// ("402::session_unknown", "402::Unknown client", "403::Unknown client", "401:id:Unknown client").
/// </summary>
internal static class BayeuxError
{
    /// <summary>The three-digit code, or null when there is none.</summary>
    public static int? CodeOf(string? error)
    {
        if (error is null || error.Length < 3 || (error.Length > 3 && error[3] != ':'))
        {
            return null;
        }

        int code = 0;
        for (int i = 0; i < 3; i++)
        {
            if (error[i] is < '0' or > '9')
            {
                return null;
            }

            code = (code * 10) + (error[i] - '0');
        }

        return code;
    }

    /// <summary>
    /// The error without its arguments: some servers put the client id there, and that is a secret of the session.
    /// </summary>
    public static string? WithoutArguments(string? error)
    {
        if (error is null)
        {
            return null;
        }

        int first = error.IndexOf(':');
        int last = first < 0 ? -1 : error.IndexOf(':', first + 1);
        return last < 0 ? error : error.Substring(0, first + 1) + error.Substring(last);
    }
}
