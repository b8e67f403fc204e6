using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GenesysOutbound.Simulator.Host;

/// <summary>The simulator as a program, for clients that are not .NET.</summary>
internal static class Program
{
    private const string Usage = """
        A simulated Genesys Web Services server with an Outbound Contact Server, on loopback.

          --port N         the TCP port; 0 takes any free one (default 8090)
          --address A      the address to listen on (default 127.0.0.1; another lets others in)
          --scenario FILE  a scenario file (JSON); without it, the built-in one
          --list FILE      a calling list (CSV) in place of the scenario's first
          --no-csrf        POST needs no CSRF token
          --help           this text

        Ctrl+C ends it. docs/simulator.md describes the files and the control resources.
        """;

    private static int Main(string[] args)
    {
        var options = new GwsSimulatorOptions { Port = 8090, EnableControl = true };
        if (!TryRead(args, options, out var problem))
        {
            var help = problem.Length == 0;
            (help ? Console.Out : Console.Error).WriteLine(help ? Usage : problem + Environment.NewLine + Usage);
            return help ? 0 : 2;
        }

        using var done = new ManualResetEventSlim();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            done.Set();
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set();
        try
        {
            if (!IPAddress.IsLoopback(options.Address))
            {
                Console.Error.WriteLine(
                    "Warning: the simulator can be reached from other machines, over plain HTTP and with well-known passwords.");
            }

            using var simulator = GwsSimulator.Start(options);
            Describe(simulator);
            done.Wait();
            return 0;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or SocketException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static bool TryRead(string[] args, GwsSimulatorOptions options, out string problem)
    {
        problem = string.Empty;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--no-csrf":
                    options.EnableCsrf = false;
                    continue;
                case "--help" or "-h":
                    return false;
            }

            var name = args[i];
            if (name is not ("--port" or "--address" or "--scenario" or "--list"))
            {
                problem = $"'{name}' is not a known option.";
                return false;
            }

            if (++i == args.Length)
            {
                problem = $"{name} needs a value.";
                return false;
            }

            switch (name)
            {
                case "--scenario":
                    options.ScenarioPath = args[i];
                    break;
                case "--list":
                    options.CallingListPath = args[i];
                    break;
                case "--address":
                    if (!IPAddress.TryParse(args[i], out var address))
                    {
                        problem = $"'{args[i]}' is not a valid IP address.";
                        return false;
                    }

                    options.Address = address;
                    break;
                default:
                    if (!ushort.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                    {
                        problem = $"'{args[i]}' is not a valid port.";
                        return false;
                    }

                    options.Port = port;
                    break;
            }
        }

        return true;
    }

    private static void Describe(GwsSimulator simulator)
    {
        Console.WriteLine($"Simulator: {simulator.Uri}");
        foreach (var agent in simulator.Agents)
        {
            Console.WriteLine($"Agent:     {agent.UserName} / {agent.Password}  ({string.Join(", ", agent.Features)})");
        }

        var records = simulator.Records;
        foreach (var campaign in simulator.Campaigns)
        {
            var count = records.Count(r => campaign.CallingLists.Contains(r.CallingList));
            Console.WriteLine(
                $"Campaign:  {campaign.Name}  ({campaign.DialingMode}, {campaign.State}, "
                + $"application {campaign.ApplicationId}, {count} records)");
        }

        Console.WriteLine($"Page:      {simulator.PageUri}");
        Console.WriteLine($"Control:   {simulator.Uri}simulator/  X-Simulator-Token: {simulator.ControlToken}");
        Console.WriteLine("Ctrl+C ends it.");
    }
}
