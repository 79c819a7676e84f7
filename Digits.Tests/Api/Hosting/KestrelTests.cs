using System.Net.Sockets;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Hosting;

/// <summary>What only the real server does: its limits, its own complaints, and connections.</summary>
public sealed class KestrelTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("/predict/base64", "application/json", true)]
    [InlineData("/predict/base64", "application/json", false)]
    [InlineData("/predict/image", "image/png", false)]
    [InlineData("/predict/raw", "application/octet-stream", true)]
    [InlineData("/predict/batch", "application/json", false)]
    public async Task Body_OfAByteTooMuch_IsTooLarge(string path, string contentType, bool isSized)
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Bodies.Of(new byte[1025], contentType);
        await Answers.ProblemAsync(413, "body-too-large", await client.TellAsync(path, isSized ? body : new UnsizedContent(body)));
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Multipart_OfAByteTooMuch_IsTooLarge(bool isSized)
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Bodies.Files(("skipped", new byte[1025]));
        HttpResponseMessage response = await client.TellAsync("/predict/image", isSized ? body : new UnsizedContent(body));
        await Answers.ProblemAsync(413, "body-too-large", response);
    }

    [Theory(Timeout = Patience)]
    [InlineData("/predict/base64", "application/json")]
    [InlineData("/predict/image", "image/png")]
    [InlineData("/predict/raw", "application/octet-stream")]
    [InlineData("/predict/batch", "application/json")]
    [InlineData("/predict/batch", "multipart/form-data; boundary=a")]
    public async Task Body_WithBrokenChunks_IsMalformed(string path, string contentType)
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await RawHttp.PostAsync(
            client.BaseAddress!, path, $"Content-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n", "zq7Marker\r\n"u8.ToArray());
        await Answers.ProblemAsync(400, "malformed-request", response);
    }

    [Theory(Timeout = Patience)]
    [InlineData("/predict/base64", "application/json")]
    [InlineData("/predict/image", "multipart/form-data; boundary=a")]
    [InlineData("/predict/raw", "application/json")]
    [InlineData("/predict/batch", "application/json")]
    public async Task Body_ThatComesTooSlowly_IsARequestTimeout(string path, string contentType)
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await RawHttp.PostAsync(
            client.BaseAddress!, path, $"Content-Type: {contentType}\r\nContent-Length: 100\r\n", "--a"u8.ToArray());
        await Answers.ProblemAsync(408, "request-timeout", response);
    }

    [Fact(Timeout = Patience)]
    public async Task Body_ThatAnnouncesMuchAndSendsLittle_IsATimeoutAndNoHarm()
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        await RawHttp.PostAsync(
            client.BaseAddress!, "/predict/raw", "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n", "short"u8.ToArray());
        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));
    }

    [Fact(Timeout = Patience)]
    public async Task Answer_OverASocket_NamesNoServer()
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact(Timeout = Patience)]
    public async Task Id_WithATabulator_DoesNotBreakTheAnswer()
    {
        await using DigitsFactory service = Listening();
        using HttpClient client = await service.ReadyClientAsync();
        const string Headers = "X-Request-Id: a\tb\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
        HttpResponseMessage response = await RawHttp.PostAsync(client.BaseAddress!, "/predict/raw", Headers, "{}"u8.ToArray());
        await Answers.ProblemAsync(400, "missing-field", response);
    }

    /// <summary>A service on a free port, which takes 1 KiB and waits little more than a second for a body.</summary>
    // The body is not there when the service first looks for it: it comes when asked for.
    [Theory(Timeout = Patience)]
    [InlineData("/predict/raw", "application/octet-stream")]
    [InlineData("/predict/image", "image/png")]
    public async Task Body_ThatWaitsToBeAskedFor_IsAskedForAndRead(string path, string contentType)
    {
        byte[] body = contentType == "image/png" ? Samples.Seven : Samples.SevenPixels;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using DigitsFactory service = new DigitsFactory().Listening();
        using HttpClient client = await service.ReadyClientAsync();
        string headers = $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n";
        using TcpClient socket = await RawHttp.SendAsync(client.BaseAddress!, path, headers, []);
        using var reader = new StreamReader(socket.GetStream());
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(cancellationToken));
        Assert.Equal("", await reader.ReadLineAsync(cancellationToken));
        await socket.Client.SendAsync(body, cancellationToken);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(cancellationToken));
    }

    private static DigitsFactory Listening() => new DigitsFactory
    {
        Model = new GatedModel(),
        Configure = services => services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1e6, gracePeriod: TimeSpan.FromSeconds(1.1))),
    }.With("MaxBodyBytes", "1024").Listening();
}
