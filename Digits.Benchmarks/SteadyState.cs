using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digits.Benchmarks;

/// <summary>
/// What a request costs in memory once the service has warmed up: the service and its clients in one process, the clients without
/// allocations of their own, so that all of them are the service's.
/// </summary>
internal static class SteadyState
{
    private const int Connections = 32;
    private const int WarmUp = 100_000;
    private const int Round = 100_000;

    /// <summary>Sends so many requests to /predict/raw, after a warm-up, and prints a line for every hundred thousand.</summary>
    public static void Run(int requests)
    {
        IPEndPoint address = Start();
        byte[] request = Request();
        Send(address, request, WarmUp);
        for (int sent = 0; sent < requests; sent += Round)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            int full = GC.CollectionCount(2);
            long started = Stopwatch.GetTimestamp();
            Send(address, request, Round);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"requests":{{sent + Round}},"bytesPerRequest":{{(GC.GetTotalAllocatedBytes(precise: true) - before) / Round}},"gen2Collections":{{GC.CollectionCount(2) - full}},"workingSetMiB":{{Environment.WorkingSet >> 20}},"seconds":{{Stopwatch.GetElapsedTime(started).TotalSeconds:F1}}}"""));
        }
    }

    private static IPEndPoint Start()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)probe.LocalEndPoint!;
        probe.Close();
        new Thread(() => typeof(Api.Contracts.RequestBody).Assembly.EntryPoint!.Invoke(null, [new[] { "--urls", $"http://{address}" }])) { IsBackground = true }.Start();
        while (!IsReady(address))
        {
            Thread.Sleep(50);
        }

        return address;
    }

    private static bool IsReady(IPEndPoint address)
    {
        try
        {
            using var client = new Client(address, "GET /health/ready HTTP/1.1\r\nHost: digits\r\n\r\n"u8.ToArray());
            return true;
        }
        catch (Exception error) when (error is SocketException or InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Request()
    {
        string body = $"{{\"pixels\":[{string.Join(',', Canvas.Small())}]}}";
        return Encoding.ASCII.GetBytes(
            $"POST /predict/raw HTTP/1.1\r\nHost: digits\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static void Send(IPEndPoint address, byte[] request, int count)
    {
        Thread[] threads = new Thread[Connections];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                using var client = new Client(address, request);
                for (int sent = 1; sent < count / Connections; sent++)
                {
                    client.Ask();
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    /// <summary>One connection that asks the same again and again; all answers are as long as the first.</summary>
    private sealed class Client : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _answer = new byte[4096];
        private readonly byte[] _request;
        private readonly int _length;

        public Client(IPEndPoint address, byte[] request)
        {
            _request = request;
            _socket.Connect(address);
            _socket.Send(request);
            int got = 0;
            while (_length == 0 || got < _length)
            {
                got += Receive(got);
                _length = Length(_answer.AsSpan(0, got));
            }
        }

        public void Ask()
        {
            _socket.Send(_request);
            for (int got = 0; got < _length;)
            {
                got += Receive(got);
            }

            Check(_answer);
        }

        public void Dispose() => _socket.Dispose();

        private int Receive(int got)
        {
            int count = _socket.Receive(_answer.AsSpan(got));
            return count > 0 ? count : throw new InvalidDataException("The service closed the connection.");
        }

        /// <summary>The answer's whole length, or 0 while its headers are not there.</summary>
        private static int Length(ReadOnlySpan<byte> answer)
        {
            int end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return 0;
            }

            Check(answer);
            int at = answer.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
            int digits = answer[at..].IndexOf((byte)'\r');
            return end + 4 + int.Parse(answer.Slice(at, digits), CultureInfo.InvariantCulture);
        }

        private static void Check(ReadOnlySpan<byte> answer)
        {
            if (!answer.StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidDataException(Encoding.ASCII.GetString(answer[..Math.Min(answer.Length, 20)]));
            }
        }
    }
}
