using System;

namespace GenesysOutbound.Simulator;

/// <summary>Decides whether a fault matches a request or an event.</summary>
internal static class FaultPattern
{
    public static bool Matches(SimulatorFault fault, string? agent, string? method, string path, string? operation)
    {
        return (fault.Agent is null || string.Equals(fault.Agent, agent, StringComparison.OrdinalIgnoreCase))
            && (fault.Method is null || string.Equals(fault.Method, method, StringComparison.OrdinalIgnoreCase))
            && (fault.Operation is null || string.Equals(fault.Operation, operation, StringComparison.OrdinalIgnoreCase))
            && (fault.Path is null || Glob(fault.Path, path));
    }

    /// <summary>Matches a text against a pattern in which <c>*</c> stands for any text, in linear time and memory.</summary>
    public static bool Glob(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
