using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The program, as a process of its own.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_serves_until_it_is_ended()
    {
        using var host = Start("--port", "0");
        try
        {
            var said = await ReadUntilAsync(host, "Ctrl+C");
            Assert.Contains("agent1 / secret", said, StringComparison.Ordinal);
            Assert.Contains("Campaign1", said, StringComparison.Ordinal);
            var uri = new Uri(After(said, "Simulator: "));
            using var http = new HttpClient { BaseAddress = uri };
            using var refused = await http.GetAsync("api/v2/me", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            using var request = new HttpRequestMessage(HttpMethod.Post,
                "simulator/ring-call") { Content = new StringContent("{\"agent\":\"agent1\"}", Encoding.UTF8) };
            request.Headers.Add("X-Simulator-Token", After(said, "X-Simulator-Token: "));
            using var driven = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, driven.StatusCode);
        }
        finally
        {
            host.Kill();
        }
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", true)]
    public async Task It_warns_when_others_are_let_in(string address, bool warns)
    {
        using var host = Start("--port", "0", "--address", address);
        try
        {
            var said = await ReadUntilAsync(host, "Ctrl+C");
            using var http = new HttpClient { BaseAddress = new Uri(After(said, "Simulator: ")) };
            Assert.True(http.BaseAddress.IsLoopback);
            using var refused = await http.GetAsync("api/v2/me", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        finally
        {
            host.Kill();
        }

        var warning = await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(warns, warning.Contains("reached from other machines", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_driven_with_its_own_token_only()
    {
        using var host = Start("--port", "0");
        try
        {
            var said = await ReadUntilAsync(host, "Ctrl+C");
            using var http = new HttpClient { BaseAddress = new Uri(After(said, "Simulator: ")) };
            foreach (var (header, value) in new[]
            {
                ("X-Nothing", "x"),
                ("X-Simulator-Token", "wrong"),
                ("X-Simulator-Token", After(said, "X-Simulator-Token: ") + "x"),
                ("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("agent1:secret"))),
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post,
                    "simulator/ring-call") { Content = new StringContent("{\"agent\":\"agent1\"}", Encoding.UTF8) };
                request.Headers.TryAddWithoutValidation(header, value);
                using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
            }
        }
        finally
        {
            host.Kill();
        }
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2, "--nonsense")]
    [InlineData(2, "--port")]
    [InlineData(2, "--port", "70000")]
    [InlineData(2, "--address", "somewhere")]
    [InlineData(1, "--scenario", "/no/such/file.json")]
    public async Task It_ends_with_a_code_and_a_word(int code, params string[] arguments)
    {
        using var host = Start(arguments);
        var said = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, host.ExitCode);
        Assert.NotEqual(string.Empty, said.Trim());
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is string path
            && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add("--runtimeconfig");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GenesysOutbound.Simulator.Tests.runtimeconfig.json"));
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GenesysOutbound.Simulator.Host.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<string> ReadUntilAsync(Process host, string mark)
    {
        var said = new StringBuilder();
        while (await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
        {
            said.AppendLine(line);
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                return said.ToString();
            }
        }

        throw new EndOfStreamException(said + await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static string After(string text, string mark)
    {
        var start = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return text.Substring(start, text.IndexOfAny(['\r', '\n'], start) - start).Trim();
    }
}
