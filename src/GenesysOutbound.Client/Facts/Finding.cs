using System;

namespace GenesysOutbound.Client.Facts;

/// <summary>What a probe found.</summary>
internal sealed class Finding
{
    private readonly MaskableText _found;

    private Finding(GwsFactVerdict verdict, FormattableString found)
    {
        Verdict = verdict;
        _found = new MaskableText(found);
    }

    public GwsFactVerdict Verdict { get; }

    public string Found => _found.Shown;

    public string FoundMasked => _found.Masked;

    public static Finding Confirmed(FormattableString found) => new(GwsFactVerdict.Confirmed, found);

    public static Finding Differs(FormattableString found) => new(GwsFactVerdict.Differs, found);

    public static Finding Of(bool isConfirmed, FormattableString found) => isConfirmed ? Confirmed(found) : Differs(found);
}
