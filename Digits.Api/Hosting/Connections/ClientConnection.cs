using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Digits.Api.Hosting.Connections;

/// <summary>A connection that knows how long it has been idle, and takes a client that only has said all for one that waits.</summary>
/// <remarks>
/// To the server the end of what a client sends (FIN) is its departure. It is that where the client had been waiting for a while; where it
/// comes with the end of a request, the client has closed its own half (<c>nc -N</c>, <c>shutdown(SHUT_WR)</c>) and wants the answer.
/// </remarks>
internal sealed class ClientConnection : ConnectionContext, IDuplexPipe
{
    /// <summary>So soon after the end of a request, in ms, the end of the input belongs to it.</summary>
    internal const int MostBetweenRequestAndEnd = 250;

    private readonly ConnectionContext _inner;
    private readonly ClientConnections _all;
    private readonly Socket? _socket;
    private readonly RequestHead _head;
    private readonly WatchedInput _input;
    private readonly WatchedOutput _output;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenRegistration _innerClosed;

    public ClientConnection(ConnectionContext inner, ClientConnections all)
    {
        _inner = inner;
        _all = all;
        _socket = inner.Features.Get<IConnectionSocketFeature>()?.Socket;
        _head = new RequestHead(inner.Abort);
        _input = new WatchedInput(inner.Transport.Input, _socket, _head);
        _output = new WatchedOutput(inner.Transport.Output, _input, _socket);
        Transport = this;
        ConnectionClosed = _closed.Token;
        inner.Features.Set(this);
        _innerClosed = inner.ConnectionClosed.UnsafeRegister(static connection => ((ClientConnection)connection!).OnInputEnded(), this);
    }

    /// <summary>Where it stands among <see cref="ClientConnections"/>, which alone may change it.</summary>
    public int Slot { get; set; }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override string ConnectionId { get => _inner.ConnectionId; set => _inner.ConnectionId = value; }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items { get => _inner.Items; set => _inner.Items = value; }

    public override EndPoint? LocalEndPoint { get => _inner.LocalEndPoint; set => _inner.LocalEndPoint = value; }

    public override EndPoint? RemoteEndPoint { get => _inner.RemoteEndPoint; set => _inner.RemoteEndPoint = value; }

    PipeReader IDuplexPipe.Input => _input;

    PipeWriter IDuplexPipe.Output => _output;

    /// <summary>True once the client has sent anything.</summary>
    public bool HasSpoken => _input.HasSpoken;

    /// <summary>Since when the server waits for the client to send, in ms by <see cref="Environment.TickCount64"/>.</summary>
    public long WaitingSince => _input.WaitingSince;

    /// <summary>When the first of a head that is not whole yet was taken, in ms by <see cref="Environment.TickCount64"/>; 0 where nothing was.</summary>
    public long HeadSince => _head.Since;

    /// <summary>True once it was told to close.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>True where the client has been waited for that long, in ms, and nothing of a next request has arrived.</summary>
    public bool IsIdle(long now, int forMilliseconds) => now - WaitingSince >= forMilliseconds && !_input.HasArrivals;

    /// <summary>True where nothing is under way for that long, in ms, but a head that is not whole yet, or less; and it was not told to close.</summary>
    public bool MayMakeRoom(long now, int forMilliseconds) =>
        !IsLeaving && !_head.HasRequest && (IsIdle(now, forMilliseconds) || _head.IsLate(now, forMilliseconds));

    /// <summary>The head of a request is whole.</summary>
    public void BeginRequest() => _head.Begin();

    /// <summary>A request was answered.</summary>
    public void EndRequest() => _head.End(Environment.TickCount64);

    /// <summary>Has the server close the connection as <see cref="CloseWhenIdle"/> does, or where the head of a request is still not whole.</summary>
    public void MakeRoom()
    {
        IsLeaving = true;
        _head.GiveUp();
        CloseWhenIdle();
    }

    /// <summary>Has the server close the connection once it works on no request of it, which is at once where it is idle.</summary>
    public void CloseWhenIdle()
    {
        _input.BeginEnd();
        Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    /// <summary>Whether a client has left, of which nothing more comes.</summary>
    /// <param name="isConnected">Whether its socket is connected, which it is not after a reset.</param>
    /// <param name="isWaitedFor">Whether the server waits for it. Then it finds the end where it reads, and before that perhaps a request.</param>
    /// <param name="sinceRequest">For how long the server has been at work on what came, in ms.</param>
    internal static bool HasLeft(bool isConnected, bool isWaitedFor, long sinceRequest) =>
        !isConnected || (!isWaitedFor && sinceRequest >= MostBetweenRequestAndEnd);

    public override void Abort(ConnectionAbortedException abortReason) => _inner.Abort(abortReason);

    public override void Abort() => _inner.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync();
        await _innerClosed.DisposeAsync();
        _closed.Dispose();
        _all.Remove(this);
        await base.DisposeAsync();
    }

    private void OnInputEnded()
    {
        if (HasLeft(_socket is { Connected: true }, _input.IsWaiting, Environment.TickCount64 - _input.LastTaken))
        {
            _closed.Cancel();
        }
    }
}
