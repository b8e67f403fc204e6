using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace GenesysOutbound.Sessions;

/// <summary>Opens a page of the simulator or of the desktop in the user's browser.</summary>
internal static class BrowserLauncher
{
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
        ProcessStartInfo start = string.IsNullOrEmpty(browser)
            ? new ProcessStartInfo(address) { UseShellExecute = true }
            : new ProcessStartInfo(browser!, address) { UseShellExecute = false };
        try
        {
            Process.Start(start)?.Dispose();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or InvalidOperationException
            or PlatformNotSupportedException)
        {
            return $"No browser could be started ({e.Message}). Open the address in the property PageUri by hand.";
        }
    }
}
