namespace GenesysOutbound.CometD.Json;

internal static class Utf8Json
{
    public static string? GetString(byte[] buffer, int start, int length, string name) => throw new System.NotImplementedException();
}
