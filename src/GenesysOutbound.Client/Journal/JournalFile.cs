using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Journal;

/// <summary>
/// An append-only file of lines, each a checksum and a JSON object. A line that a kill tore is not there; everything before it
/// is. Rewriting makes a new file and puts it in the place of the old one in one step. Not thread-safe.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int ChecksumLength = 8;
    private const string LockSuffix = ".lock";

    private readonly string _path;
    private readonly FileStream _lock;
    private FileStream? _stream;
    private long _length;

    private JournalFile(string path, FileStream fileLock)
    {
        _path = path;
        _lock = fileLock;
    }

    /// <summary>How many bytes the file has.</summary>
    public long Length => _length;

    /// <summary>
    /// How many lines in the middle could not be used when the file was opened; an incomplete last line does not count.
    /// </summary>
    public int Damaged { get; private set; }

    /// <summary>
    /// Whether there was nothing when the file was opened. A journal of ours begins with its head, which came with it in one
    /// step.
    /// </summary>
    public bool WasEmpty { get; private set; } = true;

    /// <summary>Whether there was no file when it was opened.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Opens a journal, or makes one, and reads what is in it.</summary>
    /// <exception cref="IOException">The file cannot be used, or another session has it.</exception>
    public static JournalFile Open(string path, out List<GwsData> lines)
    {
        FileStream? fileLock = null;
        try
        {
            PrivateFile.RefuseDevice(path);
            PrivateFile.RefuseLink(path);
            if (File.Exists(path) || Directory.Exists(path))
            {
                // Checked before a lock file is created beside something that is not a journal.
                OpenRegular(path, FileShare.Read).Dispose();
            }

            fileLock = OpenLock(path + LockSuffix);
            var file = new JournalFile(path, fileLock);
            lines = file.Read();
            return file;
        }
        catch
        {
            fileLock?.Dispose();
            throw;
        }
    }

    /// <summary>Puts new contents in the place of the old, in one step.</summary>
    public void Rewrite(IEnumerable<GwsData> lines)
    {
        if (_stream is not null)
        {
            EnsureInPlace();
        }

        var fresh = _path + ".new";
        File.Delete(fresh);
        var stream = PrivateFile.Create(fresh);
        try
        {
            foreach (var line in lines)
            {
                var bytes = Encode(line);
                stream.Write(bytes, 0, bytes.Length);
            }

            stream.Flush(flushToDisk: true);
            _length = stream.Length;
            _stream?.Dispose();
            _stream = null;
            if (!PrivateFile.CanMoveWhileOpen)
            {
                stream.Dispose();
            }

            if (File.Exists(_path))
            {
                File.Replace(fresh, _path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(fresh, _path);
            }

            // Opening the path again could open another file in its place, so the file stays open where the platform allows it.
            _stream = PrivateFile.CanMoveWhileOpen ? stream : PrivateFile.Append(_path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a line. When it returns, the line survives the end of the process.</summary>
    public void Append(GwsData line)
    {
        var stream = _stream ?? throw new IOException("The journal is closed.");
        EnsureInPlace();
        var bytes = Encode(line);
        try
        {
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
        }
        catch (IOException)
        {
            TakeBack(stream);
            throw;
        }

        _length += bytes.Length;

        // Another file of the same length has not grown by this line.
        EnsureInPlace();
    }

    /// <summary>Deletes the file. Its lock is kept until the end.</summary>
    /// <exception cref="IOException">It is not in its place any more, or cannot be deleted.</exception>
    public void Delete()
    {
        EnsureInPlace();
        _stream?.Dispose();
        _stream = null;
        File.Delete(_path);
    }

    public void Dispose()
    {
        try
        {
            _stream?.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What could not be kept was said when it was written.
        }

        _stream?.Dispose();
        _stream = null;
        _lock.Dispose();
    }

    /// <summary>The bytes of a line.</summary>
    internal static byte[] Encode(GwsData line)
    {
        var json = Encoding.UTF8.GetBytes(WireJson.Write(line));
        var head = Crc32.Of(json, 0, json.Length).ToString("x8", CultureInfo.InvariantCulture) + " ";
        var bytes = new byte[head.Length + json.Length + 1];
        Encoding.ASCII.GetBytes(head, 0, head.Length, bytes, 0);
        Buffer.BlockCopy(json, 0, bytes, head.Length, json.Length);
        bytes[bytes.Length - 1] = (byte)'\n';
        return bytes;
    }

    private static FileStream OpenLock(string path)
    {
        PrivateFile.RefuseLink(path);
        try
        {
            return OpenRegular(path, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            PrivateFile.Create(path).Dispose();
            return OpenRegular(path, FileShare.None);
        }
    }

    // Opening a pipe only for reading would wait for a process that writes to it.
    private static FileStream OpenRegular(string path, FileShare share)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share);
        try
        {
            // Some devices can seek, and have no end; only a regular file takes a length, even the one that it has.
            if (stream.CanSeek)
            {
                stream.SetLength(stream.Length);
                return stream;
            }
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            // The exception below says so.
        }

        stream.Dispose();
        throw new IOException($"'{path}' is not a regular file.");
    }

    // A full disk may take a part of a line. The next line, for which there may be room again, must not follow that part.
    private void TakeBack(FileStream stream)
    {
        try
        {
            stream.SetLength(_length);
            stream.Seek(_length, SeekOrigin.Begin);
        }
        catch (IOException)
        {
            // The next line is refused, because the file is longer than it should be.
        }
    }

    // Lines appended to a file that was deleted or replaced are lost without an error.
    private void EnsureInPlace()
    {
        var file = new FileInfo(_path);
        if (!file.Exists || file.Length != _length)
        {
            throw new IOException($"'{_path}' was deleted, replaced or changed by somebody else");
        }

        if (!File.Exists(_path + LockSuffix))
        {
            throw new IOException($"'{_path}{LockSuffix}' was deleted, so another session could open the journal");
        }
    }

    private List<GwsData> Read()
    {
        var lines = new List<GwsData>();
        if (!File.Exists(_path))
        {
            IsNew = true;
            return lines;
        }

        byte[] bytes;
        using (var stream = OpenRegular(_path, FileShare.Read))
        using (var copy = new MemoryStream())
        {
            stream.CopyTo(copy);
            bytes = copy.ToArray();
        }

        WasEmpty = bytes.Length == 0;
        var start = 0;
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0)
            {
                // The process was killed while it wrote the line, so the line does not count.
                break;
            }

            if (Decode(bytes, start, end - start) is { } line)
            {
                lines.Add(line);
            }
            else
            {
                Damaged++;
            }

            start = end + 1;
        }

        return lines;
    }

    private static GwsData? Decode(byte[] bytes, int start, int count)
    {
        const int head = ChecksumLength + 1;
        return count > head
            && uint.TryParse(Encoding.ASCII.GetString(bytes, start, ChecksumLength), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var checksum)
            && bytes[start + ChecksumLength] == (byte)' '
            && Crc32.Of(bytes, start + head, count - head) == checksum
            && WireJson.TryParse(Encoding.UTF8.GetString(bytes, start + head, count - head), out var value)
            ? value as GwsData
            : null;
    }
}
