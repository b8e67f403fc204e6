using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Replies;

/// <summary>
/// Splits a reply into messages in one pass, without building a document. Messages are told apart by what they hold, never by
/// their order: <c>/meta/*</c> answers us; another channel with <c>successful</c> and no <c>data</c> is the answer to a publish;
/// all else is an event, even when its <c>id</c> equals one of ours. One parser a connection; not thread-safe.
/// </summary>
internal sealed class ReplyParser
{
    private readonly ChannelCache _channels = new();
    private readonly List<Slice> _slices = [];

    /// <summary>Parses a reply.</summary>
    /// <param name="buffer">The body.</param>
    /// <param name="count">How many bytes of it.</param>
    /// <param name="owned">Whether the events may keep the buffer; otherwise they get a copy.</param>
    /// <param name="receivedAt">When the body had been read.</param>
    /// <param name="error">What is wrong with the body.</param>
    /// <returns>The reply, or null when the body as a whole is not a Bayeux reply.</returns>
    [MethodImpl(HotPath.Optimised)]
    public ParsedReply? Parse(byte[] buffer, int count, bool owned, DateTimeOffset receivedAt, out string? error)
    {
        _slices.Clear();
        error = Split(buffer, count, out int malformed);
        if (error is not null)
        {
            return null;
        }

        int eventCount = 0;
        var answers = new List<MetaMessage>(1);
        foreach (Slice slice in _slices)
        {
            if (slice.IsEvent)
            {
                eventCount++;
            }
            else
            {
                answers.Add(MetaMessage.Read(buffer, slice.Start, slice.Length, slice.Channel));
            }
        }

        BayeuxMessage[] events = eventCount == 0
            ? Array.Empty<BayeuxMessage>() : MakeEvents(buffer, count, owned, receivedAt, eventCount);
        if (_slices.Capacity > 4096)
        {
            _slices.Clear();
            _slices.Capacity = 0;
        }

        return new ParsedReply(events, answers, malformed, count, receivedAt);
    }

    /// <summary>Whether a body begins as an array of messages, whatever is wrong with the rest of it.</summary>
    public static bool HoldsMessages(byte[] buffer, int count)
    {
        int position = Begin(buffer, count);
        if (position == count || buffer[position] != (byte)'[')
        {
            return false;
        }

        position = Utf8Json.SkipWhiteSpace(buffer, position + 1, count);
        return position < count && buffer[position] != (byte)']';
    }

    /// <summary>The position of the first byte that is neither of a byte order mark nor white space.</summary>
    private static int Begin(byte[] buffer, int count)
    {
        int position = count >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF ? 3 : 0;
        return Utf8Json.SkipWhiteSpace(buffer, position, count);
    }

    [MethodImpl(HotPath.Optimised)]
    private BayeuxMessage[] MakeEvents(byte[] buffer, int count, bool owned, DateTimeOffset receivedAt, int eventCount)
    {
        if (!owned)
        {
            byte[] copy = new byte[count];
            Buffer.BlockCopy(buffer, 0, copy, 0, count);
            buffer = copy;
        }

        var batch = new EventBatch(buffer, receivedAt);
        var events = new BayeuxMessage[eventCount];
        int next = 0;
        foreach (Slice slice in _slices)
        {
            if (slice.IsEvent)
            {
                events[next++] = new BayeuxMessage(batch, slice.Channel, slice.Start, slice.Length, slice.DataStart,
                    slice.DataLength);
            }
        }

        return events;
    }

    [MethodImpl(HotPath.Optimised)]
    private string? Split(byte[] buffer, int count, out int malformed)
    {
        malformed = 0;
        int position = Begin(buffer, count);
        if (position == count)
        {
            return "the body is empty";
        }

        bool array = buffer[position] == (byte)'[';
        if (array)
        {
            position = Utf8Json.SkipWhiteSpace(buffer, position + 1, count);
            if (position < count && buffer[position] == (byte)']')
            {
                return "the body is an empty array";
            }
        }
        else if (buffer[position] != (byte)'{')
        {
            return buffer[position] == (byte)'<' ? "the body is HTML or XML" : "the body is not a JSON array";
        }

        while (true)
        {
            position = SplitOne(buffer, position, count, ref malformed);
            if (position < 0)
            {
                return "the body is truncated or not JSON";
            }

            position = Utf8Json.SkipWhiteSpace(buffer, position, count);
            if (!array)
            {
                return position == count ? AllMalformed(malformed) : "there is something after the message";
            }

            if (position < count && buffer[position] == (byte)']')
            {
                position = Utf8Json.SkipWhiteSpace(buffer, position + 1, count);
                return position == count ? AllMalformed(malformed) : "there is something after the array";
            }

            if (position >= count || buffer[position] != (byte)',')
            {
                return "the body is truncated or not JSON";
            }

            position = Utf8Json.SkipWhiteSpace(buffer, position + 1, count);
        }
    }

    private string? AllMalformed(int malformed) =>
        _slices.Count == 0 && malformed > 0 ? "no element of the body is a Bayeux message" : null;

    [MethodImpl(HotPath.Optimised)]
    private int SplitOne(byte[] buffer, int position, int count, ref int malformed)
    {
        if (position < count && buffer[position] != (byte)'{')
        {
            malformed++;
            return Utf8Json.SkipValue(buffer, position, count, depth: 1);
        }

        var members = new MemberReader(buffer, position, count);
        var slice = new Slice { Start = position };
        int channelStart = -1, channelLength = 0;
        bool answered = false;
        while (members.MoveNext())
        {
            if (members.NameIs("data"))
            {
                (slice.DataStart, slice.DataLength) = (members.ValueStart, members.ValueLength);
            }
            else if (members.NameIs("channel"))
            {
                (channelStart, channelLength) = (members.ValueStart, members.ValueLength);
            }
            else if (members.NameIs("successful"))
            {
                answered = true;
            }
        }

        if (members.End < 0)
        {
            return -1;
        }

        if (channelStart < 0 || buffer[channelStart] != (byte)'"' || channelLength < 3)
        {
            malformed++;
            return members.End;
        }

        slice.Length = members.End - position;
        slice.Channel = _channels.Get(buffer, channelStart, channelLength);
        slice.IsEvent = !slice.Channel.StartsWith("/meta/", StringComparison.Ordinal) && (slice.DataLength > 0 || !answered);
        _slices.Add(slice);
        return members.End;
    }

    private struct Slice
    {
        public int Start;
        public int Length;
        public int DataStart;
        public int DataLength;
        public string Channel;
        public bool IsEvent;
    }
}
