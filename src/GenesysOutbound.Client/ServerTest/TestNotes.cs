using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>The remarks of a test: each is told at once, and kept for the report.</summary>
internal sealed class TestNotes(Action<string>? remarked, Func<string, string> redact)
{
    private readonly List<MaskableText> _remarks = [];

    public IReadOnlyList<string> Shown => _remarks.Select(remark => redact(remark.Shown)).ToList();

    public IReadOnlyList<string> Masked => _remarks.Select(remark => remark.Masked).ToList();

    public void Add(FormattableString remark)
    {
        var text = new MaskableText(remark);
        _remarks.Add(text);
        remarked?.Invoke(redact(text.Shown));
    }
}
