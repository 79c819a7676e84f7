using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Digits.Benchmarks.Load;

/// <summary>One client of a run: sends, waits for the answer, and sends again.</summary>
/// <remarks>
/// Reads no more of HTTP than the service writes: a status, Content-Length, Retry-After. A general client would take as much of the machine
/// as what it measures.
/// </remarks>
internal sealed class LoadClient(LoadOptions options, LoadSchedule schedule) : IDisposable
{
    private const int MostAnswer = 16 << 10;

    private readonly byte[] _answer = new byte[MostAnswer];
    private readonly IPEndPoint _service = new(Dns.GetHostAddresses(options.Service.Host, AddressFamily.InterNetwork)[0], options.Service.Port);
    private Socket? _socket;

    /// <summary>Milliseconds from sending to the answer, of requests that were answered with 200 before the end.</summary>
    public List<float> Accepted { get; } = [];

    /// <summary>The same of those that were answered with 429.</summary>
    public List<float> Refused { get; } = [];

    /// <summary>How many were answered with anything else, or not at all.</summary>
    public int Failed { get; private set; }

    /// <summary>Opens the connection, so that the run does not begin with that.</summary>
    public async Task ConnectAsync()
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(_service);
    }

    /// <summary>Sends until the schedule is over.</summary>
    public async Task RunAsync()
    {
        while (!schedule.IsOver)
        {
            await schedule.NextAsync();
            try
            {
                await SendAsync();
            }
            catch (SocketException)
            {
                Failed += schedule.IsOver ? 0 : 1;
                Dispose();
                await ConnectAsync();
            }
        }

        Dispose();
    }

    public void Dispose() => _socket?.Dispose();

    private async Task SendAsync()
    {
        long sent = Stopwatch.GetTimestamp();
        for (int at = 0; at < options.Request.Length;)
        {
            at += await _socket!.SendAsync(options.Request.AsMemory(at), SocketFlags.None);
        }

        int head = await ReceiveAsync();
        float took = (float)Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        int status = Number("HTTP/1.1 "u8, head);
        if (schedule.IsOver)
        {
            return;
        }

        if (status is not 200 and not 429)
        {
            Failed++;
            return;
        }

        (status == 200 ? Accepted : Refused).Add(took);
        if (status == 429 && options.IsPatient)
        {
            // By a random part of it longer, as errors.md asks of clients.
#pragma warning disable CA5394 // Nothing depends on it being secret.
            await Task.Delay(TimeSpan.FromSeconds(Number("\r\nRetry-After: "u8, head) * (1 + Random.Shared.NextDouble())));
#pragma warning restore CA5394
        }
    }

    /// <summary>Receives one whole answer.</summary>
    /// <returns>How many bytes its head has.</returns>
    private async ValueTask<int> ReceiveAsync()
    {
        int length = 0;
        while (true)
        {
            int received = await _socket!.ReceiveAsync(_answer.AsMemory(length), SocketFlags.None);
            if (received == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            length += received;
            int head = _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (head >= 0 && length >= head + 4 + Number("\r\nContent-Length: "u8, head))
            {
                return head;
            }
        }
    }

    private int Number(ReadOnlySpan<byte> name, int head)
    {
        int at = _answer.AsSpan(0, head).IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(_answer.AsSpan(at + name.Length), out int number, out _) ? number : 0;
    }
}
