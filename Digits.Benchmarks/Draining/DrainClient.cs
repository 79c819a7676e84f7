using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Digits.Benchmarks.Draining;

/// <summary>
/// A client of HTTP/1.1 that tries nothing twice: it sends one request after the other over a connection that it keeps, or each over a new
/// one. As every client does, it looks before it sends whether a kept connection was closed, and heeds <c>Connection: close</c>.
/// </summary>
/// <param name="service">Where to ask.</param>
/// <param name="request">A whole request, which says whether the connection is kept.</param>
/// <param name="pause">How long it waits between two requests at most; half of that on average.</param>
/// <param name="counts">Takes what becomes of them.</param>
internal sealed class DrainClient(Uri service, byte[] request, TimeSpan pause, ClientCounts counts)
{
    private const string Wanted = "HTTP/1.1 200 ";

    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly Random _random = new();

    /// <summary>A request for a prediction of the pixels of a blank but for a stroke.</summary>
    public static byte[] Request(Uri service, bool keepsConnection)
    {
        const int Side = 28;
        byte[] pixels = new byte[Side * Side];
        for (int row = 4; row < Side - 4; row++)
        {
            pixels.AsSpan((row * Side) + 13, 2).Fill(byte.MaxValue);
        }

        string head = $"POST /predict/raw HTTP/1.1\r\nHost: {service.Authority}\r\nContent-Type: application/octet-stream\r\n"
            + $"Content-Length: {pixels.Length}\r\n{(keepsConnection ? "" : "Connection: close\r\n")}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. pixels];
    }

    /// <summary>Starts clients of every kind: eager ones and slow ones on kept connections, and ones that open a connection for each request.</summary>
    /// <returns>Completes when nobody listens at the service any more, or when told to stop.</returns>
    public static Task RunAllAsync(Uri service, int ofEachKind, ClientCounts counts, CancellationToken stop)
    {
        byte[] kept = Request(service, keepsConnection: true);
        byte[] single = Request(service, keepsConnection: false);
        (byte[] Request, int PauseMs)[] kinds = [(kept, 0), (kept, 50), (kept, 500), (kept, 5000), (single, 20)];
        return Task.WhenAll(
            from kind in kinds
            from _ in Enumerable.Range(0, ofEachKind)
            let client = new DrainClient(service, kind.Request, TimeSpan.FromMilliseconds(kind.PauseMs), counts)
            select Task.Run(() => client.RunAsync(stop), CancellationToken.None));
    }

    private async Task RunAsync(CancellationToken stop)
    {
        Socket? socket = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (socket is null)
                {
                    socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(service.Host, service.Port, CancellationToken.None);
                }
                else if (socket.Poll(0, SelectMode.SelectRead))
                {
                    socket.Dispose();
                    socket = null;
                    continue;
                }

                if (!await AskAsync(socket))
                {
                    socket.Dispose();
                    socket = null;
                }

                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause * _random.NextDouble(), stop);
                }
            }
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            counts.Refuse();
        }
        catch (SocketException)
        {
            counts.Break();
        }
        catch (OperationCanceledException)
        {
            // Told to stop between two requests.
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <summary>Sends a request and reads the answer.</summary>
    /// <returns>Whether the connection may be used again.</returns>
    private async Task<bool> AskAsync(Socket socket)
    {
        int length = 0;
        try
        {
            await socket.SendAsync(request);
            while (true)
            {
                int read = await socket.ReceiveAsync(_buffer.AsMemory(length));
                length += read;
                string text = Encoding.ASCII.GetString(_buffer, 0, length);
                int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
                if (head > 3 && length - head >= ContentLength(text[..head]))
                {
                    counts.Answer(text.StartsWith(Wanted, StringComparison.Ordinal));
                    return !text[..head].Contains("Connection: close", StringComparison.OrdinalIgnoreCase);
                }

                if (read == 0)
                {
                    counts.Close();
                    return false;
                }
            }
        }
        catch (SocketException)
        {
            counts.Break();
            return false;
        }
    }

    private static int ContentLength(string head)
    {
        const string Name = "Content-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), CultureInfo.InvariantCulture);
    }
}
