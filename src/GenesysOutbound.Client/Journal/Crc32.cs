namespace GenesysOutbound.Client.Journal;

/// <summary>
/// The checksum of gzip and Ethernet (IEEE 802.3): finds incomplete and damaged lines. Not a protection against deliberate
/// changes.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    public static uint Of(byte[] bytes, int offset, int count)
    {
        var crc = uint.MaxValue;
        for (var i = offset; i < offset + count; i++)
        {
            crc = Table[(crc ^ bytes[i]) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
