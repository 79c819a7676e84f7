using System.Net;
using System.Net.Sockets;
using Digits.Api.Hosting.Connections;

namespace Digits.Tests.Api.Hosting.Connections;

public sealed class BacklogTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task Backlog_ThatIsEmptied_IsWaitedFor()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Socket listening = Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listening.LocalEndPoint!, cancellationToken);
        Task emptied = Backlog.EmptyAsync(listening, cancellationToken);
        Assert.False(emptied.IsCompleted);

        using Socket accepted = await listening.AcceptAsync(cancellationToken);
        await emptied;
        await client.SendAsync("a"u8.ToArray(), cancellationToken);
        Assert.Equal(1, await accepted.ReceiveAsync(new byte[1], cancellationToken));
    }

    [Fact(Timeout = Patience)]
    public async Task Connection_AfterTheBacklogWasEmptied_IsNotOpenedAndRefusedThen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the kernel goes on to open connections until the socket is closed.");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Socket listening = Listen();
        await Backlog.EmptyAsync(listening, cancellationToken);
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Task connecting = late.ConnectAsync(listening.LocalEndPoint!, cancellationToken).AsTask();
        listening.Dispose();
        SocketException refusal = await Assert.ThrowsAsync<SocketException>(() => connecting);
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    private static Socket Listen()
    {
        var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        return listening;
    }
}
