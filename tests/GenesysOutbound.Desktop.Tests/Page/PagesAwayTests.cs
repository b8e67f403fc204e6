using System;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Desktop.Page;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Page;

/// <summary>How long, and how many, pages are kept whose stream has ended.</summary>
public sealed class PagesAwayTests
{
    private TimeSpan _now;

    [Fact]
    public void A_page_is_kept_for_a_minute()
    {
        var away = new PagesAway(() => _now);
        var client = Client();
        away.Add("page", client);
        _now = PagesAway.Patience;
        Assert.Same(client, away.Find("page"));
        Assert.Equal([client], away.Clients());
        _now += TimeSpan.FromTicks(1);
        Assert.Null(away.Find("page"));
        Assert.Empty(away.Clients());
    }

    [Fact]
    public void A_page_that_came_back_is_not_away()
    {
        var away = new PagesAway(() => _now);
        away.Add("page", Client());
        Assert.NotNull(away.Take("page"));
        Assert.Null(away.Take("page"));
        Assert.Null(away.Take(null));
    }

    [Fact]
    public void The_oldest_page_is_dropped_when_there_are_too_many()
    {
        var away = new PagesAway(() => _now);
        for (var i = 0; i <= PagesAway.MaxCount; i++)
        {
            away.Add(i.ToString(CultureInfo.InvariantCulture), Client());
        }

        Assert.Equal(PagesAway.MaxCount, away.Clients().Count());
        Assert.Null(away.Find("0"));
    }

    [Fact]
    public void A_page_without_subscriptions_is_not_kept()
    {
        var away = new PagesAway(() => _now);
        away.Add("page", new ClientConnection(new RateLimiter(10, TimeSpan.FromSeconds(1), () => _now)));
        Assert.Null(away.Find("page"));
    }

    private ClientConnection Client()
    {
        var client = new ClientConnection(new RateLimiter(10, TimeSpan.FromSeconds(1), () => _now));
        client.Subscribe("http://client.example.com", "interaction");
        return client;
    }
}
