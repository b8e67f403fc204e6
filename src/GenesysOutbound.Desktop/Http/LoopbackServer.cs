using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Desktop.Http;

/// <summary>
/// Listens on a port of loopback and hands each request to a handler. A handler that fails ends its own request and nothing else.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    /// <summary>The most requests that are answered at a time; more are answered with HTTP 503.</summary>
    internal const int MaxRequests = 64;

    private const int FreePortAttempts = 20;

    private readonly HttpListener _listener;
    private readonly Func<HttpListenerContext, Task> _handler;
    private int _requests;

    private LoopbackServer(HttpListener listener, int port, Func<HttpListenerContext, Task> handler)
    {
        _listener = listener;
        _handler = handler;
        Port = port;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="handler">Answers a request; the response is closed afterwards.</param>
    /// <returns>The server.</returns>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public static LoopbackServer Start(int port, Func<HttpListenerContext, Task> handler)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = port == 0 ? FreePort() : port;
            var listener = new HttpListener { IgnoreWriteExceptions = false };
            listener.Prefixes.Add(string.Format(CultureInfo.InvariantCulture, "http://127.0.0.1:{0}/", candidate));
            try
            {
                listener.Start();
                return new LoopbackServer(listener, candidate, handler);
            }
            catch (HttpListenerException) when (port == 0 && attempt < FreePortAttempts)
            {
                // Somebody else took the free port in between; another is free.
                listener.Close();
            }
            catch
            {
                listener.Close();
                throw;
            }
        }
    }

    /// <summary>Stops to listen and cuts every connection.</summary>
    public void Dispose()
    {
        try
        {
            _listener.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It was stopped twice.
        }
    }

    // HttpListener has no port 0: a socket finds a free one.
    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }

                // A broken connection; the listener goes on.
                continue;
            }

            _ = Task.Run(() => HandleAsync(context));
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _requests) > MaxRequests)
            {
                context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            }
            else
            {
                await _handler(context).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The browser is gone, or the request is beyond what can be answered. What goes wrong in an action is answered by the
            // action itself.
            context.Response.Abort();
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
        }

        try
        {
            context.Response.Close();
        }
        catch (Exception)
        {
            context.Response.Abort();
        }
    }
}
