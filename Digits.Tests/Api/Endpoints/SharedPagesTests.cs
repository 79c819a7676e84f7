using System.Net;
using Digits.Api.Endpoints;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Digits.Tests.Api.Endpoints;

public sealed class SharedPagesTests(DigitsFactory service)
{
    private const string Largest = "/swagger/swagger-ui-bundle.js";

    [Theory]
    [InlineData("identity", false)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br, GZIP;q=0.5", true)]
    public async Task Page_OfSwagger_ComesAsTheClientTakesItTheFirstTimeAndLater(string codings, bool isPacked)
    {
        using HttpClient client = service.CreateClient();
        byte[]? first = null;
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await AskAsync(client, "Accept-Encoding", codings);
            byte[] page = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(isPacked ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
            Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
            Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal(first ??= page, page);
        }
    }

    [Fact]
    public async Task Page_ThatTheClientHas_IsNotSentAgain()
    {
        using HttpClient client = service.CreateClient();
        using HttpResponseMessage response = await client.AskAsync(Largest);
        using HttpResponseMessage again = await AskAsync(client, "If-None-Match", response.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_ThatIsNone_IsAProblem()
    {
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/swagger/none.js");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Page_HoweverManyAskForIt_IsMadeOnce()
    {
        using var pages = new SharedPages();
        int made = 0;
        var held = new TaskCompletionSource();
        async Task MakeAsync(HttpContext context)
        {
            made++;
            await held.Task;
            await context.Response.Body.WriteAsync(new byte[100_000]);
        }

        List<SlowReader> readers = [.. Enumerable.Range(0, 10).Select(_ => new SlowReader())];
        List<Task> asked = [.. readers.Select(reader => pages.InvokeAsync(Context(reader, "/swagger/a.js"), MakeAsync))];
        held.SetResult();
        await Task.WhenAll(asked);
        await pages.InvokeAsync(Context(new SlowReader(), "/SWAGGER/a.js"), MakeAsync);
        Assert.Equal(1, made);
        Assert.All(readers, reader => Assert.Equal(100_000, reader.Taken));
    }

    [Fact]
    public async Task Page_AskedForInManyWays_IsNotKeptForEach()
    {
        using var pages = new SharedPages();
        for (int i = 0; i < 1000; i++)
        {
            await pages.InvokeAsync(Context(new SlowReader(), $"/swagger/{i}"), context => context.Response.Body.WriteAsync(new byte[1]).AsTask());
        }

        Assert.InRange(pages.Count, 1, 64);
    }

    [Theory]
    [InlineData("GET", 1_000_000)]
    [InlineData("HEAD", 0)]
    public async Task Page_OfAMegabyte_IsHandedOverInSlices(string method, long sent)
    {
        var reader = new SlowReader();
        DefaultHttpContext context = Context(reader, "/");
        context.Request.Method = method;
        await new SharedPage(new byte[1_000_000], "text/plain").WriteAsync(context);
        Assert.Equal((sent, 1_000_000), (reader.Taken, context.Response.ContentLength));
        Assert.InRange(reader.MostAtOnce, 0, 16 << 10);
    }

    private static DefaultHttpContext Context(Stream body, string path) =>
        new() { Request = { Method = "GET", Path = path }, Response = { Body = body } };

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Largest);
        request.Headers.TryAddWithoutValidation(header, value);
        return client.AskAsync(request);
    }

    /// <summary>Counts what it is handed.</summary>
    private sealed class SlowReader : MemoryStream
    {
        public long Taken { get; private set; }

        public int MostAtOnce { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Taken += buffer.Length;
            MostAtOnce = Math.Max(MostAtOnce, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
