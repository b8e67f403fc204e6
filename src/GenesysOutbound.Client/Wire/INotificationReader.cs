using System;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire;

/// <summary>How notifications are read.</summary>
internal interface INotificationReader
{
    /// <summary>Reads a message. What is not understood is kept as it is; nothing is thrown for it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="utf8">The whole message.</param>
    /// <param name="at">When it came.</param>
    /// <param name="dataUtf8">Its <c>data</c>, when the caller knows where that is: it is then not looked for again.</param>
    ParsedNotification Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ArraySegment<byte> dataUtf8 = default);

    /// <summary>The data of a message; empty for what is not a JSON object.</summary>
    GwsData ReadData(ArraySegment<byte> utf8);

    /// <summary>Counts what this module does not understand in a message.</summary>
    void Inspect(ParsedNotification parsed, UnexpectedContentLog log);

    /// <summary>What user data says about a record.</summary>
    RecordUpdate ReadRecord(GwsData userData);
}
