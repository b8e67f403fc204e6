using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using GenesysOutbound.CometD.Transport;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>
/// What a platform's exception means is read from types and codes, never from words that a server or a proxy can choose.
/// </summary>
public sealed class ConnectionFailureTests
{
    [Theory]
    [InlineData("The proxy tunnel request to proxy 'http://p/' failed with status code '407'.")]
    [InlineData("Received an invalid status line: 'HTTP/1.1 200 proxy says status code 407'.")]
    [InlineData("Connection refused")]
    [InlineData("The SSL connection could not be established")]
    public void Words_alone_do_not_make_a_request_unsent(string message)
    {
        var error = new HttpRequestException(message, new IOException(message));
        Assert.False(ConnectionFailure.IsBeforeSending(error));
        Assert.Null(ConnectionFailure.ProxyStatus(error));
        Assert.False(ConnectionFailure.IsTls(error));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, true)]
    [InlineData(SocketError.HostNotFound, true)]
    [InlineData(SocketError.HostUnreachable, true)]
    [InlineData(SocketError.HostDown, true)]
    [InlineData(SocketError.NetworkUnreachable, true)]
    [InlineData(SocketError.TryAgain, true)]
    [InlineData(SocketError.ConnectionReset, false)]
    [InlineData(SocketError.ConnectionAborted, false)]
    [InlineData(SocketError.TimedOut, false)]
    public void Codes_do(SocketError code, bool unsent) =>
        Assert.Equal(unsent, ConnectionFailure.IsBeforeSending(new HttpRequestException("x", new SocketException((int)code))));

    [Fact]
    public void A_failed_encryption_is_before_sending() =>
        Assert.True(ConnectionFailure.IsBeforeSending(new HttpRequestException("x", new AuthenticationException("y"))));
}
