using System;
using System.Text;
using GenesysOutbound.CometD.Protocol;

namespace GenesysOutbound.CometD.Transport;

/// <summary>Shows requests and replies, redacted. Made only when somebody looks.</summary>
internal sealed class Tracer
{
    private const int MaxBytes = 4096;

    private readonly Action<WireTrace> _sink;
    private readonly Func<bool>? _isWanted;
    private readonly IClock _clock;

    public Tracer(Action<WireTrace> sink, Func<bool>? isWanted, IClock clock)
    {
        _sink = sink;
        _isWanted = isWanted;
        _clock = clock;
    }

    public void Request(BayeuxRequest request)
    {
        if (IsWanted())
        {
            Show(request, isRequest: true, null, request.Body.Length, Text(request.Body, request.Body.Length));
        }
    }

    public void Reply(BayeuxRequest request, int status, byte[] body, int count, string? text)
    {
        if (IsWanted())
        {
            Show(request, isRequest: false, status, count, text ?? Text(body, count));
        }
    }

    public void Failure(BayeuxRequest request, string text)
    {
        if (IsWanted())
        {
            Show(request, isRequest: false, null, 0, text);
        }
    }

    internal static string Redact(string text) => Redaction.Text(text);

    private static string Text(byte[] body, int count) =>
        Redact(Encoding.UTF8.GetString(body, 0, Math.Min(count, MaxBytes))) + (count > MaxBytes ? "..." : string.Empty);

    private bool IsWanted()
    {
        try
        {
            return _isWanted is null || _isWanted();
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Show(BayeuxRequest request, bool isRequest, int? status, long bytes, string text)
    {
        try
        {
            _sink(new WireTrace(
                _clock.UtcNow,
                isRequest,
                request.Kind.ToString().ToLowerInvariant(),
                request.Number,
                status,
                bytes,
                TimeSpan.FromMilliseconds(isRequest ? 0 : Math.Max(0, _clock.Now - request.SentAt)),
                text));
        }
        catch (Exception)
        {
            // Whoever looks must not be able to break what is looked at.
        }
    }
}
