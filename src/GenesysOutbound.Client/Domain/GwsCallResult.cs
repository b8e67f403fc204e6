using System;
using System.Diagnostics.CodeAnalysis;
using System.Collections.Generic;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// The result of a call, as the outbound server counts it. 54 are known by name, of which the vendor's desktop offers 39; a site
/// may use larger numbers, which are accepted and have no name. Source: Service Client API Reference, getListOfCallResults, and
/// the vendor's call state constants; the CamelCase names of the REST API are inferred from them.
/// </summary>
public sealed record GwsCallResult : IComparable<GwsCallResult>, IComparable
{
    internal GwsCallResult(int number, string name, string serviceName, string text, bool isOffered, bool isReserved)
    {
        Number = number;
        Name = name;
        ServiceName = serviceName;
        Text = text;
        IsOffered = isOffered;
        IsReserved = isReserved;
    }

    /// <summary>The 54 known results, by number.</summary>
    public static IReadOnlyList<GwsCallResult> Known => GwsCallResultTable.Rows;

    /// <summary>The number that records carry in <c>GSW_CALL_RESULT</c>.</summary>
    public int Number { get; }

    /// <summary>
    /// The name in CamelCase, for example <c>NoAnswer</c>: what CompleteRecord takes. The number as text when there is no name.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// The name in the Service Client API, for example <c>NO_ANSWER</c>; empty when that API does not list the result.
    /// </summary>
    public string ServiceName { get; }

    /// <summary>The name for people, for example <c>No Answer</c>.</summary>
    public string Text { get; }

    /// <summary>True for the 39 results that the desktop offers.</summary>
    public bool IsOffered { get; }

    /// <summary>True for the results that only the telephony server uses.</summary>
    public bool IsReserved { get; }

    /// <summary>Turns a number into a result.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator GwsCallResult(int value) => FromInt32(value);

    /// <summary>Compares by number.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(GwsCallResult? left, GwsCallResult? right) => Compare(left, right) < 0;

    /// <summary>Compares by number.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(GwsCallResult? left, GwsCallResult? right) => Compare(left, right) <= 0;

    /// <summary>Compares by number.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(GwsCallResult? left, GwsCallResult? right) => Compare(left, right) > 0;

    /// <summary>Compares by number.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(GwsCallResult? left, GwsCallResult? right) => Compare(left, right) >= 0;

    /// <summary>Turns a number into a result.</summary>
    /// <param name="value">The number: 0 or more.</param>
    /// <returns>The known result, or one without a name.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.CallResultInvalid"/>: the number is negative.</exception>
    public static GwsCallResult FromInt32(int value)
    {
        if (value < 0)
        {
            throw Invalid(value.ToString(CultureInfo.InvariantCulture));
        }

        return GwsCallResultTable.Find(value);
    }

    /// <summary>
    /// Reads a number, or a name in any of its forms: <c>NoAnswer</c>, <c>NO_ANSWER</c>, <c>no answer</c>, <c>7</c>.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.CallResultInvalid"/>: neither a name nor a number.</exception>
    public static GwsCallResult Parse(string value) => TryParse(value, out var result) ? result : throw Invalid(value);

    /// <summary>Reads a number or a name, without an error.</summary>
    /// <param name="value">The text.</param>
    /// <param name="result">The result, or null.</param>
    /// <returns>True when the text could be read.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out GwsCallResult? result)
    {
        result = null;
        if (string.IsNullOrWhiteSpace(value))
        {
            return false;
        }

        if (int.TryParse(value, NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            result = GwsCallResultTable.Find(number);
            return true;
        }

        result = GwsCallResultTable.Find(value!);
        return result is not null;
    }

    /// <inheritdoc/>
    public bool Equals(GwsCallResult? other) => other is not null && other.Number == Number;

    /// <inheritdoc/>
    public override int GetHashCode() => Number;

    /// <summary>For hosts that sort untyped, as Sort-Object does.</summary>
    int IComparable.CompareTo(object? obj) => obj is null or GwsCallResult
        ? CompareTo(obj as GwsCallResult)
        : throw new ArgumentException("Only call results compare.", nameof(obj));

    /// <inheritdoc/>
    public int CompareTo(GwsCallResult? other) => other is null ? 1 : Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Name);

    private static int Compare(GwsCallResult? left, GwsCallResult? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);

    private static GwsException Invalid(string? value) =>
        new(GwsErrorIds.CallResultInvalid, "'" + value + "' is neither the name nor the number of a call result.");
}
