using System;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Http;

/// <summary>Writes the lines of a session's trace, without secrets. A line that nobody reads is not made.</summary>
internal sealed class HttpTrace(Action<string>? sink, Func<bool>? isWanted, Redactor redactor)
{
    /// <summary>Whether somebody reads the trace at this moment.</summary>
    public bool IsWanted
    {
        get
        {
            try
            {
                return sink is not null && (isWanted is null || isWanted());
            }
            catch (Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        if (!IsWanted)
        {
            return;
        }

        try
        {
            sink!(redactor.Line(line));
        }
        catch (Exception)
        {
            // A reader of the trace must not be able to break the session.
        }
    }
}
