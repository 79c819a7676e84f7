using System.Net;
using System.Net.Sockets;

namespace Digits.Tests.Support;

/// <summary>A port that somebody listens on already: a service that is told to listen there logs that it cannot, and ends.</summary>
internal sealed class TakenPort : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TakenPort() => _listener.Start();

    public string Url => $"http://{_listener.LocalEndpoint}";

    public void Dispose() => _listener.Dispose();
}
