using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>
/// A handler whose replies are there before they are awaited: a test's, or a network's that is faster than the client.
/// </summary>
public sealed class AnswersAtOnceTests
{
    private const int Polls = 20_000;

    [Fact]
    public async Task Thousands_of_replies_that_are_there_at_once_do_not_deepen_the_stack()
    {
        using var handler = new Handler();
        var listener = new Counting();
        using var client = new BayeuxClient(
            new BayeuxClientOptions(new Uri("http://127.0.0.1:1/cometd")) { HandlerFactory = () => handler }, listener);
        _ = await client.ConnectAsync(["/test"], TestContext.Current.CancellationToken);
        await listener.All.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(Polls, client.Counters.Events);
    }

    private sealed class Handler : HttpMessageHandler
    {
        private int _left = Polls;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse(request.Content!.ReadAsStream(cancellationToken));
            JsonElement message = body.RootElement[0];
            string channel = message.GetProperty("channel").GetString()!;
            bool hold = channel == "/meta/connect" && !message.TryGetProperty("advice", out _);
            if (hold && _left == 0)
            {
                return new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken);
            }

            string json = hold && _left-- > 0 ? "[{\"channel\":\"/test\",\"data\":1}," : "[";
            string id = message.GetProperty("id").GetString()!;
            json += $"{{\"channel\":\"{channel}\",\"id\":\"{id}\",";
            json += "\"successful\":true,\"clientId\":\"c\",\"subscription\":\"/test\"}]";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json) });
        }
    }

    private sealed class Counting : IBayeuxListener
    {
        private int _events;

        public TaskCompletionSource All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
        {
            _events += batch.Count;
            if (_events == Polls)
            {
                All.SetResult();
            }
        }

        public void OnStateChanged(BayeuxStateChange change)
        {
        }

        public void OnGap(BayeuxGap gap)
        {
        }
    }
}
