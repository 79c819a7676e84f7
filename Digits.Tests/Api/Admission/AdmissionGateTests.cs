using System.Net.Sockets;
using Digits.Api.Admission;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Digits.Tests.Api.Admission;

public sealed class AdmissionGateTests
{
    private const int Patience = 60_000;
    private const string Page = "https://page.example";

    public static TheoryData<string> Paths => ["/predict/base64", "/predict/image", "/predict/raw", "/predict/batch"];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WithoutAPlace_IsOverloadedUntilThereIsOne(string path)
    {
        await using DigitsFactory service = OnePlace();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, path).TryTake(out Place place));

        HttpResponseMessage refused = await client.TellAsync(path, Bodies.SevenFor(path));
        LaneOf(service, path).Release(place);
        HttpResponseMessage answered = await client.TellAsync(path, Bodies.SevenFor(path));

        await Answers.ProblemAsync(429, "overloaded", refused);
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        await Answers.OkAsync(answered);
        Assert.Equal(0, LaneOf(service, path).Taken);
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Paths))]
    public async Task Request_WithoutAPlace_IsRefusedBeforeItsBodyIsThere(string path)
    {
        await using DigitsFactory service = OnePlace().Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, path).TryTake(out _));

        using TcpClient socket = await SendHeadAsync(client, path, "Content-Length: 9000000");
        Assert.Equal("HTTP/1.1 429 Too Many Requests", await ReadLineAsync(socket));
    }

    [Fact(Timeout = Patience)]
    public async Task Request_WhoseBodyIsNotThere_HoldsNoPlace()
    {
        await using DigitsFactory service = OnePlace().Listening();
        using HttpClient client = await service.ReadyClientAsync();

        // The server asks for the body when the endpoint begins to wait for it.
        using TcpClient socket = await SendHeadAsync(client, "/predict/raw", "Content-Length: 784\r\nExpect: 100-continue");
        Assert.Equal("HTTP/1.1 100 Continue", await ReadLineAsync(socket));

        Assert.Equal(0, LaneOf(service, "/predict/raw").Taken);
        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
    }

    [Theory(Timeout = Patience)]
    [InlineData("/predict/image", "/predict/raw")]
    [InlineData("/predict/batch", "/predict/raw")]
    [InlineData("/predict/batch", "/predict/base64")]
    [InlineData("/predict/raw", "/predict/image")]
    public async Task Request_OfOneKind_HasPlacesWhereThoseOfAnotherAreTaken(string taken, string path)
    {
        await using DigitsFactory service = OnePlace();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, taken).TryTake(out _));
        await Answers.ProblemAsync(429, "overloaded", await client.TellAsync(taken, Bodies.SevenFor(taken)));
        await Answers.OkAsync(await client.TellAsync(path, Bodies.SevenFor(path)));
    }

    [Fact(Timeout = Patience)]
    public async Task Refusal_OfAClientWithAnId_BearsIt()
    {
        await using DigitsFactory service = OnePlace();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, "/predict/raw").TryTake(out _));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.SevenFor("/predict/raw") };
        request.Headers.Add("X-Request-Id", "an-id.of_its-own");

        HttpResponseMessage response = await client.AskAsync(request);

        await Answers.ProblemAsync(429, "overloaded", response);
        Assert.Equal("an-id.of_its-own", Assert.Single(response.Headers.GetValues("X-Request-Id")));
    }

    [Fact(Timeout = Patience)]
    public async Task Refusal_ToAPageOfAConfiguredOrigin_CanBeReadThere()
    {
        await using DigitsFactory service = OnePlace().With("CorsOrigins:0", Page);
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, "/predict/raw").TryTake(out _));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.SevenFor("/predict/raw") };
        request.Headers.Add("Origin", Page);

        HttpResponseMessage response = await client.AskAsync(request);

        await Answers.ProblemAsync(429, "overloaded", response);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact(Timeout = Patience)]
    public async Task Request_WithoutAPlaceWhileDraining_IsRefusedAndItsConnectionClosed()
    {
        await using DigitsFactory service = OnePlace();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, "/predict/raw").TryTake(out _));
        service.Services.GetRequiredService<Draining>().Begin();

        HttpResponseMessage response = await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw"));

        await Answers.ProblemAsync(429, "overloaded", response);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact(Timeout = Patience)]
    public async Task Request_SentWhileItsConnectionIsHeld_IsRefusedUntilNobodyElseIs()
    {
        var clock = new FakeTimeProvider();
        await using DigitsFactory service = OnePlace(clock).Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, "/predict/raw").TryTake(out Place place));
        RefusedConnections connections = await PastTheBurstAsync(service);

        // Over one connection, as the client of the service has for requests that follow each other.
        await Answers.ProblemAsync(429, "overloaded", await client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw")));
        await HeldAsync(connections, 1);
        LaneOf(service, "/predict/raw").Release(place);
        Task<HttpResponseMessage> early = client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw"));
        clock.Advance(TimeSpan.FromMilliseconds(10));
        await Answers.ProblemAsync(429, "overloaded", await early);

        Task<HttpResponseMessage> later = client.TellAsync("/predict/raw", Bodies.SevenFor("/predict/raw"));
        clock.Advance(TimeSpan.FromSeconds(0.6));
        await Answers.DigitAsync(7, await later);
    }

    [Fact(Timeout = Patience)]
    public async Task Connection_ThatLeavesWhileItIsHeld_IsNotHeldAnyMore()
    {
        var clock = new FakeTimeProvider();
        await using DigitsFactory service = OnePlace(clock).Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True(LaneOf(service, "/predict/raw").TryTake(out _));
        RefusedConnections connections = await PastTheBurstAsync(service);

        using (TcpClient socket = await SendHeadAsync(client, "/predict/raw", "Content-Length: 784"))
        {
            Assert.Equal("HTTP/1.1 429 Too Many Requests", await ReadLineAsync(socket));
            await HeldAsync(connections, 1);
        }

        await HeldAsync(connections, 0);
    }

    /// <summary>Has so many connections refused that the next one is held.</summary>
    private static async Task<RefusedConnections> PastTheBurstAsync(DigitsFactory service)
    {
        RefusedConnections connections = service.Services.GetRequiredService<RefusedConnections>();
        for (int i = 0; i < RefusedConnections.Burst; i++)
        {
            Assert.False(await connections.WaitAsync(new RefusedConnection(), CancellationToken.None));
        }

        return connections;
    }

    private static async Task HeldAsync(RefusedConnections connections, int count)
    {
        while (connections.Held != count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static DigitsFactory OnePlace(TimeProvider? clock = null) => new DigitsFactory
    {
        Model = new GatedModel(),
        Configure = services => services.AddSingleton(clock ?? TimeProvider.System),
    }.With("PixelPlaces", "1").With("PicturePlaces", "1").With("BatchPlaces", "1");

    private static Lane LaneOf(DigitsFactory service, string path)
    {
        Lanes lanes = service.Services.GetRequiredService<Lanes>();
        return path switch
        {
            "/predict/raw" => lanes.Pixels,
            "/predict/batch" => lanes.Batch,
            _ => lanes.Pictures,
        };
    }

    private static Task<TcpClient> SendHeadAsync(HttpClient client, string path, string headers) =>
        RawHttp.SendAsync(client.BaseAddress!, path, $"Content-Type: application/octet-stream\r\n{headers}\r\n", []);

    private static async Task<string?> ReadLineAsync(TcpClient socket)
    {
        using var reader = new StreamReader(socket.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
