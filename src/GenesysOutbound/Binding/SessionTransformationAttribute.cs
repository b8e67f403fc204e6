using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Binding;

/// <summary>Lets a session be given as object, name or id.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is null or GwsSession)
        {
            return value;
        }

        if (inputData is PSObject travelled
            && travelled.TypeNames.Any(name => name.EndsWith("." + typeof(GwsSession).FullName, StringComparison.Ordinal)))
        {
            throw InvalidArgument.Because(
                "This session is a copy: it came from a file, a job, another machine or Select-Object. " +
                    "A session does not travel: open one there with Connect-Gws.");
        }

        string nameOrId = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        return here.Find(nameOrId) switch
        {
            { Count: 1 } found => found[0],
            { Count: > 0 } several => throw InvalidArgument.Because(
                "Several sessions are called '" + nameOrId + "': " + string.Join(", ", several.Select(s =>
                    $"{s.Id.ToString(CultureInfo.InvariantCulture)} '{s.Name}' ({s.UserName} at {s.Uri})"))
                    + ". Give the id of one, or the session as an object."),
            _ when here.Sessions.Count == 0 => throw InvalidArgument.Because(
                "There is no session '" + nameOrId + "'; this runspace has none. Open one with Connect-Gws."),
            _ => throw InvalidArgument.Because("There is no session '" + nameOrId + "'. There are: "
                + string.Join(", ", here.Sessions.Select(s =>
                    s.Id.ToString(CultureInfo.InvariantCulture) + " '" + s.Name + "'")) + "."),
        };
    }
}
