using System;
using System.Linq;
using GenesysOutbound.Client.Security;
using Xunit;

namespace GenesysOutbound.Client.Tests.Http;

/// <summary>RFC 6265 as far as a client of one server needs it, and what the platforms' own container gets wrong.</summary>
public sealed class CookieJarTests
{
    private DateTimeOffset _now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Theory]
    [InlineData("http://h/cometd/handshake", "http://h/cometd/connect", true)]
    [InlineData("http://h/cometd/handshake", "http://h/cometd", true)]
    [InlineData("http://h/cometd/handshake", "http://h/cometdx", false)]
    [InlineData("http://h/cometd/handshake", "http://h/other", false)]
    [InlineData("http://h/cometd", "http://h/cometd", true)]
    [InlineData("http://h/cometd", "http://h/anything/else", true)]
    [InlineData("http://h", "http://h/x", true)]
    [InlineData("http://h/a/b/c?q=/z/", "http://h/a/b/d", true)]
    public void A_cookie_without_a_path_goes_to_the_directory_of_the_request(string from, string to, bool goes) =>
        Assert.Equal(goes ? "BAYEUX_BROWSER=x" : null, Jar(from, "BAYEUX_BROWSER=x; HttpOnly").GetCookieHeader(new Uri(to)));

    [Theory]
    [InlineData("a=1; Path=/", "http://h/x/y", "a=1")]
    [InlineData("a=1; Path=/api", "http://h/api/v2", "a=1")]
    [InlineData("a=1; Path=/api", "http://h/apis", null)]
    [InlineData("a=1; Path=/other", "http://h/other/x", "a=1")]
    [InlineData("a=1; Path=relative", "http://h/cometd/connect", "a=1")]
    [InlineData("a=1; path=\"\"", "http://h/cometd/connect", "a=1")]
    [InlineData("a=1; Secure", "http://h/cometd/connect", null)]
    [InlineData("a=1; Secure", "https://h/cometd/connect", "a=1")]
    [InlineData("a=b=c==; Path=/", "http://h/", "a=b=c==")]
    [InlineData("  a  =  b c  ;Path=/", "http://h/", "a=b c")]
    [InlineData("a=; Path=/", "http://h/", "a=")]
    [InlineData("=novalue; Path=/", "http://h/", null)]
    [InlineData("noequals", "http://h/cometd/connect", null)]
    [InlineData("a=1; Domain=other.example", "http://h/cometd/connect", null)]
    [InlineData("a=1,2; Path=/", "http://h/", "a=1,2")]
    [InlineData("a=1; Unknown=x; SameSite=Lax; Path=/", "http://h/", "a=1")]
    public void Attributes_are_read_as_the_rfc_says(string header, string to, string? expected) =>
        Assert.Equal(expected, Jar("http://h/cometd/handshake", header).GetCookieHeader(new Uri(to)));

    [Theory]
    [InlineData("a=1; Domain=example.com; Path=/", "http://gws.example.com/", true)]
    [InlineData("a=1; Domain=.example.com; Path=/", "http://other.example.com/", true)]
    [InlineData("a=1; Domain=EXAMPLE.com; Path=/", "http://example.com/", true)]
    [InlineData("a=1; Path=/", "http://other.example.com/", false)]
    [InlineData("a=1; Domain=example.com; Path=/", "http://badexample.com/", false)]
    [InlineData("a=1; Domain=com; Path=/", "http://gws.example.com/", false)]
    [InlineData("a=1; Domain=sub.gws.example.com; Path=/", "http://sub.gws.example.com/", false)]
    public void Domains_match_as_the_rfc_says(string header, string to, bool goes) =>
        Assert.Equal(goes ? "a=1" : null, Jar("http://gws.example.com/x", header).GetCookieHeader(new Uri(to)));

    [Fact]
    public void An_address_is_no_domain()
    {
        Assert.Null(Jar("http://10.0.0.1/", "a=1; Domain=0.0.1").GetCookieHeader(new Uri("http://10.0.0.1/")));
        Assert.Equal("a=1", Jar("http://10.0.0.1/", "a=1; Domain=10.0.0.1").GetCookieHeader(new Uri("http://10.0.0.1/")));
    }

    [Fact]
    public void Several_cookies_are_joined_longer_paths_first_older_first_among_equals()
    {
        CookieJar jar = Jar("http://h/a/b", "one=1; Path=/", "two=2; Path=/a", "three=3; Path=/");
        Assert.Equal("two=2; one=1; three=3", jar.GetCookieHeader(new Uri("http://h/a/b")));
        Assert.Equal(3, jar.Count);
    }

    [Fact]
    public void Asking_again_for_the_same_address_sees_every_change()
    {
        var uri = new Uri("http://h/");
        CookieJar jar = Jar("http://h/", "one=1");
        Assert.Equal("one=1", jar.GetCookieHeader(uri));
        Assert.Equal("one=1", jar.GetCookieHeader(uri));
        jar.Store(uri, ["two=2; Max-Age=5"]);
        Assert.Equal("one=1; two=2", jar.GetCookieHeader(uri));
        _now = _now.AddSeconds(6);
        Assert.Equal("one=1", jar.GetCookieHeader(uri));
        Assert.Null(jar.GetCookieHeader(new Uri("http://other/")));
    }

    [Fact]
    public void The_same_name_replaces_and_keeps_its_place()
    {
        CookieJar jar = Jar("http://h/", "one=1", "two=2", "one=9");
        Assert.Equal("one=9; two=2", jar.GetCookieHeader(new Uri("http://h/")));
    }

    [Fact]
    public void Expired_cookies_go_away_and_max_age_beats_expires()
    {
        CookieJar jar = Jar(
            "http://h/",
            "short=1; Max-Age=10",
            "dated=1; Expires=Mon, 06 May 2024 07:09:00 GMT",
            "both=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=100",
            "gone=1; Max-Age=0",
            "forever=1; Max-Age=99999999999999",
            "odd=1; Max-Age=soon; Expires=whenever");
        Assert.Equal("short=1; dated=1; both=1; forever=1; odd=1", jar.GetCookieHeader(new Uri("http://h/")));
        _now = _now.AddSeconds(11);
        Assert.Equal("dated=1; both=1; forever=1; odd=1", jar.GetCookieHeader(new Uri("http://h/")));
        _now = _now.AddSeconds(50);
        Assert.Equal("both=1; forever=1; odd=1", jar.GetCookieHeader(new Uri("http://h/")));
        jar.Store(new Uri("http://h/"), ["both=; Expires=Thu, 01-Jan-1970 00:00:10 GMT"]);
        Assert.Equal(2, jar.Count);
    }

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37")]
    [InlineData("6 nov 2030 8:9:7", "2030-11-06T08:09:07")]
    [InlineData("06-Nov-30 08:49:37", "2030-11-06T08:49:37")]
    public void Dates_are_read_in_every_form(string text, string expected) =>
        Assert.Equal(expected, CookieDate.Parse(text)!.Value.ToString("yyyy-MM-ddTHH:mm:ss",
            System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("31 Feb 2024 00:00:00")]
    [InlineData("1 Jan 2024 25:00:00")]
    [InlineData("1 Jan 1500 00:00:00")]
    public void What_is_no_date_is_none(string text) => Assert.Null(CookieDate.Parse(text));

    [Fact]
    public void A_hostile_server_cannot_fill_the_memory_or_split_a_header()
    {
        var jar = new CookieJar(() => _now);
        jar.Store(new Uri("http://h/"), Enumerable.Range(0, 5000).Select(i => "c" + i + "=1"));
        Assert.Equal(CookieJar.MaxCookies, jar.Count);
        jar.Store(new Uri("http://h/"), ["big=" + new string('x', 100_000), "evil=1\r\nX: y"]);
        Assert.DoesNotContain(jar.Values(), value => value.Length > 1);
    }

    [Fact]
    public void Values_are_shown_nowhere()
    {
        CookieJar jar = Jar("http://h/", "JSESSIONID=topsecret; Path=/");
        Assert.DoesNotContain("topsecret", jar.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lat=caf\u00e9")]
    [InlineData("lat=\u4e2d\u6587; Path=/")]
    [InlineData("l\u00e4t=x; Path=/; Secure")]
    [InlineData("lat=a\tb")]
    [InlineData("lat=a\u007fb")]
    public void A_cookie_that_cannot_stand_in_a_request_is_dropped_and_named_once_and_harms_no_other(string header)
    {
        var jar = new CookieJar(() => _now);
        var retired = new System.Collections.Generic.List<string>();
        jar.ValueRetired = retired.Add;
        var uri = new Uri("http://h/");
        Assert.Single(jar.Store(uri, ["good=1", header, "other=2"]));
        Assert.Empty(jar.Store(uri, [header]));
        Assert.Equal("good=1; other=2", jar.GetCookieHeader(uri));
        Assert.NotEmpty(retired);
    }

    [Fact]
    public void Replaced_values_are_said_so_that_they_are_still_masked()
    {
        var jar = new CookieJar(() => _now);
        var retired = new System.Collections.Generic.List<string>();
        jar.ValueRetired = retired.Add;
        var uri = new Uri("http://h/");
        jar.Store(uri, ["a=1"]);
        jar.Store(uri, ["a=1"]);
        jar.Store(uri, ["a=2; Max-Age=5"]);
        _now = _now.AddSeconds(6);
        Assert.Null(jar.GetCookieHeader(uri));
        Assert.Equal(["1", "2"], retired);
    }

    [Fact]
    public void What_was_answered_for_one_address_of_a_folder_holds_for_another_only_where_it_must()
    {
        var jar = Jar("http://h/api/records/1", "a=1; Path=/api/records", "b=2; Path=/api/records/2", "c=3; Path=/api");
        Assert.Equal("a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/1")));
        Assert.Equal("b=2; a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/2")));
        Assert.Equal("a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/3")));

        jar = Jar("http://h/api/records/1", "a=1; Path=/api", "c=3; Path=/", "s=4; Path=/; Secure");
        Assert.Equal("a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/1")));
        Assert.Equal("a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/2")));
        Assert.Equal("c=3", jar.GetCookieHeader(new Uri("http://h/apis/records/2")));
        Assert.Equal("a=1; s=4; c=3", Sorted(jar.GetCookieHeader(new Uri("https://h/api/records/2"))));
        Assert.Null(jar.GetCookieHeader(new Uri("http://other/api/records/2")));
        Assert.Equal("a=1; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/1")));
        jar.Store(new Uri("http://h/api/records/1"), ["d=5; Path=/api"]);
        Assert.Equal("a=1; d=5; c=3", jar.GetCookieHeader(new Uri("http://h/api/records/3")));

        // Longer paths first is the rule; equal ones are in the order of their making.
        static string Sorted(string? header) => string.Join("; ", header!.Split("; ").OrderBy(part => part == "c=3"));
    }

    private CookieJar Jar(string from, params string[] headers)
    {
        var jar = new CookieJar(() => _now);
        jar.Store(new Uri(from), headers);
        return jar;
    }
}
