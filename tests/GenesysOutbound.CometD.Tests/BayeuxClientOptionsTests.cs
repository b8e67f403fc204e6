using System;
using Xunit;

namespace GenesysOutbound.CometD.Tests;

public sealed class BayeuxClientOptionsTests
{
    [Fact]
    public void What_cannot_work_is_refused_when_the_client_is_made()
    {
        Action<BayeuxClientOptions>[] wrong =
        [
            o => o.MaxNetworkDelay = TimeSpan.Zero,
            o => o.MaxNetworkDelay = TimeSpan.FromDays(30),
            o => o.BackoffInitial = TimeSpan.FromSeconds(-1),
            o => o.BackoffMaximum = TimeSpan.MaxValue,
            o => o.DisconnectTimeout = TimeSpan.Zero,
            o => o.MaxReplyBytes = 0,
        ];
        foreach (Action<BayeuxClientOptions> change in wrong)
        {
            var options = new BayeuxClientOptions(new Uri("http://127.0.0.1/x"));
            change(options);
            Assert.ThrowsAny<ArgumentException>(() => new BayeuxClient(options, new RecordingListener()));
        }

        foreach (string address in new[] { "ftp://h/x", "file:///x" })
        {
            Assert.Throws<ArgumentException>(() =>
                new BayeuxClient(new BayeuxClientOptions(new Uri(address)), new RecordingListener()));
        }

        Assert.Throws<ArgumentException>(() =>
            new BayeuxClient(new BayeuxClientOptions(new Uri("/relative", UriKind.Relative)), new RecordingListener()));
    }
}
