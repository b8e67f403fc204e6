using System;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire;

/// <summary>How notifications are read.</summary>
internal interface INotificationReader
{
    /// <summary>Reads a message. What is not understood is kept as it is; nothing is thrown for it.</summary>
    ParsedNotification Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at);

    /// <summary>The data of a message; empty for what is not a JSON object.</summary>
    GwsData ReadData(ArraySegment<byte> utf8);

    /// <summary>Counts what this module does not understand in a message.</summary>
    void Inspect(ParsedNotification parsed, UnexpectedContentLog log);

    /// <summary>What user data says about a record.</summary>
    RecordUpdate ReadRecord(GwsData userData);
}
