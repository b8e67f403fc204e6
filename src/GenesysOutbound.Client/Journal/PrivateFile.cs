using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace GenesysOutbound.Client.Journal;

/// <summary>
/// Makes files that only their owner can read: 0600 from the first moment off Windows. On Windows a file has the rights of its
/// folder, which in a user's own folders are the user's. The platform's own ways are newer than this library's, so they are
/// looked up.
/// </summary>
internal static class PrivateFile
{
    private const int OwnerReadWrite = 0x180; // UnixFileMode.UserRead | UserWrite: 0600.

    private static readonly string[] SystemFolders = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Makes a new, empty file and opens it for appending.</summary>
    /// <exception cref="IOException">It exists already, also as a link to another file.</exception>
    public static FileStream Create(string path)
    {
        if (!IsUnix())
        {
            return Open(path, FileMode.CreateNew);
        }

        var optionsType = Type.GetType("System.IO.FileStreamOptions");
        var constructor = optionsType is null ? null : typeof(FileStream).GetConstructor([typeof(string), optionsType]);
        if (optionsType?.GetProperty("UnixCreateMode") is not { } mode || constructor is null)
        {
            throw new PlatformNotSupportedException("This platform cannot make a file that only its owner can read.");
        }

        var options = Activator.CreateInstance(optionsType)!;
        mode.SetValue(options, Enum.ToObject(Nullable.GetUnderlyingType(mode.PropertyType) ?? mode.PropertyType, OwnerReadWrite));
        Set("Mode", FileMode.CreateNew);
        Set("Access", FileAccess.Write);
        Set("Share", FileShare.Read);
        Set("BufferSize", 0);
        try
        {
            return (FileStream)constructor.Invoke([path, options]);
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is { } inner)
        {
            throw inner is IOException or UnauthorizedAccessException ? inner : new IOException(inner.Message, inner);
        }

        void Set(string name, object value) => optionsType.GetProperty(name)!.SetValue(options, value);
    }

    /// <summary>
    /// Refuses a path at which there is a link: a user who can create one could redirect the writes to another user's file.
    /// Folders on the way may be links; they are the user's own choice.
    /// </summary>
    /// <exception cref="IOException">There is a link, also one that leads nowhere.</exception>
    public static void RefuseLink(string path)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }

        if ((attributes & FileAttributes.ReparsePoint) != 0)
        {
            throw new IOException("'" + path + "' is a link; it is not followed.");
        }
    }

    /// <summary>Refuses a path that names a device or a part of the system, not a place for files.</summary>
    /// <exception cref="IOException">It does.</exception>
    public static void RefuseDevice(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.StartsWith(@"\\.\", StringComparison.Ordinal)
            || (IsUnix() && SystemFolders.Any(folder => full.StartsWith(folder, StringComparison.Ordinal))))
        {
            throw new IOException($"'{path}' is a device or a part of the system, not a file.");
        }
    }

    /// <summary>Whether an open file can be moved.</summary>
    public static bool CanMoveWhileOpen => IsUnix();

    /// <summary>Opens an existing file for appending.</summary>
    public static FileStream Append(string path) => Open(path, FileMode.Append);

    // No buffer: what was appended is with the operating system, and survives the end of the process.
    private static FileStream Open(string path, FileMode mode) =>
        new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 1);

    private static bool IsUnix() => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
}
