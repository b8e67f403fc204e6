using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>The page's records: paged, sorted and filtered by the server.</summary>
public sealed class PageRecordsTests
{
    [Fact]
    public async Task Records_are_paged_sorted_and_filtered()
    {
        using var folder = new TemporaryFolder();
        string list = folder.File("list.csv");
        await System.IO.File.WriteAllLinesAsync(
            list,
            new[] { "Phone,chain_id" }.Concat(Enumerable.Range(0, 400)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{700000 + (i * 37 % 400)},{1 + (i / 2)}"))),
            TestContext.Current.CancellationToken);
        await using PageFixture fixture = await PageFixture.StartAsync(new GwsSimulatorOptions { CallingListPath = list });
        await fixture.ShowAsync("records");
        await fixture.Page.GetByLabel("Calling list").SelectOptionAsync("CallingList1");
        ILocator total = fixture.Page.Locator("#record-total");
        ILocator rows = fixture.Page.Locator("#view-records tbody tr");
        await Expect(total).ToHaveTextAsync("200 chains");
        await Expect(rows).ToHaveCountAsync(50);
        await Expect(rows.First).ToContainTextAsync("#1");
        await fixture.Button("Next \u2192").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("#101");

        await fixture.Button("Sort by Phone").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("700000");
        await Expect(fixture.Page.Locator("th[aria-sort='ascending']")).ToContainTextAsync("Phone");
        await fixture.Button("Sort by Phone").ClickAsync();
        await Expect(fixture.Page.Locator("th[aria-sort='descending']")).ToContainTextAsync("Phone");
        await Expect(rows.First).ToContainTextAsync("700398");

        await fixture.Page.GetByLabel("Phone number or handle").FillAsync("700123");
        await Expect(total).ToHaveTextAsync("1 chains");
        await fixture.Page.Locator("button.fold").ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await fixture.Page.GetByLabel("Phone number or handle").FillAsync("none such");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToHaveTextAsync("No record matches.");
    }

    [Fact]
    public async Task The_shown_page_follows_the_work()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        await fixture.ShowAsync("records");
        ILocator row = fixture.Page.Locator("tr[data-handle='3']");
        await Expect(row).ToContainTextAsync("Ready");
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent2");
        await agent.PreviewAsync(fixture.Simulator);
        await agent.PreviewAsync(fixture.Simulator);
        await Expect(row).ToContainTextAsync("Retrieved");
        await fixture.Page.Locator("#view-records").GetByLabel("Agent", new LocatorGetByLabelOptions { Exact = true })
            .SelectOptionAsync("agent2");
        await Expect(fixture.Page.Locator("#record-total")).ToHaveTextAsync("2 chains");
        await agent.RecordAsync("CompleteRecord", 3, "done");
        await Expect(fixture.Page.Locator("#record-total")).ToHaveTextAsync("1 chains");
    }
}
