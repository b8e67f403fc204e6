using System;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Security;
using Xunit;

namespace GenesysOutbound.Client.Tests.Security;

/// <summary>What the session's redactor knows, how it finds it again, and how long it takes.</summary>
public sealed class RedactionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const string Password = "p\u00e4\"ss w/\\rd\u4e2d";

    public static TheoryData<string> Spellings { get; } =
    [
        Password,
        "p\u00e4\\\"ss w/\\\\rd\u4e2d",
        "p\\u00e4\\\"ss w/\\\\rd\\u4e2d",
        "p\\u00E4\\\"ss w\\/\\\\rd\\u4E2D",
        "p\\\\u00e4\\\\\\\"ss w/\\\\\\\\rd\\\\u4e2d",
        "p%C3%A4%22ss%20w%2F%5Crd%E4%B8%AD",
        "p%c3%a4%22ss+w%2f%5crd%e4%b8%ad",
        "p&#228;&quot;ss w/\\rd\u4e2d",
        "p\u00c3\u00a4\"ss w/\\rd\u00e4\u00b8\u00ad",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_secret_is_found_however_it_is_spelled(string spelled)
    {
        var (redactor, _, _) = Make();
        Assert.Equal("before *** after", redactor.Clean("before " + spelled + " after"));
    }

    [Fact]
    public void Values_in_use_are_never_forgotten_however_many_others_come_and_go()
    {
        var (redactor, secrets, jar) = Make();
        var uri = new Uri("http://h/api/v2/notifications");
        jar.Store(uri, ["LIVE=live-cookie-value; Path=/api/v2/notifications/deep"]);
        secrets.SetCsrfToken("live-csrf-token");
        secrets.SetClientId("live-client-id");
        for (var i = 0; i < 2000; i++)
        {
            jar.Store(uri, ["RENEWED=value-number-" + i]);
        }

        Assert.Equal("*** *** *** ***", redactor.Clean("live-cookie-value live-csrf-token live-client-id value-number-1999"));
        Assert.Equal("***", redactor.Clean("value-number-1990"));
    }

    [Fact]
    public void A_replaced_token_is_still_masked()
    {
        var (redactor, secrets, _) = Make();
        secrets.SetCsrfToken("first-token-value");
        secrets.SetCsrfToken("second-token-value");
        Assert.Equal("*** ***", redactor.Clean("first-token-value second-token-value"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4000)]
    [InlineData(4090)]
    [InlineData(4095)]
    public void A_secret_that_crosses_the_cut_of_a_line_leaves_no_part_of_itself(int before)
    {
        var (redactor, _, jar) = Make();
        var cookie = "start-" + new string('k', 12_000);
        jar.Store(new Uri("http://h/"), ["LONG=" + cookie]);
        var line = redactor.Line(new string('.', before) + cookie + " tail");
        Assert.DoesNotContain("start-", line, StringComparison.Ordinal);
        Assert.DoesNotContain("kkk", line, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Hostile { get; } = new()
    {
        { "addresses", "?token" }, { "members", "\"token" }, { "escaped members", "\\\"token" }, { "headers", " token: token" },
            { "user info", "://a" },
        { "schemes", "Basic " }, { "names", "csrf-" }, { "blanks", "token =" }, { "quotes", "token:\"\\" }, { "a long run", "k" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task No_text_takes_longer_than_its_length_allows(string kind, string unit)
    {
        var (redactor, _, jar) = Make();
        jar.Store(new Uri("http://h/"), ["RUN=" + new string('k', 15_000) + "x", "OTHER=" + new string('t', 200) + "oken"]);

        // Linear work on two million characters takes a fraction of a second; work that grows with the square takes more than
        // an hour. The limit lies far from both, so other load on the machine decides nothing.
        var text = Repeat(unit, 2_000_000);
        var cleaning = Task.Factory.StartNew(() =>
        {
            Redaction.Text(text);
            redactor.Clean(text);
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var first = await Task.WhenAny(cleaning, Task.Delay(Limit, TestContext.Current.CancellationToken));
        Assert.True(first == cleaning, $"{kind}: not done after {Limit}");
        await cleaning;
    }

    [Theory]
    [InlineData("{\"clientId\":\"1a\\\"b\",\"x\":1}", "{\"clientId\":\"***\",\"x\":1}")]
    [InlineData("{\"accessToken\" : \"s\"}", "{\"accessToken\" : \"***\"}")]
    [InlineData("{\"password\":12345}", "{\"password\":\"***\"}")]
    [InlineData("{\"clientId\":\"cut off", "{\"clientId\":\"***\"")]
    [InlineData("{\"data\":\"{\\\"password\\\":\\\"p\\\",\\\"n\\\":1}\"}",
        "{\"data\":\"{\\\"password\\\":\\\"***\\\",\\\"n\\\":1}\"}")]
    [InlineData("Cookie: a=1; b=2\r\nX: y", "Cookie: ***\r\nX: y")]
    [InlineData("https://u:p@host/x?a=1&sessionId=9&b=2", "https://***@host/x?a=1&sessionId=***&b=2")]
    [InlineData("{\"tokens\":[1,2],\"secretary\":{\"name\":\"x\"}}", "{\"tokens\":[1,2],\"secretary\":{\"name\":\"x\"}}")]
    [InlineData("AuthenticationFailed: the server refused the password (HTTP 401).",
        "AuthenticationFailed: the server refused the password (HTTP 401).")]
    public void Secrets_are_known_by_their_names(string text, string expected) => Assert.Equal(expected, Redaction.Text(text));

    private static string Repeat(string unit, int length) =>
        new StringBuilder().Insert(0, unit, (length / unit.Length) + 1).ToString();

    private static (Redactor Redactor, KnownSecrets Secrets, CookieJar Jar) Make()
    {
        var jar = new CookieJar();
        var secrets = new KnownSecrets(jar, new Credentials("agent1", SimulatorFixture.Secret(Password)));
        return (new Redactor(secrets), secrets, jar);
    }
}
