using System.IO.Pipelines;
using Digits.Api.Hosting.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Digits.Tests.Api.Hosting.Connections;

public sealed class ClientConnectionsTests
{
    private static readonly long Now = Environment.TickCount64;

    private readonly ClientConnections _clients = new(most: 2);

    [Fact]
    public void New_WhereAllAreFresh_IsRefused()
    {
        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Now));
        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Now));
        Assert.False(_clients.TryAdd(new Client(_clients).Connection, Now));
    }

    [Fact]
    public async Task New_WhereAllAreTaken_HasTheIdlestMakeRoom()
    {
        Client first = Add();
        Client second = Add();
        await first.SpeakAsync();
        await first.WaitAsync();
        await second.SpeakAsync();
        await second.WaitAsync();

        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
        Assert.Equal((true, false), (first.IsToldToClose, second.IsToldToClose));
    }

    [Fact]
    public async Task New_BesideOneThatNeverSpoke_HasThatMakeRoom()
    {
        Client first = Add();
        await first.SpeakAsync();
        await first.WaitAsync();
        Client silent = Add();

        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
        Assert.Equal((false, true), (first.IsToldToClose, silent.IsToldToClose));
    }

    [Fact]
    public async Task New_WhereTheServerWorksForAll_IsRefused()
    {
        await Add().SpeakAsync();
        await Add().SpeakAsync();
        Assert.False(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
    }

    [Fact]
    public async Task New_WhereHeadsDoNotBecomeWhole_HasTheOldestMakeRoom()
    {
        Client older = Add();
        Client newer = Add();
        await older.DripAsync();
        await older.DripAsync();
        await newer.DripAsync();
        await older.DripAsync();

        Assert.False(_clients.TryAdd(new Client(_clients).Connection, Now));
        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
        Assert.Equal((true, false), (older.IsToldToClose, newer.IsToldToClose));
        await older.DripAsync();
        await newer.DripAsync();
        Assert.Equal((true, false), (older.IsAborted, newer.IsAborted));
    }

    [Fact]
    public async Task New_BesideOneThatIsIdle_DoesNotDisturbAHead()
    {
        Client dripping = Add();
        Client idle = Add();
        await dripping.DripAsync();
        await idle.SpeakAsync();
        await idle.WaitAsync();

        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
        Assert.Equal((false, true), (dripping.IsToldToClose, idle.IsToldToClose));
    }

    [Fact]
    public async Task Head_ThatBecomesWholeWhenItWasToMakeRoom_IsNotCutOff()
    {
        Client late = Add();
        await late.DripAsync();
        await Add().SpeakAsync();

        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet));
        Assert.True(late.IsToldToClose);
        late.Connection.BeginRequest();
        await late.DripAsync();
        Assert.False(late.IsAborted);
    }

    [Fact]
    public async Task Body_ThatIsSentSlowlyOrWaitedFor_IsNotDisturbed()
    {
        Client dripping = Add();
        Client stalled = Add();
        await dripping.SpeakAsync();
        await dripping.DripAsync();
        await stalled.SpeakAsync();
        stalled.Wait();

        Assert.False(_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + (10 * ClientConnections.Quiet)));
        Assert.Equal((false, false), (dripping.IsToldToClose, stalled.IsToldToClose));
    }

    [Fact]
    public async Task New_WhereOneHasEnded_IsTaken()
    {
        Client first = Add();
        Add();
        await first.Connection.DisposeAsync();
        Assert.Equal(1, _clients.Count);
        Assert.True(_clients.TryAdd(new Client(_clients).Connection, Now));
    }

    [Fact]
    public void Flood_WhereThoseThatWereToldDoNotGo_IsRefusedInTheEnd()
    {
        Add();
        Add();
        int taken = 0;
        while (_clients.TryAdd(new Client(_clients).Connection, Environment.TickCount64 + ClientConnections.Quiet))
        {
            taken++;
            Assert.InRange(taken, 1, 100);
        }
    }

    [Fact]
    public async Task Silence_ForTooLong_IsClosedAndIdlenessAfterARequestIsNot()
    {
        Client silent = Add();
        Client kept = Add();
        await kept.SpeakAsync();
        await kept.WaitAsync();

        _clients.CloseSilent(Environment.TickCount64 + ClientConnections.MostSilence - 1000);
        Assert.False(silent.IsToldToClose);
        _clients.CloseSilent(Environment.TickCount64 + ClientConnections.MostSilence);
        Assert.Equal((true, false), (silent.IsToldToClose, kept.IsToldToClose));
    }

    [Fact]
    public async Task Seeing_ConnectionsOff_WaitsForTheLast()
    {
        Client last = Add();
        await last.SpeakAsync();
        Task empty = _clients.EmptyAsync(TestContext.Current.CancellationToken);
        Assert.False(empty.IsCompleted);
        await last.Connection.DisposeAsync();
        await empty;
    }

    [Fact]
    public async Task Seeing_ConnectionsOff_EndsWhereItIsGivenUp()
    {
        await Add().SpeakAsync();
        using var giveUp = new CancellationTokenSource();
        Task empty = _clients.EmptyAsync(giveUp.Token);
        await giveUp.CancelAsync();
        await empty;
        Assert.Equal(1, _clients.Count);
    }

    private Client Add()
    {
        var client = new Client(_clients);
        Assert.True(_clients.TryAdd(client.Connection, Now));
        return client;
    }

    /// <summary>A connection without a socket, which the server reads as the test says.</summary>
    private sealed class Client : IConnectionLifetimeNotificationFeature, IDuplexPipe
    {
        private readonly Pipe _sent = new();
        private readonly Pipe _answered = new();

        public Client(ClientConnections all)
        {
            var inner = new DefaultConnectionContext("test", this, this);
            inner.Features.Set<IConnectionLifetimeNotificationFeature>(this);
            inner.ConnectionClosed.Register(() => IsAborted = true);
            Connection = new ClientConnection(inner, all);
        }

        public ClientConnection Connection { get; }

        public bool IsToldToClose { get; private set; }

        public bool IsAborted { get; private set; }

        public CancellationToken ConnectionClosedRequested { get; set; }

        public PipeReader Input => _sent.Reader;

        public PipeWriter Output => _answered.Writer;

        public void RequestClose() => IsToldToClose = true;

        /// <summary>Sends a request, and the server takes it and goes to work.</summary>
        public async Task SpeakAsync()
        {
            await DripAsync();
            Connection.BeginRequest();
        }

        /// <summary>Sends something that the server takes, and is not enough for it; at a later moment than all others.</summary>
        public async Task DripAsync()
        {
            await NextMomentAsync();
            await _sent.Writer.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
            ReadResult read = await Connection.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
            Connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }

        /// <summary>Has the server answer and wait for the next request, from a later moment than all others.</summary>
        public async Task WaitAsync()
        {
            await NextMomentAsync();
            Connection.EndRequest();
            Wait();
        }

        /// <summary>Has the server wait for more.</summary>
        public void Wait() => _ = Connection.Transport.Input.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        private static async Task NextMomentAsync()
        {
            long before = Environment.TickCount64;
            while (Environment.TickCount64 == before)
            {
                await Task.Yield();
            }
        }
    }
}
