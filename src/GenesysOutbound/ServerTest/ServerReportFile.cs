using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text;
using GenesysOutbound.Client;

namespace GenesysOutbound.ServerTest;

/// <summary>The file of a report: looked at before the test, written after it.</summary>
internal sealed class ServerReportFile
{
    private readonly string _path;
    private readonly bool _force;

    private ServerReportFile(string path, bool force)
    {
        _path = path;
        _force = force;
    }

    /// <summary>Refuses a path that a report cannot be written to.</summary>
    /// <exception cref="GwsException">It is a folder, its folder is not there, or there is a file and -Force is not
    /// given.</exception>
    public static ServerReportFile Prepare(string path, bool force)
    {
        string? problem = Directory.Exists(path) ? "is a folder. Give the path of a file"
            : !Directory.Exists(Path.GetDirectoryName(path)) ? "is in a folder that does not exist. Make the folder first"
            : File.Exists(path) && !force ? "exists already. Give another path, or -Force to overwrite it"
            : null;
        return problem is null
            ? new ServerReportFile(path, force)
            : throw new GwsException(GwsErrorIds.InvalidParameter, $"-ReportPath '{path}' {problem}.");
    }

    /// <summary>Writes the report. Called on the pipeline thread.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="GwsException">It cannot be written.</exception>
    public string Write(GwsServerTestResult result, bool includeValues, PSCmdlet command)
    {
        try
        {
            string text = GwsServerReport.ToMarkdown(result, Software(command), includeValues);
            using var file = new FileStream(_path, _force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            writer.Write(text);
            return _path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter, $"The report could not be written to -ReportPath '{_path}': {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Software(PSCmdlet command)
    {
        var versions = command.SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary;
        return new Dictionary<string, string>
        {
            ["GenesysOutbound"] = command.MyInvocation.MyCommand.Module?.Version?.ToString() ?? "unknown",
            ["PowerShell"] = $"{versions?["PSVersion"]} {versions?["PSEdition"]}".Trim(),
            [".NET"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
        };
    }
}
