using System.Net;
using Digits.Api.Hosting;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class UnpackedPagesTests
{
    private const string Largest = "/swagger/swagger-ui-bundle.js";

    [Fact]
    public async Task Page_WhereAllPlacesAreHeldBySlowReaders_IsGivenPackedAlone()
    {
        await using DigitsFactory service = new() { Model = new GatedModel() };
        using HttpClient client = service.CreateClient();
        List<HttpResponseMessage> unread = [];
        for (int i = 0; i < UnpackedPages.Most; i++)
        {
            unread.Add(await AskAsync(client, "identity"));
        }

        Assert.All(unread, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        using (HttpResponseMessage refused = await AskAsync(client, "gzip;q=0"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.ToString());
        }

        using (HttpResponseMessage packed = await AskAsync(client, "br, GZIP;q=0.5"))
        {
            Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
        }

        // A reader that comes to the end leaves its place to the next.
        await unread[0].Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using HttpResponseMessage next = await AskAsync(client, "identity");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Empty(next.Content.Headers.ContentEncoding);
        unread.ForEach(response => response.Dispose());
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string codings)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Largest);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", codings);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
