using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Digits.Api.Hosting.Connections;

/// <summary>A listener that keeps to a number of connections while it listens, and loses no request when it stops.</summary>
/// <param name="inner">Accepts.</param>
/// <param name="socket">What it listens on.</param>
/// <param name="connections">The connections of this listener alone.</param>
internal sealed class ClientListener(IConnectionListener inner, Socket? socket, ClientConnections connections) : IConnectionListener
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Timer _looksForSilence = new(_ => connections.CloseSilent(Environment.TickCount64), null, Second, Second);

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await inner.AcceptAsync(cancellationToken) is { } accepted)
        {
            var connection = new ClientConnection(accepted, connections);
            if (connections.TryAdd(connection, Environment.TickCount64))
            {
                return connection;
            }

            // Its file is closed here and now: one that is accepted next must not find them used up.
            connection.Abort();
            await connection.DisposeAsync();
        }

        return null;
    }

    /// <summary>
    /// Takes no new connections. Returns when those that were accepted have ended, for the server would close the idle ones without looking
    /// whether a request has just arrived.
    /// </summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        if (socket is not null)
        {
            await Backlog.EmptyAsync(socket, cancellationToken);
        }

        await inner.UnbindAsync(cancellationToken);
        await connections.EmptyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _looksForSilence.DisposeAsync();
        await inner.DisposeAsync();
    }
}
