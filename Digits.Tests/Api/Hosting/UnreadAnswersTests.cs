using System.Net.Sockets;
using System.Text;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

/// <summary>What the service holds for clients that read nothing of what they ask for, and send on.</summary>
public sealed class UnreadAnswersTests
{
    private const int Patience = 180_000;
    private const int Clients = 500;

    /// <summary>Of each: 20 KB of the connection itself, what is unread and unsent, and slack for what the service takes meanwhile anyway.</summary>
    private const long MostForEach = 128 << 10;

    private const int LongestWait = 1_000_000;

    [Theory(Timeout = Patience)]
    [InlineData("/swagger/swagger-ui-bundle.js")]
    [InlineData("/openapi.yaml")]
    [InlineData("/metrics")]
    public async Task Clients_ThatReadNothingAndSendOn_AreHeldInLittleMemory(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system counts what it has sent of a process' memory in another way.");
        using var service = new ServiceProcess([], "--urls=http://127.0.0.1:0");
        Uri address = await service.ReadyAsync();
        byte[] requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {path} HTTP/1.1\r\nHost: d\r\n\r\n", 8000)));
        List<Socket> clients = [];
        try
        {
            // What the first of each takes, code that is compiled among it, it takes once.
            Send(address, requests, 10, clients);
            long before = service.Resident;
            Send(address, requests, Clients, clients);
            Assert.InRange((service.Resident - before) / Clients, long.MinValue, MostForEach);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Has more clients send until nothing more is taken of any.</summary>
    private static void Send(Uri address, byte[] requests, int more, List<Socket> clients)
    {
        for (int i = 0; i < more; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 << 10, SendBufferSize = 16 << 10 };
            clients.Add(client);
            client.Connect(address.Host, address.Port);
            client.Blocking = false;
        }

        List<Socket> writable;
        do
        {
            writable = [.. clients];
            Socket.Select(null, writable, null, LongestWait);
            writable.ForEach(client => client.Send(requests, SocketFlags.None, out _));
        }
        while (writable.Count > 0);
    }
}
