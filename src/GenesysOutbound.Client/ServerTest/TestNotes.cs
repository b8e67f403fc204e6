using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>The remarks of a test: each is told at once, and kept for the report.</summary>
internal sealed class TestNotes(Action<string>? remarked)
{
    private readonly List<MaskableText> _remarks = [];

    /// <summary>Masks secrets: by their names until there is a session, which knows them.</summary>
    public Func<string, string> Redact { get; set; } = Redaction.Text;

    public IReadOnlyList<string> Shown => _remarks.Select(remark => Redact(remark.Shown)).ToList();

    public IReadOnlyList<string> Masked => _remarks.Select(remark => remark.Masked).ToList();

    public void Add(FormattableString remark)
    {
        var text = new MaskableText(remark);
        _remarks.Add(text);
        remarked?.Invoke(Redact(text.Shown));
    }
}
