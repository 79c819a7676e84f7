using System.Net;
using System.Net.Sockets;

namespace Digits.Tests.Support;

/// <summary>A port that somebody listens on already: a service that is told to listen there logs that it cannot, and ends.</summary>
internal sealed class TakenPort : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TakenPort()
    {
        _listener.Start();
        Url = $"http://{_listener.LocalEndpoint}";
    }

    public string Url { get; }

    /// <summary>Addresses at which nobody listens any more, each with a port of its own.</summary>
    public static Uri[] Leave(int count)
    {
        TakenPort[] taken = [.. Enumerable.Range(0, count).Select(_ => new TakenPort())];
        Array.ForEach(taken, port => port.Dispose());
        return Array.ConvertAll(taken, port => new Uri(port.Url));
    }

    public void Dispose() => _listener.Dispose();
}
