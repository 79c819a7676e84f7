using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Digits.Fuzz.Running;

/// <summary>A connection to the service, over which anything is sent and answers are read (RFC 9112).</summary>
/// <remarks>Used by one worker.</remarks>
internal sealed class Connection : IDisposable
{
    private const int Continue = 100;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    private Connection()
    {
    }

    public static async Task<Connection> OpenAsync(Uri service, CancellationToken cancellationToken)
    {
        var connection = new Connection();
        try
        {
            await connection._socket.ConnectAsync(service.Host, service.Port, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends bytes; what the server no longer takes is not sent.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="piece">How many at once; 0 for all.</param>
    /// <param name="cancellationToken">The deadline.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int piece, CancellationToken cancellationToken)
    {
        int most = piece == 0 ? bytes.Length : piece;
        try
        {
            while (!bytes.IsEmpty)
            {
                int sent = await _socket.SendAsync(bytes[..Math.Min(most, bytes.Length)], cancellationToken);
                bytes = bytes[sent..];
            }
        }
        catch (SocketException)
        {
            // The server has closed its side; its answer may be there still.
        }
    }

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It is closed already.
        }
    }

    /// <summary>Reads the next answer; null where the server closes the connection instead.</summary>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    public async Task<HttpAnswer?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadToAsync("\r\n\r\n", cancellationToken) is not { } head)
            {
                return _end == _start ? null : throw new InvalidDataException("The answer breaks off in its head.");
            }

            string[] lines = head.Split("\r\n");
            if (lines[0].Length < 12 || !lines[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
                || !int.TryParse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status))
            {
                throw new InvalidDataException($"The answer begins with {lines[0]}.");
            }

            if (status == Continue)
            {
                continue;
            }

            byte[] body = Header(lines, "Transfer-Encoding") is not null ? await ReadChunksAsync(cancellationToken)
                : Header(lines, "Content-Length") is { } length ? await ReadBodyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
                : [];
            bool closes = string.Equals(Header(lines, "Connection"), "close", StringComparison.OrdinalIgnoreCase);
            return new HttpAnswer(status, Header(lines, "Content-Type") ?? string.Empty, closes, body);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static string? Header(string[] lines, string name) => lines.Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    /// <summary>What comes before a mark, which is read too; null where the connection ends without one.</summary>
    private async Task<string?> ReadToAsync(string mark, CancellationToken cancellationToken)
    {
        byte[] wanted = Encoding.Latin1.GetBytes(mark);
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf(wanted)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        string text = Encoding.Latin1.GetString(_buffer, _start, length);
        _start += length + wanted.Length;
        return text;
    }

    private async Task<byte[]> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        while (_end - _start < length)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new InvalidDataException("The answer breaks off in its body.");
            }
        }

        byte[] body = _buffer.AsSpan(_start, length).ToArray();
        _start += length;
        return body;
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        List<byte> body = [];
        while (true)
        {
            string size = await ReadToAsync("\r\n", cancellationToken) ?? throw new InvalidDataException("The answer breaks off between chunks.");
            int length = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange((await ReadBodyAsync(length + 2, cancellationToken)).AsSpan(0, length));
            if (length == 0)
            {
                return [.. body];
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_end == _buffer.Length)
        {
            byte[] larger = new byte[_start > 0 ? _buffer.Length : 2 * _buffer.Length];
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            (_buffer, _start, _end) = (larger, 0, _end - _start);
        }

        try
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read;
            return read > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
