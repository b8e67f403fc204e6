using System.Diagnostics.CodeAnalysis;
using System.Collections.Generic;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// The kind of a record's phone number. Records carry the number (<c>GSW_PHONE_TYPE</c>), the desktop shows the label, and the
/// REST API takes the name. Sources: Service Client API Reference, getRecordFields (numbers and labels); Web Services API
/// Reference, Update Record (names).
/// </summary>
public sealed record GwsPhoneType
{
    private static readonly GwsPhoneType[] Rows =
    [
        new(0, "NoContactType", "None"),
        new(1, "HomePhone", "Home Phone"),
        new(2, "DirectBusinessPhone", "Direct Business Phone"),
        new(3, "BusinessWithExt", "Business With Extension"),
        new(4, "Mobile", "Mobile"),
        new(5, "VacationPhone", "Vacation Phone"),
        new(6, "Pager", "Pager"),
        new(7, "Modem", "Modem"),
        new(8, "VoiceMail", "Voice Mail"),
        new(9, "PinPager", "Pin Pager"),
        new(10, "EmailAddress", "Email Address"),
        new(11, "InstantMessaging", "Instant Messaging"),
    ];

    private GwsPhoneType(int number, string name, string label)
    {
        Number = number;
        Name = name;
        Label = label;
    }

    /// <summary>The 12 known types, by number.</summary>
    public static IReadOnlyList<GwsPhoneType> Known => Rows;

    /// <summary>The number that records carry.</summary>
    public int Number { get; }

    /// <summary>The name that the REST API takes, for example <c>BusinessWithExt</c>.</summary>
    public string Name { get; }

    /// <summary>The label that people see, for example <c>Business With Extension</c>.</summary>
    public string Label { get; }

    /// <summary>Turns a number of the wire into a type. A number that is not known becomes a type named by its number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The type.</returns>
    public static GwsPhoneType FromInt32(int value)
    {
        if (value >= 0 && value < Rows.Length)
        {
            return Rows[value];
        }

        var text = value.ToString(CultureInfo.InvariantCulture);
        return new GwsPhoneType(value, text, text);
    }

    /// <summary>Reads a number from 0 to 11, a label or a name; case and separators do not matter.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The type.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.PhoneTypeInvalid"/>: none of those.</exception>
    public static GwsPhoneType Parse(string value) => TryParse(value, out var type)
        ? type
        : throw new GwsException(GwsErrorIds.PhoneTypeInvalid, "'" + value
            + "' is neither the number, the label nor the name of a phone type.");

    /// <summary>Reads a number from 0 to 11, a label or a name, without an error.</summary>
    /// <param name="value">The text.</param>
    /// <param name="type">The type, or null.</param>
    /// <returns>True when the text could be read.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out GwsPhoneType? type)
    {
        type = null;
        if (string.IsNullOrWhiteSpace(value))
        {
            return false;
        }

        if (int.TryParse(value, NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            type = number < Rows.Length ? Rows[number] : null;
            return type is not null;
        }

        // Servers send the label, and often: it is found without making new texts.
        foreach (var row in Rows)
        {
            if (row.Label == value || row.Name == value)
            {
                type = row;
                return true;
            }
        }

        var folded = NameNormalizer.Normalize(value!);
        foreach (var row in Rows)
        {
            if (NameNormalizer.Normalize(row.Name) == folded || NameNormalizer.Normalize(row.Label) == folded)
            {
                type = row;
                return true;
            }
        }

        // The vendor's own constants say "E-Mail" for type 10.
        type = folded == "EMAIL" ? Rows[10] : null;
        return type is not null;
    }

    /// <inheritdoc/>
    public bool Equals(GwsPhoneType? other) => other is not null && other.Number == Number;

    /// <inheritdoc/>
    public override int GetHashCode() => Number;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Name);
}
