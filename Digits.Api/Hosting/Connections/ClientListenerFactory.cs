using System.Net;
using System.Net.Sockets;
using Digits.Api.Hosting.Management;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting.Connections;

/// <summary>Puts a <see cref="ClientListener"/> around each of the server's own listeners on sockets.</summary>
internal sealed class ClientListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>
    /// What the kernel takes of the answers that a client does not read, in bytes; each connection gets it from the listening socket. By
    /// itself it takes megabytes, which no limit of the process counts.
    /// </summary>
    private const int MostUnread = 64 << 10;

    private readonly SocketTransportFactory _inner;
    private readonly ManagementPorts _management;
    private readonly ClientConnections _clients;

    // A few monitors and balancers, each with a connection or two.
    private readonly ClientConnections _managing = new(most: 64);
    private Socket? _bound;

    public ClientListenerFactory(IOptions<SocketTransportOptions> sockets, IOptions<ApiOptions> options, ManagementPorts management, ILoggerFactory loggers)
    {
        Func<EndPoint, Socket> bind = sockets.Value.CreateBoundListenSocket;
        sockets.Value.CreateBoundListenSocket = endpoint =>
        {
            _bound = bind(endpoint);
            if (_bound.ProtocolType == ProtocolType.Tcp)
            {
                _bound.SendBufferSize = MostUnread;
            }

            return _bound;
        };
        _inner = new SocketTransportFactory(sockets, loggers);
        _management = management;
        _clients = new ClientConnections(OpenFiles.LimitConnections(options.Value.MaxConnections));
    }

    public bool CanBind(EndPoint endpoint) => _inner.CanBind(endpoint);

    /// <summary>The server binds one endpoint after the other.</summary>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        _bound = null;
        IConnectionListener listener = await _inner.BindAsync(endpoint, cancellationToken);
        bool isManagement = listener.EndPoint is IPEndPoint { Port: var port } && _management.Contains(port);
        return new ClientListener(listener, _bound, isManagement ? _managing : _clients);
    }
}
