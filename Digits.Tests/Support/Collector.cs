using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Digits.Tests.Support;

/// <summary>Takes what is sent by OTLP over HTTP, and looks for texts and ids in it: protobuf has both as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Path, byte[] Body)> _received = Channel.CreateUnbounded<(string, byte[])>();
    private readonly List<(string Path, byte[] Body)> _seen = [];

    private Collector(WebApplication app)
    {
        _app = app;
        app.MapPost("/{**path}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _received.Writer.TryWrite((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
    }

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Everything that has come so far.</summary>
    public IReadOnlyList<(string Path, byte[] Body)> Seen
    {
        get
        {
            while (_received.Reader.TryRead(out (string, byte[]) more))
            {
                _seen.Add(more);
            }

            return _seen;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="port">Where; 0 for anywhere.</param>
    public static async Task<Collector> StartAsync(int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var collector = new Collector(builder.Build());
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Waits until all of some things have come to a path, in one message or in several.</summary>
    public async Task ReceiveAsync(string path, params byte[][] parts)
    {
        while (!Array.TrueForAll(parts, part => Seen.Any(message => message.Path == path && message.Body.AsSpan().IndexOf(part) >= 0)))
        {
            await _received.Reader.WaitToReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
