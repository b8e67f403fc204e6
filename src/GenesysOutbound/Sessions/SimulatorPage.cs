using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Sessions;

/// <summary>Opens the page of a simulator in the user's browser.</summary>
internal static class SimulatorPage
{
    /// <summary>
    /// Opens the page with the program that the environment variable <c>BROWSER</c> names, or else with the system's default browser.
    /// </summary>
    /// <param name="simulator">The simulator.</param>
    /// <returns>Why no browser could be started, and what to do; null when one was.</returns>
    public static string? Open(GwsSimulator simulator)
    {
        string address = simulator.PageUri.AbsoluteUri;
        string? browser = Environment.GetEnvironmentVariable("BROWSER");
        ProcessStartInfo start = string.IsNullOrEmpty(browser)
            ? new ProcessStartInfo(address) { UseShellExecute = true }
            : new ProcessStartInfo(browser!, address) { UseShellExecute = false };
        try
        {
            Process.Start(start)?.Dispose();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or InvalidOperationException or PlatformNotSupportedException)
        {
            return $"No browser could be started ({e.Message}). Open the address in the simulator's property PageUri by hand.";
        }
    }
}
