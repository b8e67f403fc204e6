using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>A channel that is wanted, and what the server said.</summary>
internal sealed class Subscription
{
    private readonly SubscriptionRegistry _book;

    public Subscription(SubscriptionRegistry book, string channel)
    {
        _book = book;
        Channel = channel;
    }

    public string Channel { get; }

    /// <summary>The server's last verdict; null while there is none for this session.</summary>
    public SubscriptionResult? Verdict
    {
        get;
        set
        {
            field = value;
            _book.Touch();
        }
    }

    /// <summary>It was accepted once: it is wanted again in every later session, also when one of them refuses it.</summary>
    public bool WasAccepted { get; set; }

    public void Settle(SubscriptionResult verdict)
    {
        Verdict = verdict;
        WasAccepted |= verdict.Successful;
    }
}

/// <summary>
/// The channels that are wanted. They are in the registry before the server is asked, because events may come before the verdict.
/// </summary>
internal sealed class SubscriptionRegistry
{
    /// <summary>
    /// So many names of channels are kept with the finding, and of this length at most: the server chooses them, and a reply has
    /// room for one of many megabytes.
    /// </summary>
    private const int MostKnown = 1024;

    private const int LongestKnown = 256;

    private readonly List<Subscription> _entries = [];
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    private bool _touched;

    public IReadOnlyList<Subscription> Entries => _entries;

    /// <summary>The verdicts as they were when the machine last stood still; safe to read from any thread.</summary>
    public IReadOnlyList<SubscriptionResult> Snapshot { get; private set; } = [];

    public void Touch() => _touched = true;

    /// <summary>Renews <see cref="Snapshot"/>.</summary>
    public void Publish()
    {
        if (_touched)
        {
            _touched = false;
            Snapshot = _entries.Where(e => e.Verdict is not null).Select(e => e.Verdict!).ToList();
        }
    }

    public Subscription? Find(string channel) => _entries.Find(e => e.Channel == channel);

    public Subscription Add(string channel)
    {
        var entry = new Subscription(this, channel);
        _entries.Add(entry);
        Changed();
        return entry;
    }

    /// <summary>Channels that were never accepted are wanted no longer.</summary>
    public void RemoveRefused()
    {
        if (_entries.RemoveAll(e => !e.WasAccepted && e.Verdict is { Successful: false }) > 0)
        {
            Changed();
        }
    }

    public void Clear()
    {
        _entries.Clear();
        Changed();
    }

    /// <summary>Whether any wanted channel or pattern covers this channel.</summary>
    public bool Covers(string channel)
    {
        if (!_known.TryGetValue(channel, out bool covered))
        {
            covered = _entries.Exists(e => ChannelPattern.Matches(e.Channel, channel));
            if (_known.Count < MostKnown && channel.Length <= LongestKnown)
            {
                _known.Add(channel, covered);
            }
        }

        return covered;
    }

    /// <summary>What must be asked again in a new session.</summary>
    public List<Outgoing> BeginRestore()
    {
        var messages = new List<Outgoing>();
        foreach (Subscription entry in _entries.Where(e => !ChannelPattern.IsService(e.Channel)))
        {
            entry.Verdict = null;
            messages.Add(new Outgoing(MetaChannels.Subscribe, entry.Channel));
        }

        return messages;
    }

    public List<Outgoing> StillUnanswered() =>
        _entries.Where(e => e.Verdict is null && !ChannelPattern.IsService(e.Channel))
            .Select(e => new Outgoing(MetaChannels.Subscribe, e.Channel)).ToList();

    private void Changed()
    {
        _known.Clear();
        Touch();
    }
}
