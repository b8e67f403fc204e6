using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>A web site of another origin with the client page.</summary>
internal sealed class ClientSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private ClientSite(WebApplication site) => _site = site;

    public Uri Uri => new(new Uri(System.Linq.Enumerable.First(_site.Urls)), "index.html");

    public string Origin => Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>The cookies that browsers have sent to the site.</summary>
    public string Cookies { get; private set; } = string.Empty;

    /// <summary>Starts the site.</summary>
    /// <param name="page">The page's HTML in place of the client page, or null.</param>
    public static async Task<ClientSite> StartAsync(string? page = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var site = new ClientSite(application);
        application.Run(async context =>
        {
            site.Cookies += context.Request.Headers.Cookie.ToString();
            var name = context.Request.Path.Value!.TrimStart('/');
            if (name == "index.html" && page is not null)
            {
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(page);
                return;
            }

            await using var file = typeof(ClientSite).Assembly.GetManifestResourceStream("ClientPage/" + name);
            if (file is null)
            {
                context.Response.StatusCode = 404;
                return;
            }

            context.Response.ContentType = Path.GetExtension(name) == ".js" ? "text/javascript" : "text/html";
            await file.CopyToAsync(context.Response.Body);
        });
        await application.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
