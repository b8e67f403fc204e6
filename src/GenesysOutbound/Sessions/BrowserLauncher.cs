using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace GenesysOutbound.Sessions;

/// <summary>Opens a page of the simulator or of the desktop in the user's browser.</summary>
internal static class BrowserLauncher
{
    // What the opener of a desktop prints when it finds no browser has the address in it, and with it the page's token.
    private const string QuietOpener = "-c \"exec xdg-open '{0}' </dev/null >/dev/null 2>&1\"";

    /// <summary>How long an opener is waited for that finds no browser, in milliseconds; one that finds one may stay.</summary>
    private const int OpenerPatience = 1000;

    /// <summary>
    /// Opens the page with the program that the environment variable <c>BROWSER</c> names, or else with the system's default
    /// browser.
    /// </summary>
    /// <param name="page">The address of the page.</param>
    /// <returns>Why no browser could be started, and what to do; null when one was.</returns>
    public static string? Open(Uri page)
    {
        string address = page.AbsoluteUri;
        string? browser = Environment.GetEnvironmentVariable("BROWSER");
        try
        {
            if (!string.IsNullOrEmpty(browser))
            {
                Process.Start(new ProcessStartInfo(browser!, address) { UseShellExecute = false })?.Dispose();
            }
            else if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            {
                return OpenByDesktop(address);
            }
            else
            {
                Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
            }

            return null;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or InvalidOperationException
            or PlatformNotSupportedException)
        {
            return Problem(e.Message);
        }
    }

    private static string? OpenByDesktop(string address)
    {
        using var opener = Process.Start(new ProcessStartInfo("/bin/sh",
            string.Format(CultureInfo.InvariantCulture, QuietOpener, address.Replace("'", "%27"))) { UseShellExecute = false });
        return opener!.WaitForExit(OpenerPatience) && opener.ExitCode != 0
            ? Problem("xdg-open ended with exit code " + opener.ExitCode.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static string Problem(string why) =>
        $"No browser could be started ({why}). Open the address in the property PageUri by hand.";
}
