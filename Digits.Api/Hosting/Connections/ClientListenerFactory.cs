using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting.Connections;

/// <summary>Puts a <see cref="ClientListener"/> around each of the server's own listeners on sockets.</summary>
internal sealed class ClientListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _inner;
    private readonly ClientConnections _clients;
    private Socket? _bound;

    public ClientListenerFactory(IOptions<SocketTransportOptions> sockets, IOptions<ApiOptions> options, ILoggerFactory loggers)
    {
        Func<EndPoint, Socket> bind = sockets.Value.CreateBoundListenSocket;
        sockets.Value.CreateBoundListenSocket = endpoint => _bound = bind(endpoint);
        _inner = new SocketTransportFactory(sockets, loggers);
        _clients = new ClientConnections(OpenFiles.LimitConnections(options.Value.MaxConnections));
    }

    public bool CanBind(EndPoint endpoint) => _inner.CanBind(endpoint);

    /// <summary>The server binds one endpoint after the other.</summary>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        _bound = null;
        IConnectionListener listener = await _inner.BindAsync(endpoint, cancellationToken);
        return new ClientListener(listener, _bound, _clients);
    }
}
